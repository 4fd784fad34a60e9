package io.candelabra.store.sql;

import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.SampleBlock;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
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
 * Reads series from the rows that {@link SeriesRows} wrote. A part that is not as it was written is left out, and that is told: all else of
 * the series is as good as before.
 */
final class SeriesReading {
    private static final Logger log = LoggerFactory.getLogger(SeriesReading.class);

    private SeriesReading() {}

    static SeriesStore.Mark mark(Readers.Reader reader, String site) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT seq, until FROM recorded WHERE site = " + SeriesRows.SITE);
        query.setString(1, site);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? new SeriesStore.Mark(row.getLong(1), row.getLong(2)) : SeriesStore.Mark.NONE;
        }
    }

    static long added(Readers.Reader reader, String site, Name name) throws SQLException {
        long key = SeriesRows.find(reader.prepare(SeriesRows.FIND), site, name).key();
        PreparedStatement query =
                reader.prepare("SELECT until FROM sample WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1");
        query.setLong(1, key << SeriesRows.PLACES);
        query.setLong(2, key << SeriesRows.PLACES | SeriesRows.LAST);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static List<String> states(Readers.Reader reader, String site, String device) throws SQLException {
        PreparedStatement query = reader.prepare(
                "SELECT state FROM series WHERE site = " + SeriesRows.SITE + " AND device = ?2 ORDER BY key");
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
            SeriesRows.Series series = SeriesRows.find(reader.prepare(SeriesRows.FIND), site, name);
            if (series.key() == 0) {
                return Kept.NOTHING;
            }
            Reading reading = new Reading(name, series.key(), fromMs, toMs);
            Samples samples = reading.samples(reader, series.rolledToMs());
            List<Bucket> hours = series.rolledToMs() == Long.MIN_VALUE
                            || fromMs >= series.rolledToMs() && !samples.isEmpty() && samples.atMs(0) < fromMs
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
            query.setLong(1, key << SeriesRows.PLACES);
            query.setLong(2, key << SeriesRows.PLACES | SeriesRows.LAST);
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
            query.setLong(1, key << SeriesRows.PLACES);
            query.setLong(2, SeriesRows.hoursPlace(key, fromMs));
            query.setLong(3, SeriesRows.hoursPlace(key, toMs));
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

    /** A sentence for each part of a site's series that is not as it was written. */
    static List<String> damage(Readers.Reader reader, String site) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT device, state FROM series WHERE site = " + SeriesRows.SITE);
        query.setString(1, site);
        List<Name> names = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(new Name(new DeviceId(row.getString(1)), row.getString(2)));
            }
        }
        List<String> damaged = new ArrayList<>();
        for (Name name : names) {
            damaged.addAll(
                    read(reader, site, name, Long.MIN_VALUE, Long.MAX_VALUE).damaged());
        }
        return damaged;
    }

    static List<Old> olderThan(Readers.Reader reader, String site, long ms, int most) throws SQLException {
        PreparedStatement query =
                reader.prepare("SELECT device, state, rolled_to FROM series WHERE site = " + SeriesRows.SITE
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
}
