package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import io.candelabra.model.Stored;
import io.candelabra.wire.json.JsonException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads items of history. One that is damaged is left out and told in the log: history is for people to look at. */
final class Items {
    private static final Logger log = LoggerFactory.getLogger(Items.class);

    static final String QUERY = "SELECT site, kind, id, at, body, sum FROM history"
            + " WHERE site = (SELECT key FROM site WHERE id = ?) AND kind = ?";

    private Items() {}

    /** @param query that gives the columns of {@link #QUERY} */
    static <H extends HistoryItem> List<H> read(SiteId site, Class<H> kind, PreparedStatement query)
            throws SQLException {
        List<H> items = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                try {
                    items.add(item(site, kind, row));
                } catch (Damaged left) {
                    log.error("{}; it is left out", left.getMessage());
                }
            }
        }
        return items;
    }

    static <H extends HistoryItem> H item(SiteId site, Class<H> kind, ResultSet row) throws SQLException {
        String id = row.getString(3);
        String where = "the history of the site " + site + " is damaged at " + Stored.Name.of(kind) + " " + id + ": ";
        byte[] body = row.getBytes(5);
        if (Checksum.ofItem(row.getLong(1), row.getInt(2), id, row.getLong(4), body) != row.getLong(6)) {
            throw new Damaged(where + "it does not fit its checksum", null);
        }
        try {
            return RowBodies.item(kind, body);
        } catch (JsonException unreadable) {
            throw new Damaged(where + unreadable.getMessage(), unreadable);
        }
    }
}
