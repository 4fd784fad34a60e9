package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.model.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The heads of sites as the writer's last transaction left them, each read once: nobody else writes them. Those of a transaction
 * that is open count once it is on disk. It is used under the writer's lock.
 */
final class KnownHeads {
    private final Map<SiteId, Head> known = new HashMap<>();
    private final Map<SiteId, Head> open = new HashMap<>();

    /** The head as the open transaction sees it; a fresh one, with the next key, for a site that was never written. */
    Head of(SiteId site, Statements sql) throws SQLException {
        Head head = open.getOrDefault(site, known.get(site));
        return head != null ? head : read(site, sql);
    }

    /** @throws Damaged if it is not as it was written */
    private Head read(SiteId site, Statements sql) throws SQLException {
        sql.head.setString(1, site.value());
        try (ResultSet row = sql.head.executeQuery()) {
            if (row.next()) {
                Head head = Head.of(row);
                known.put(site, head);
                return head;
            }
        }
        try (ResultSet row = sql.nextKey.executeQuery()) {
            return Head.fresh(row.next() ? row.getLong(1) : 1, site);
        }
    }

    /** Writes a head, with the open transaction. */
    void put(Head head, Statements sql) throws SQLException {
        Head before = open.getOrDefault(head.site(), known.get(head.site()));
        if (before == null || !head.onlyAppends(before) || head.append(sql.appendHead) == 0) {
            head.put(sql.putHead);
        }
        open.put(head.site(), head);
    }

    /** The transaction is on disk. */
    void committed() {
        known.putAll(open);
        open.clear();
    }

    /** The transaction is undone. */
    void rolledBack() {
        open.clear();
    }

    /** The connection is another one, and nobody knows what the last one left. */
    void forget() {
        open.clear();
        known.clear();
    }
}
