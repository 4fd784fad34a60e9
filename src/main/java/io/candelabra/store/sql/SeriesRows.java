package io.candelabra.store.sql;

import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.SampleBlock;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.series.SeriesStore.Addition;
import io.candelabra.core.series.SeriesStore.Kept;
import io.candelabra.core.series.SeriesStore.Name;
import io.candelabra.core.series.SeriesStore.Old;
import io.candelabra.model.DeviceId;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of series: blocks of samples in {@code sample}, a number for each series in {@code series}, and in {@code hours} what old
 * samples came to. A block stands at the number of its series and its own, from 1 on without a gap, so that a block that is missing is
 * found. It has two checksums: one over its times, by which it is chosen, and one over all of it. The newest block of a series is written
 * again until it is full, the others never.
 */
final class SeriesRows {
    private static final Logger log = LoggerFactory.getLogger(SeriesRows.class);
    private static final int PLACES = 24;
    private static final long LAST = (1L << PLACES) - 1;
    private static final long HOUR_MS = 3_600_000;

    private static final String SITE = "(SELECT key FROM site WHERE id = ?1)";
    static final String FIND =
            "SELECT key, rolled_to FROM series WHERE site = " + SITE + " AND device = ?2 AND state = ?3";

    private SeriesRows() {}

    private record Series(long key, long rolledToMs) {}

    /** Over the times of a block, by which it is chosen. */
    private static long head(long place, long first, long last, long until) {
        return new Checksum()
                .number(place)
                .number(first)
                .number(last)
                .number(until)
                .value();
    }

    /** Over all of it. */
    private static long sum(long head, byte[] body) {
        return new Checksum().number(head).bytes(body).value();
    }

