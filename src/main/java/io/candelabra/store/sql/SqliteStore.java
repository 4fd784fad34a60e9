package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.StoredRows;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.JsonException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sites in the file {@code candelabra.db} of a data directory. What {@link #commit} returns as written survives a crash of
 * the process and of the machine.
 *
 * <p>One process at a time owns the directory. When a write fails in a way that leaves the disk in doubt, the store stops
 * writing, says so in {@link #trouble}, and goes on reading; a full disk is tried again at the next commit. A damaged file
 * is never moved away or begun anew.
 */
public final class SqliteStore implements SiteStore {
    private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);
    private static final int READERS = 4;
    /** A page of the log ends here, however many events were asked for. */
    private static final long PAGE_BYTES = 16 << 20;
    /** Rows that are made out in one go when a site is loaded. */
    private static final int LOAD_ROWS = 500;

    private final DataDirectory directory;
    private final Writer writer;
    private final Readers readers;

    /**
     * Opens the directory, which is made if it is not there, and brings its tables to this version.
     *
     * @throws StoreFailed with a sentence for people, where that is not possible
     */
    public SqliteStore(Path folder) {
        directory = DataDirectory.open(folder);
        Path file = directory.file("candelabra.db");
        Connection connection = null;
        boolean opened = false;
        try {
            connection = Connections.writing(file);
            Schema.migrate(connection);
            writer = new Writer(connection);
            readers = new Readers(file, READERS);
            opened = true;
        } catch (SQLException failed) {
            throw Trouble.of(failed).failed(failed);
        } finally {
            if (!opened) {
                abandon(connection);
            }
        }
    }

    private void abandon(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException failed) {
            log.warn("a connection could not be closed", failed);
        }
        directory.close();
    }

    @Override
    public List<SiteId> sites() {
        return readers.read(reader -> {
            List<SiteId> sites = new ArrayList<>();
            try (ResultSet row = reader.prepare("SELECT id FROM site WHERE seq > 0 ORDER BY id")
                    .executeQuery()) {
                while (row.next()) {
                    sites.add(new SiteId(row.getString(1)));
                }
            }
            return sites;
        });
    }

    /** After the epoch is raised nobody else can write to the site, so what is then read fits together. */
    @Override
    public Loaded open(SiteId site) {
        Writer.Owned owned = readers.on(() -> writer.takeOver(site));
        List<CompletableFuture<List<Found>>> parts = readers.read(reader -> load(reader, site, owned));
        List<Found> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(Readers.joined(part)));
        // sorted here, where the bodies are already what they take in memory anyway
        found.sort(Comparator.comparingLong(Found::place));
        StoredRows rows = new StoredRows(site, owned.seq());
        found.forEach(f -> rows.add(f.table(), f.key(), f.value()));
        return new Loaded(rows.state(), owned.epoch());
    }

    private record Found(long place, Table table, String key, Object value) {}

    private record Stored(long place, Table table, String key, byte[] body) {
        Found read(SiteId site) {
            return new Found(place, table, key, SqliteStore.read(site, table, key, body));
        }
    }

    /** Fetches the rows of a site, while others already make out what they say: a town has hundreds of thousands. */
    private List<CompletableFuture<List<Found>>> load(Readers.Reader reader, SiteId site, Writer.Owned owned)
            throws SQLException {
        List<CompletableFuture<List<Found>>> parts = new ArrayList<>();
        List<Stored> some = new ArrayList<>(LOAD_ROWS);
        PreparedStatement query = reader.prepare("SELECT place, kind, id, body FROM row WHERE site = ?");
        query.setLong(1, owned.key());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                some.add(new Stored(row.getLong(1), RowKinds.table(row.getInt(2)), row.getString(3), row.getBytes(4)));
                if (some.size() == LOAD_ROWS) {
                    parts.add(readLater(site, some));
                    some = new ArrayList<>(LOAD_ROWS);
                }
            }
        }
        parts.add(readLater(site, some));
        return parts;
    }

    private CompletableFuture<List<Found>> readLater(SiteId site, List<Stored> some) {
        return readers.later(() -> some.stream().map(s -> s.read(site)).toList());
    }

    private static Object read(SiteId site, Table table, String key, byte[] body) {
        try {
            return Bodies.row(table, body);
        } catch (JsonException damaged) {
            throw new StoreFailed(
                    "what is stored of the site " + site + " is damaged: " + table + " " + key + ": "
                            + damaged.getMessage(),
                    damaged);
        }
    }

    @Override
    public List<Optional<StoreFailed>> commit(List<Batch> batches) {
        return batches.isEmpty() ? List.of() : writer.commit(batches);
    }

    @Override
    public List<LoggedEvent> read(SiteId site, long afterSeq, int max) {
        return readers.read(reader -> {
            long key = key(reader, site);
            PreparedStatement query = reader.prepare(
                    "SELECT place, at, body FROM log WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?");
            query.setLong(1, LogPlace.of(key, Math.min(LogPlace.LAST_SEQ, Math.max(0, afterSeq) + 1)));
            query.setLong(2, LogPlace.of(key, LogPlace.LAST_SEQ));
            query.setInt(3, max);
            List<LoggedEvent> events = new ArrayList<>();
            long bytes = 0;
            try (ResultSet row = query.executeQuery()) {
                while (bytes < PAGE_BYTES && row.next()) {
                    byte[] body = row.getBytes(3);
                    bytes += body.length;
                    events.add(event(site, LogPlace.seq(row.getLong(1)), row.getLong(2), body));
                }
            }
            return events;
        });
    }

    /** The site's number in the tables; 0, which no site has, where it is unknown. */
    private static long key(Readers.Reader reader, SiteId site) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT key FROM site WHERE id = ?");
        query.setString(1, site.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static LoggedEvent event(SiteId site, long seq, long atMs, byte[] body) {
        try {
            return Bodies.event(site, seq, atMs, body);
        } catch (JsonException damaged) {
            throw new StoreFailed(
                    "the log of the site " + site + " is damaged at " + seq + ": " + damaged.getMessage(), damaged);
        }
    }

    @Override
    public void prune(SiteId site, long upToSeq) {
        long key = readers.read(reader -> key(reader, site));
        readers.on(() -> {
            writer.clean(Cleaning.ofLog(key, Math.clamp(upToSeq, 0, LogPlace.LAST_SEQ)));
            return true;
        });
    }

    @Override
    public long logBytes(SiteId site) {
        return readers.read(reader -> {
            PreparedStatement query = reader.prepare("SELECT log_bytes FROM site WHERE id = ?");
            query.setString(1, site.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    private static final String ITEMS =
            "SELECT id, body FROM history WHERE site = (SELECT key FROM site WHERE id = ?) AND kind = ?";

    @Override
    public <H extends HistoryItem> List<H> history(SiteId site, Class<H> kind, long fromMs, long toMs, int max) {
        return readers.read(reader -> {
            PreparedStatement query = reader.prepare(ITEMS + " AND at BETWEEN ? AND ? ORDER BY at, place LIMIT ?");
            query.setString(1, site.value());
            query.setInt(2, RowKinds.code(kind));
            query.setLong(3, fromMs);
            query.setLong(4, toMs);
            query.setInt(5, max);
            return items(site, kind, query);
        });
    }

    @Override
    public <H extends HistoryItem> List<H> latest(SiteId site, Class<H> kind, int max) {
        return readers.read(reader -> {
            PreparedStatement query = reader.prepare(ITEMS + " ORDER BY at DESC, place DESC LIMIT ?");
            query.setString(1, site.value());
            query.setInt(2, RowKinds.code(kind));
            query.setInt(3, max);
            return items(site, kind, query);
        });
    }

    @Override
    public <H extends HistoryItem> Optional<H> historyItem(SiteId site, Class<H> kind, String id) {
        return readers.read(reader -> {
            PreparedStatement query = reader.prepare(ITEMS + " AND id = ?");
            query.setString(1, site.value());
            query.setInt(2, RowKinds.code(kind));
            query.setString(3, RowKinds.text(id));
            return items(site, kind, query).stream().findFirst();
        });
    }

    /** The newest item of a site's history that is to go, by age or since so many newer ones are there. */
    private static final String NEWEST_TO_GO = """
            SELECT at, place FROM (
                SELECT at, place FROM history WHERE site = ?1 AND kind = ?2 AND at < ?3 ORDER BY at DESC, place DESC LIMIT 1)
            UNION ALL SELECT at, place FROM (
                SELECT at, place FROM history WHERE site = ?1 AND kind = ?2 ORDER BY at DESC, place DESC LIMIT 1 OFFSET ?4)
            ORDER BY at DESC, place DESC LIMIT 1""";

    @Override
    public void pruneHistory(SiteId site, long beforeMs, int mostOfEach) {
        for (int kind : RowKinds.historyCodes()) {
            Optional<Cleaning> cleaning = readers.read(reader -> {
                long key = key(reader, site);
                PreparedStatement query = reader.prepare(NEWEST_TO_GO);
                query.setLong(1, key);
                query.setInt(2, kind);
                query.setLong(3, beforeMs);
                query.setInt(4, mostOfEach);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(Cleaning.ofHistory(key, kind, row.getLong(1), row.getLong(2)))
                            : Optional.empty();
                }
            });
            cleaning.ifPresent(portions -> readers.on(() -> {
                writer.clean(portions);
                return true;
            }));
        }
    }

    private static <H extends HistoryItem> List<H> items(SiteId site, Class<H> kind, PreparedStatement query)
            throws SQLException {
        List<H> items = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                items.add(item(site, kind, row.getString(1), row.getBytes(2)));
            }
        }
        return items;
    }

    private static <H extends HistoryItem> H item(SiteId site, Class<H> kind, String id, byte[] body) {
        try {
            return Bodies.item(kind, body);
        } catch (JsonException damaged) {
            throw new StoreFailed(
                    "the history of the site " + site + " is damaged at " + kind.getSimpleName() + " " + id + ": "
                            + damaged.getMessage(),
                    damaged);
        }
    }

    @Override
    public Optional<String> trouble() {
        return writer.trouble();
    }

    /** For tests: changes a setting of the writing connection, to bring about what a broken disk would. */
    void onWriter(String sql) throws SQLException {
        writer.run(sql);
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        directory.close();
    }
}
