package io.candelabra.store.sql;

import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.SampleBlock;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.series.SeriesStore.Addition;
import io.candelabra.core.series.SeriesStore.Name;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of series: blocks of samples in {@code sample}, a number for each series in {@code series}, and in {@code hours} what old
 * samples came to. A block stands at the number of its series and its own, from 1 on without a gap, so that a block that is missing is
 * found. It has two checksums: one over its times, by which it is chosen, and one over all of it. The newest block of a series is written
 * again until it is full, the others never. All that is in here writes within a transaction that is open; {@link SeriesReading} reads.
 */
final class SeriesRows {
    private static final Logger log = LoggerFactory.getLogger(SeriesRows.class);
    static final int PLACES = 24;
    static final long LAST = (1L << PLACES) - 1;
    private static final long HOUR_MS = 3_600_000;

    static final String SITE = "(SELECT key FROM site WHERE id = ?1)";
    static final String FIND =
            "SELECT key, rolled_to FROM series WHERE site = " + SITE + " AND device = ?2 AND state = ?3";

    private SeriesRows() {}

    record Series(long key, long rolledToMs) {}

    /** Over the times of a block, by which it is chosen. */
    static long head(long place, long first, long last, long until) {
        return new Checksum()
                .number(place)
                .number(first)
                .number(last)
                .number(until)
                .value();
    }

    /** Over all of it. */
    static long sum(long head, byte[] body) {
        return new Checksum().number(head).bytes(body).value();
    }

