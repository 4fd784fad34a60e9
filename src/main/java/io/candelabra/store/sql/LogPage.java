package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.JsonException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a part of a site's log, and sees that it is whole. */
final class LogPage {
    /** A page ends here, however many events were asked for. */
    private static final long BYTES = 16 << 20;

    /** One statement, so one sight of the file: rows that are pruned meanwhile leave no hole. */
    private static final String QUERY = """
            SELECT site.key, site.pruned_to, site.seq, site.log_sum, log.place, log.at, log.body, log.before, log.sum
            FROM site LEFT JOIN log ON log.place BETWEEN (site.key << 40) + ?2 AND (site.key << 40) + ?3
            WHERE site.id = ?1 ORDER BY log.place LIMIT ?4""";

    private final SiteId site;
    private final List<LoggedEvent> events = new ArrayList<>();
    /** Number of the last event that is read or need not be. */
    private long last;
    /** Checksum of the row that was read last; 0 where none was. */
    private long sum;

    /** A part of the log. */
    record Read(List<LoggedEvent> events, long sum) {}

    private LogPage(SiteId site, long last, long sum) {
        this.site = site;
        this.last = last;
        this.sum = sum;
    }

    /**
     * The page ends before an event that is missing or not what was written.
     *
     * @throws Damaged if that is the first
     */
    static List<LoggedEvent> read(Readers.Reader reader, SiteId site, long afterSeq, int max) throws SQLException {
        return read(reader, site, afterSeq, max, 0).events();
    }

    /**
     * The same for whoever reads page after page.
     *
     * @param before what the page before gave as its sum, so that the two are chained; 0 for the first page
     */
    static Read read(Readers.Reader reader, SiteId site, long afterSeq, int max, long before) throws SQLException {
        PreparedStatement query = reader.prepare(QUERY);
        query.setString(1, site.value());
        query.setLong(2, Math.min(LogPosition.LAST_SEQ, Math.max(0, afterSeq) + 1));
        query.setLong(3, LogPosition.LAST_SEQ);
        query.setInt(4, max);
        LogPage page = new LogPage(site, Math.max(0, afterSeq), before);
        long bytes = 0;
        try (ResultSet row = query.executeQuery()) {
            while (bytes < BYTES && page.events.size() < max && row.next() && row.getLong(5) != 0) {
                try {
                    bytes += page.add(row);
                } catch (Damaged damaged) {
                    if (page.events.isEmpty()) {
                        throw damaged;
                    }
                    break;
                }
            }
        }
        return page.events.size() <= max
                ? new Read(page.events, page.sum)
                // the row is read again from its middle, and so cannot be chained to itself
                : new Read(page.events.subList(0, max), 0);
    }

    /** Site time of the first event that was committed with this one; empty where the log does not reach that far. */
    static OptionalLong atMs(Readers.Reader reader, SiteId site, long seq) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT at FROM log WHERE place BETWEEN"
                + " (SELECT key << 40 FROM site WHERE id = ?1) + ?2 AND (SELECT key << 40 FROM site WHERE id = ?1) + ?3"
                + " ORDER BY place LIMIT 1");
        query.setString(1, site.value());
        query.setLong(2, Math.clamp(seq, 0, LogPosition.LAST_SEQ));
        query.setLong(3, LogPosition.LAST_SEQ);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /** Takes in what is new of a row. Returns its bytes, unpacked. */
    private int add(ResultSet row) throws SQLException {
        if (events.isEmpty()) {
            last = Math.max(last, row.getLong(2));
        }
        long place = row.getLong(5);
        long before = row.getLong(8);
        byte[] body = row.getBytes(7);
        Block block = new Block(LogPosition.seq(place), row.getLong(6), body);
        if (Checksum.ofLog(place, block.atMs(), before, body) != row.getLong(9)) {
            throw damaged(last + 1, "it does not fit its checksum", null);
        }
        if (before != 0 && sum != 0 && before != sum) {
            throw damaged(last + 1, "it does not fit to what is before it", null);
        }
        if (block.seq() == row.getLong(3) && row.getLong(9) != row.getLong(4)) {
            throw damaged(last + 1, "it is not the one that was written last", null);
        }
        List<LoggedEvent> found;
        int bytes;
        try {
            byte[] plain = Packing.unpack(body);
            bytes = plain.length;
            found = new Block(block.seq(), block.atMs(), plain).events(site);
        } catch (JsonException | UncheckedIOException unreadable) {
            throw damaged(last + 1, String.valueOf(unreadable.getMessage()), unreadable);
        }
        long first = found.isEmpty() ? block.seq() + 1 : found.getFirst().seq();
        // only the first row may begin with what need not be read
        if (first > last + 1
                || block.seq() <= last && block.seq() > row.getLong(2)
                || (!events.isEmpty() && first <= last)) {
            throw damaged(last + 1, "it is missing", null);
        }
        long read = last;
        found.stream().filter(event -> event.seq() > read).forEach(events::add);
        last = Math.max(last, block.seq());
        sum = row.getLong(9);
        return bytes;
    }

    /**
     * Where reading may go on after an event that is missing or damaged: before the next row, where that one begins later than
     * the event; else behind it. Empty where there is no row that far.
     */
    static OptionalLong behind(Readers.Reader reader, Head head, long seq) throws SQLException {
        PreparedStatement query =
                reader.prepare("SELECT place, at, body FROM log WHERE place BETWEEN ? AND ? ORDER BY place LIMIT 1");
        query.setLong(1, LogPosition.of(head.key(), seq));
        query.setLong(2, LogPosition.of(head.key(), LogPosition.LAST_SEQ));
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return OptionalLong.empty();
            }
            Block block = new Block(LogPosition.seq(row.getLong(1)), row.getLong(2), row.getBytes(3));
            long begin = begin(block, head.site()).orElse(0);
            return OptionalLong.of(begin > seq ? begin - 1 : block.seq());
        }
    }

    private static OptionalLong begin(Block block, SiteId site) {
        try {
            return block.events(site).stream().mapToLong(LoggedEvent::seq).findFirst();
        } catch (JsonException | UncheckedIOException unreadable) {
            return OptionalLong.empty();
        }
    }

    private Damaged damaged(long seq, String what, @Nullable Throwable cause) {
        return new Damaged("the log of the site " + site + " is damaged at event " + seq + ": " + what, cause);
    }
}