    private static Series find(PreparedStatement query, String site, Name name) throws SQLException {
        query.setString(1, site);
        query.setString(2, name.device().value());
        query.setString(3, name.state());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? new Series(row.getLong(1), row.getLong(2)) : new Series(0, Long.MIN_VALUE);
        }
    }

    // ---- reading ----

    static SeriesStore.Mark mark(Readers.Reader reader, String site) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT seq, until FROM recorded WHERE site = " + SITE);
        query.setString(1, site);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? new SeriesStore.Mark(row.getLong(1), row.getLong(2)) : SeriesStore.Mark.NONE;
        }
    }

    static long added(Readers.Reader reader, String site, Name name) throws SQLException {
        long key = find(reader.prepare(FIND), site, name).key();
        PreparedStatement query =
                reader.prepare("SELECT until FROM sample WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1");
        query.setLong(1, key << PLACES);
        query.setLong(2, key << PLACES | LAST);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static List<String> states(Readers.Reader reader, String site, String device) throws SQLException {
        PreparedStatement query =
                reader.prepare("SELECT state FROM series WHERE site = " + SITE + " AND device = ?2 ORDER BY key");
        query.setString(1, site);
        query.setString(2, device);
        List<String> states = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                states.add(row.getString(1));
            }
        }
        return states;
    }

    /** One sight of the file for all of it: what is put in another's place meanwhile is seen once, and not twice or never. */
    static Kept read(Readers.Reader reader, String site, Name name, long fromMs, long toMs) throws SQLException {
        reader.prepare("BEGIN").execute();
        try {
            Series series = find(reader.prepare(FIND), site, name);
            if (series.key() == 0) {
                return Kept.NOTHING;
            }
            Reading reading = new Reading(name, series.key(), fromMs, toMs);
            Samples samples = reading.samples(reader, series.rolledToMs());
            List<Bucket> hours =
                    series.rolledToMs() == Long.MIN_VALUE || fromMs >= series.rolledToMs() && !samples.isEmpty()
                                    && samples.atMs(0) < fromMs
                            ? List.of()
                            : reading.hours(reader);
            return new Kept(hours, samples, reading.until, series.rolledToMs(), List.copyOf(reading.damaged));
        } finally {
            reader.prepare("COMMIT").execute();
        }
    }

    /** One read of one series. */
    private static final class Reading {
        private final Name name;
        private final long key;
        private final long fromMs;
        private final long toMs;
        private final List<String> damaged = new ArrayList<>();
        private long until;

        Reading(Name name, long key, long fromMs, long toMs) {
            this.name = name;
            this.key = key;
            this.fromMs = fromMs;
            this.toMs = toMs;
        }

        Samples samples(Readers.Reader reader, long rolledToMs) throws SQLException {
            PreparedStatement query = reader.prepare("SELECT place, first, last, until, head, sum,"
                    + " CASE WHEN last >= ?3 AND first <= ?4 THEN body END FROM sample WHERE place BETWEEN ?1 AND ?2"
                    + " ORDER BY place");
            query.setLong(1, key << PLACES);
            query.setLong(2, key << PLACES | LAST);
            query.setLong(3, fromMs);
            query.setLong(4, toMs);
            List<Samples> found = new ArrayList<>();
            long next = 0;
            long before = 0;
            long beforeLast = Long.MIN_VALUE;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long place = row.getLong(1);
                    if (next != 0 && place != next) {
                        damaged("a block is missing");
                    }
                    next = place + 1;
                    until = Math.max(until, row.getLong(4));
                    long head = SeriesRows.head(place, row.getLong(2), row.getLong(3), row.getLong(4));
                    byte[] body = row.getBytes(7);
                    if (head != row.getLong(5)) {
                        damaged("the times of a block do not fit their checksum");
                    } else if (body != null) {
                        block(head, body, row.getLong(6), row.getLong(2), row.getLong(3))
                                .ifPresent(found::add);
                    } else if (row.getLong(3) < fromMs && row.getLong(3) >= beforeLast) {
                        before = place;
                        beforeLast = row.getLong(3);
                    }
                }
            }
            Samples within = Samples.joined(found).ordered();
            boolean reachesBack = !within.isEmpty() && within.atMs(0) < fromMs;
            if (before != 0 && !reachesBack) {
                within = Samples.joined(List.of(one(reader, before), within)).ordered();
            }
            // what was rolled up stands among the hours
            int first = Math.max(within.before(rolledToMs), within.before(fromMs) - 1);
            int end = toMs == Long.MAX_VALUE ? within.size() : within.before(toMs + 1);
            return within.part(Math.max(0, Math.min(first, end)), end);
        }

        private Samples one(Readers.Reader reader, long place) throws SQLException {
            PreparedStatement query = reader.prepare("SELECT head, sum, body, first, last FROM sample WHERE place = ?");
            query.setLong(1, place);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? block(row.getLong(1), row.getBytes(3), row.getLong(2), row.getLong(4), row.getLong(5))
                                .orElse(Samples.NONE)
                        : Samples.NONE;
            }
        }

        private Optional<Samples> block(long head, byte[] body, long sum, long first, long last) {
            try {
                if (SeriesRows.sum(head, body) == sum) {
                    return Optional.of(SampleBlock.unpack(body));
                }
                damaged("the block from " + first + " to " + last + " does not fit its checksum");
            } catch (IllegalArgumentException unreadable) {
                damaged("the block from " + first + " to " + last + " cannot be read: " + unreadable.getMessage());
            }
            return Optional.empty();
        }

        List<Bucket> hours(Readers.Reader reader) throws SQLException {
            PreparedStatement query = reader.prepare("SELECT place, sum, body FROM hours WHERE place BETWEEN ?1 AND ?3"
                    + " AND place >= coalesce((SELECT max(place) FROM hours WHERE place BETWEEN ?1 AND ?2), ?1)"
                    + " ORDER BY place");
            query.setLong(1, key << PLACES);
            query.setLong(2, hoursPlace(key, fromMs));
            query.setLong(3, hoursPlace(key, toMs));
            List<Bucket> hours = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    byte[] body = row.getBytes(3);
                    try {
                        if (new Checksum().number(row.getLong(1)).bytes(body).value() != row.getLong(2)) {
                            damaged("hours do not fit their checksum");
                        } else {
                            hours.addAll(SampleBlock.unpackHours(Packing.unpack(body)));
                        }
                    } catch (IllegalArgumentException | UncheckedIOException unreadable) {
                        damaged("hours cannot be read: " + unreadable.getMessage());
                    }
                }
            }
            return hours;
        }

        private void damaged(String what) {
            String sentence = "the series of " + name.state() + " of " + name.device() + " is damaged: " + what
                    + "; it is left out";
            damaged.add(sentence);
            log.error(sentence);
        }
    }

    private static long hoursPlace(long key, long ms) {
        return key << PLACES | Math.clamp(Math.floorDiv(ms, HOUR_MS), 0, LAST);
    }

    /** A sentence for each part of a site's series that is not as it was written. */
    static List<String> damage(Readers.Reader reader, String site) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT device, state FROM series WHERE site = " + SITE);
        query.setString(1, site);
        List<Name> names = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(new Name(new DeviceId(row.getString(1)), row.getString(2)));
            }
        }
        List<String> damaged = new ArrayList<>();
        for (Name name : names) {
            damaged.addAll(read(reader, site, name, Long.MIN_VALUE, Long.MAX_VALUE).damaged());
        }
        return damaged;
    }

    static List<Old> olderThan(Readers.Reader reader, String site, long ms, int most) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT device, state, rolled_to FROM series WHERE site = " + SITE
                + " AND rolled_to < ?2 AND EXISTS (SELECT 1 FROM sample WHERE place BETWEEN series.key << 24"
                + " AND (series.key << 24) + 16777215 AND last < ?2) LIMIT ?3");
        query.setString(1, site);
        query.setLong(2, ms);
        query.setInt(3, most);
        List<Old> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new Old(new Name(new DeviceId(row.getString(1)), row.getString(2)), row.getLong(3)));
            }
        }
        return found;
    }

    // ---- writing, within a transaction that is open ----

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