    static Series find(PreparedStatement query, String site, Name name) throws SQLException {
        query.setString(1, site);
        query.setString(2, name.device().value());
        query.setString(3, name.state());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? new Series(row.getLong(1), row.getLong(2)) : new Series(0, Long.MIN_VALUE);
        }
    }

    static long hoursPlace(long key, long ms) {
        return key << PLACES | Math.clamp(Math.floorDiv(ms, HOUR_MS), 0, LAST);
    }

    static void mark(Statements sql, String site, SeriesStore.Mark mark) throws SQLException {
        PreparedStatement put = sql.of("INSERT INTO recorded (site, seq, until) SELECT key, ?2, ?3 FROM site"
                + " WHERE id = ?1 ON CONFLICT (site) DO UPDATE SET seq = excluded.seq, until = excluded.until");
        put.setString(1, site);
        put.setLong(2, mark.seq());
        put.setLong(3, mark.until());
        put.executeUpdate();
    }

    static void add(Statements sql, String site, List<Addition> additions, long until) throws SQLException {
        for (Addition addition : additions) {
            Series series = find(sql.of(FIND), site, addition.name());
            if (series.key() == 0) {
                PreparedStatement insert =
                        sql.of("INSERT INTO series (site, device, state) SELECT key, ?2, ?3 FROM site WHERE id = ?1");
                insert.setString(1, site);
                insert.setString(2, addition.name().device().value());
                insert.setString(3, addition.name().state());
                insert.executeUpdate();
                series = find(sql.of(FIND), site, addition.name());
            }
            add(sql, series.key(), addition, until);
        }
    }

    private static void add(Statements sql, long key, Addition addition, long until) throws SQLException {
        PreparedStatement newest = sql.of("SELECT place, first, last, until, head, sum, body FROM sample"
                + " WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1");
        newest.setLong(1, key << PLACES);
        newest.setLong(2, key << PLACES | LAST);
        long place = key << PLACES;
        Samples samples = addition.samples();
        try (ResultSet row = newest.executeQuery()) {
            if (row.next()) {
                place = row.getLong(1);
                Samples there = whole(row);
                if (!there.isEmpty() && there.size() < SampleBlock.MOST) {
                    samples = Samples.joined(List.of(there, samples));
                    place--;
                }
            }
        }
        for (int from = 0; from < samples.size(); from += SampleBlock.MOST) {
            place++;
            Samples part = samples.part(from, Math.min(samples.size(), from + SampleBlock.MOST));
            byte[] body = SampleBlock.pack(part);
            long head = SeriesRows.head(place, part.firstMs(), part.lastMs(), until);
            PreparedStatement put = sql.of("INSERT OR REPLACE INTO sample (place, first, last, until, head, sum, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)");
            put.setLong(1, place);
            put.setLong(2, part.firstMs());
            put.setLong(3, part.lastMs());
            put.setLong(4, until);
            put.setLong(5, head);
            put.setLong(6, SeriesRows.sum(head, body));
            put.setBytes(7, body);
            put.executeUpdate();
        }
    }

    /** None where the block is not whole: it stays as it is, and the next one begins behind it. */
    private static Samples whole(ResultSet row) throws SQLException {
        long head = SeriesRows.head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        byte[] body = row.getBytes(7);
        if (head != row.getLong(5) || SeriesRows.sum(head, body) != row.getLong(6)) {
            return Samples.NONE;
        }
        try {
            return SampleBlock.unpack(body);
        } catch (IllegalArgumentException unreadable) {
            log.error("a block of samples cannot be read, and stays as it is", unreadable);
            return Samples.NONE;
        }
    }

    static void remove(Statements sql, String site, String device, long beforeSeq) throws SQLException {
        PreparedStatement query =
                sql.of("SELECT key, coalesce((SELECT max(until) FROM sample WHERE place BETWEEN series.key << 24"
                        + " AND (series.key << 24) + 16777215), 0) FROM series WHERE site = " + SITE
                        + " AND device = ?2");
        query.setString(1, site);
        query.setString(2, device);
        List<Long> gone = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (row.getLong(2) < beforeSeq) {
                    gone.add(row.getLong(1));
                }
            }
        }
        for (long key : gone) {
            run(sql.of("DELETE FROM sample WHERE place BETWEEN ? AND ?"), key << PLACES, key << PLACES | LAST);
            run(sql.of("DELETE FROM hours WHERE place BETWEEN ? AND ?"), key << PLACES, key << PLACES | LAST);
            run(sql.of("DELETE FROM series WHERE key BETWEEN ? AND ?"), key, key);
        }
    }

    private static void run(PreparedStatement statement, long first, long last) throws SQLException {
        statement.setLong(1, first);
        statement.setLong(2, last);
        statement.executeUpdate();
    }

    static void rollUp(Statements sql, Packing packing, String site, Name name, List<Bucket> hours, long rolledToMs)
            throws SQLException {
        Series series = find(sql.of(FIND), site, name);
        if (series.key() == 0) {
            return;
        }
        if (!hours.isEmpty()) {
            long place = hoursPlace(series.key(), hours.getFirst().startMs());
            byte[] body = packing.pack(SampleBlock.packHours(hours));
            PreparedStatement put = sql.of("INSERT INTO hours (place, sum, body) VALUES (?, ?, ?)");
            put.setLong(1, place);
            put.setLong(2, new Checksum().number(place).bytes(body).value());
            put.setBytes(3, body);
            put.executeUpdate();
        }
        PreparedStatement rolled = sql.of("UPDATE series SET rolled_to = ? WHERE key = ?");
        rolled.setLong(1, rolledToMs);
        rolled.setLong(2, series.key());
        rolled.executeUpdate();
        // the newest block stays, since the numbers go on behind it
        PreparedStatement clean = sql.of("DELETE FROM sample WHERE place BETWEEN ?1 AND ?2 AND last < ?3"
                + " AND place < (SELECT min(place) FROM sample WHERE place BETWEEN ?1 AND ?2 AND (last >= ?3"
                + " OR place = (SELECT max(place) FROM sample WHERE place BETWEEN ?1 AND ?2)))");
        clean.setLong(1, series.key() << PLACES);
        clean.setLong(2, series.key() << PLACES | LAST);
        clean.setLong(3, rolledToMs);
        clean.executeUpdate();
    }
}
