package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.site.DiskSpace;
import io.candelabra.core.site.SiteStore;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sites in the file {@code candelabra.db} of a data directory. A batch that {@link #commit} returns as written survives
 * a crash of the process and of the machine.
 *
 * <p>One process at a time owns the directory. A full disk is met with a {@link Reserve}. When a write fails in a way that
 * leaves the disk in doubt, the store writes nothing, says so in {@link #trouble}, goes on reading, and opens the file anew in
 * {@link #tend}. A damaged file is never moved away or begun anew.
 */
public final class SqliteStore implements SiteStore {
    private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);
    private static final int READERS = 4;

    private static final String DATABASE = "candelabra.db";

    private final DataDirectory directory;
    private final Reserve reserve;
    private final Witness witness;
    private volatile List<@Nullable Object> identities = List.of();
    private final Writer writer;
    private final Readers readers;

    /** Without a reserve. */
    public SqliteStore(Path folder) {
        this(folder, 0);
    }

    /**
     * Opens the directory, which is made if it is not there, and brings its tables to this version.
     *
     * @param reserve bytes that are kept for what must go on when the disk is full; less on a small disk, 0 for none
     * @throws StoreFailed with a sentence for people, where that is not possible
     */
    public SqliteStore(Path folder, long reserve) {
        this(
                folder,
                new Reserve(new FolderDisk(folder, folder.resolve("candelabra.reserve")), reserve),
                Connections::writing);
    }

    /** With a disk and a way to open it of a test's own. */
    SqliteStore(Path folder, Reserve reserve, Readers.Opening opening) {
        this.reserve = reserve;
        directory = DataDirectory.open(folder);
        Connection connection = null;
        Witness seen = null;
        boolean opened = false;
        try {
            Path file = folder.resolve(DATABASE);
            boolean empty = !Files.exists(file) || Files.size(file) == 0;
            if (Files.isDirectory(file)) {
                throw new StoreFailed(file + " is a folder, and no database", null);
            }
            seen = Witness.open(directory.file("candelabra.witness"));
            if (empty) {
                refuseIfGone(file, seen.last());
            }
            reserve.look();
            reserve.makeRoomForStart();
            connection = opened(opening, directory.file(DATABASE));
            if (Schema.isEmpty(connection)) {
                refuseIfGone(file, seen.last());
            }
            Schema.migrate(connection);
            Heads.check(connection);
            refuseIfLost(file, seen.last(), Heads.lastCommit(connection));
            witness = seen;
            writer = new Writer(new Pen(connection, () -> opening.open(file)), seen, reserve, this::inPlace);
            readers = new Readers(file, READERS, Connections::reading);
            identities = identities();
            opened = true;
        } catch (SQLException failed) {
            throw Trouble.of(failed).failed(failed);
        } catch (IOException failed) {
            throw new StoreFailed("the data directory " + folder + " cannot be used: " + failed, failed);
        } finally {
            if (!opened) {
                if (seen != null) {
                    seen.close();
                }
                abandon(connection);
            }
        }
    }

    /** Before anything can be read the index of the log is made, a file of its own: for that there is the last slice. */
    private Connection opened(Readers.Opening opening, Path file) throws SQLException {
        while (true) {
            try {
                return opening.open(file);
            } catch (SQLException failed) {
                if (!Trouble.isFull(failed) || !reserve.giveUpForStart()) {
                    throw failed;
                }
            }
        }
    }

    private static void refuseIfGone(Path file, long seen) {
        if (seen > 0) {
            throw new StoreFailed(
                    "the database " + file + " is gone or empty, and " + seen + " commits were written to it: put a"
                            + " backup of the folder in place; or start with --new, which moves the folder aside and"
                            + " begins an empty installation",
                    null);
        }
    }

    private static void refuseIfLost(Path file, long seen, long there) {
        if (seen > there) {
            throw new StoreFailed(
                    "the database " + file + " has lost its last " + (seen - there) + " commits: put a backup of the"
                            + " folder in place. Where it is an older copy on purpose, remove candelabra.witness beside"
                            + " it; --new moves the folder aside and begins an empty installation",
                    null);
        }
    }

    private List<@Nullable Object> identities() {
        return Arrays.asList(directory.identity(DATABASE), directory.identity("candelabra.lock"));
    }

    /**
     * The reason why nothing may be written: a commit to a file that was removed or replaced would be lost.
     */
    private Optional<String> inPlace() {
        return identities.equals(identities())
                ? Optional.empty()
                : Optional.of(
                        "the database or the lock file was removed or replaced while the server runs; nothing more"
                                + " is written until it is started anew");
    }

    /** Moves a data folder out of the way; where it is then. */
    public static Path moveAside(Path folder, Instant now) {
        return DataDirectory.moveAside(folder, now);
    }

    @Override
    public Optional<byte[]> fact(String name) {
        return readers.read(reader -> {
            PreparedStatement query = reader.prepare("SELECT value FROM fact WHERE name = ?");
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty();
            }
        });
    }

    @Override
    public void putFact(String name, byte[] value) {
        readers.on(() -> {
            writer.putFact(name, value);
            return true;
        });
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

    /** Once it is taken over nobody else can write to the site, so what is then read fits together. */
    @Override
    public Loaded open(SiteId site) {
        long epoch = readers.read(reader -> writer.takeOver(site, reader));
        Head head = readers.read(reader -> Heads.of(reader, site));
        return new Loaded(Loading.of(readers, head), Loading.since(readers, head), epoch);
    }

    @Override
    public List<Optional<StoreFailed>> commit(List<Batch> batches) {
        return batches.isEmpty() ? List.of() : writer.commit(batches);
    }

    @Override
    public List<LoggedEvent> read(SiteId site, long afterSeq, int max) {
        return readers.read(reader -> LogPage.read(reader, site, afterSeq, max));
    }

    /** The site's number in the tables; 0, which no site has, where it is unknown. */
    private static long key(Readers.Reader reader, SiteId site) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT key FROM site WHERE id = ?");
        query.setString(1, site.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public long prune(SiteId site, long upToSeq) {
        long key = readers.read(reader -> key(reader, site));
        readers.on(() -> {
            writer.clean(new Cleaning.OfLog(key, Math.clamp(upToSeq, 0, LogPosition.LAST_SEQ)));
            return true;
        });
        return readers.read(reader -> Heads.of(reader, site)).prunedTo();
    }

    @Override
    public LogExtent log(SiteId site) {
        Head head = readers.read(reader -> Heads.of(reader, site));
        return new LogExtent(head.prunedTo(), head.seq(), head.logBytes());
    }

    @Override
    public long loggedAtMs(SiteId site, long seq) {
        return readers.read(reader -> LogPage.atMs(reader, site, seq))
                .orElseThrow(() -> new StoreFailed("the log of the site " + site + " has no event " + seq, null));
    }

    @Override
    public <H extends HistoryItem> List<H> history(SiteId site, Class<H> kind, long fromMs, long toMs, int max) {
        return readers.read(reader -> {
            PreparedStatement query =
                    reader.prepare(Items.QUERY + " AND at BETWEEN ? AND ? ORDER BY at, place LIMIT ?");
            query.setString(1, site.value());
            query.setInt(2, RowKinds.code(kind));
            query.setLong(3, fromMs);
            query.setLong(4, toMs);
            query.setInt(5, max);
            return Items.read(site, kind, query);
        });
    }

    @Override
    public <H extends HistoryItem> List<H> latest(SiteId site, Class<H> kind, int max) {
        return readers.read(reader -> {
            PreparedStatement query = reader.prepare(Items.QUERY + " ORDER BY at DESC, place DESC LIMIT ?");
            query.setString(1, site.value());
            query.setInt(2, RowKinds.code(kind));
            query.setInt(3, max);
            return Items.read(site, kind, query);
        });
    }

    @Override
    public <H extends HistoryItem> Optional<H> historyItem(SiteId site, Class<H> kind, String id) {
        return readers.read(reader -> {
            PreparedStatement query = reader.prepare(Items.QUERY + " AND id = ?");
            query.setString(1, site.value());
            query.setInt(2, RowKinds.code(kind));
            query.setString(3, RowKinds.text(id));
            return Items.read(site, kind, query).stream().findFirst();
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
        List<Cleaning> cleanings = readers.read(reader -> {
            long key = key(reader, site);
            List<Cleaning> found = new ArrayList<>();
            for (int kind : RowKinds.historyCodes()) {
                PreparedStatement query = reader.prepare(NEWEST_TO_GO);
                query.setLong(1, key);
                query.setInt(2, kind);
                query.setLong(3, beforeMs);
                query.setInt(4, mostOfEach);
                try (ResultSet row = query.executeQuery()) {
                    if (row.next()) {
                        found.add(new Cleaning.OfHistory(key, kind, row.getLong(1), row.getLong(2)));
                    }
                }
            }
            return found;
        });
        cleanings.forEach(portions -> readers.on(() -> {
            writer.clean(portions);
            return true;
        }));
    }

    @Override
    public SeriesStore series() {
        return new SqliteSeries(readers, writer);
    }

    @Override
    public Optional<String> trouble() {
        return writer.trouble();
    }

    @Override
    public DiskSpace space() {
        return reserve.space();
    }

    @Override
    public long reserved() {
        return reserve.held();
    }

    @Override
    public void tend() {
        readers.on(() -> {
            writer.tend();
            return true;
        });
    }

    /** For tests: changes a setting of the writing connection, to bring about what a broken disk would. */
    void onWriter(String sql) throws SQLException {
        writer.run(sql);
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        witness.close();
        directory.close();
    }
}
