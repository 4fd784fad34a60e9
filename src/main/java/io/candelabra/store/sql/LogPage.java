package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.JsonException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a part of a site's log, and sees that it is whole. */
final class LogPage {
    /** A page ends here, however many events were asked for. */
    private static final long BYTES = 16 << 20;

    /** One statement, so one sight of the file: what is pruned meanwhile is no hole. */
    private static final String QUERY = """
            SELECT site.key, site.pruned_to, log.place, log.at, log.body, log.sum
            FROM site LEFT JOIN log ON log.place BETWEEN (site.key << 40) + ?2 AND (site.key << 40) + ?3
            WHERE site.id = ?1 ORDER BY log.place LIMIT ?4""";

    private LogPage() {}

    /**
     * The page ends before an event that is missing or not what was written.
     *
     * @throws Damaged if that is the first
     */
    static List<LoggedEvent> read(Readers.Reader reader, SiteId site, long afterSeq, int max) throws SQLException {
        PreparedStatement query = reader.prepare(QUERY);
        query.setString(1, site.value());
        query.setLong(2, Math.min(LogPosition.LAST_SEQ, Math.max(0, afterSeq) + 1));
        query.setLong(3, LogPosition.LAST_SEQ);
        query.setInt(4, max);
        List<LoggedEvent> events = new ArrayList<>();
        long bytes = 0;
        try (ResultSet row = query.executeQuery()) {
            while (bytes < BYTES && row.next()) {
                byte[] body = row.getBytes(5);
                if (body == null) {
                    break;
                }
                long place = row.getLong(3);
                long next = events.isEmpty()
                        ? Math.max(afterSeq, row.getLong(2)) + 1
                        : events.getLast().seq() + 1;
                try {
                    events.add(event(site, place, next, row.getLong(4), body, row.getLong(6)));
                } catch (Damaged damaged) {
                    if (events.isEmpty()) {
                        throw damaged;
                    }
                    break;
                }
                bytes += body.length;
            }
        }
        return events;
    }

    private static LoggedEvent event(SiteId site, long place, long next, long atMs, byte[] body, long sum) {
        long seq = LogPosition.seq(place);
        if (seq != next) {
            throw damaged(site, next, "it is missing", null);
        }
        if (Checksum.ofLog(place, atMs, body) != sum) {
            throw damaged(site, seq, "it does not fit its checksum", null);
        }
        try {
            return RowBodies.event(site, seq, atMs, body);
        } catch (JsonException unreadable) {
            throw damaged(site, seq, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static Damaged damaged(SiteId site, long seq, String what, @Nullable Throwable cause) {
        return new Damaged("the log of the site " + site + " is damaged at event " + seq + ": " + what, cause);
    }
}
