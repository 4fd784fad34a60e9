package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.testing.Noise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's own side: the file, its rights, and damage to it. */
class SqliteStoreTest {
    private static final SiteId OFFICE = new SiteId("office");

    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("data");
    }

    private static Command<Boolean> put(String id, String json) {
        return new Command.Put(new Resource.Extra("test", "k", id, json));
    }

    private void fill() {
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            world.tell(SITE, put("a", "1"));
            world.tell(OFFICE, put("a", "1"));
            world.checkpoint();
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("candelabra.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void onlyTheOwnerMayLookIn() throws IOException {
        assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"), "skipped: no POSIX files");
        fill();
        try (SqliteStore store = new SqliteStore(folder());
                Stream<Path> files = Files.list(folder())) {
            HandStepped world = new HandStepped(store);
            world.tell(put("b", "2"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
            assertThat(Files.exists(folder().resolve("candelabra.db-wal"))).isTrue();
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void twoServersCannotShareOneDirectory() {
        try (SqliteStore first = new SqliteStore(folder())) {
            assertThatThrownBy(() -> new SqliteStore(folder()))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("another server")
                    .hasMessageContaining(folder().toString());
            new HandStepped(first).tell(put("a", "1"));
        }
        try (SqliteStore second = new SqliteStore(folder())) {
            assertThat(second.sites()).containsExactly(SITE);
        }
    }

    @Test
    void everyCommitIsSynced() throws SQLException {
        fill();
        try (Connection connection = Connections.writing(folder().resolve("candelabra.db"));
                Statement statement = connection.createStatement()) {
            assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(statement, "synchronous")).isEqualTo("2");
            assertThat(pragma(statement, "foreign_keys")).isEqualTo("1");
        }
    }

    private static String pragma(Statement statement, String name) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.getString(1);
        }
    }

    @Test
    void aDamagedRowClosesItsSiteAndNoOther() throws SQLException {
        fill();
        sql("UPDATE row SET body = CAST('{\"@\":\"extra\",\"nonsense\":1}' AS BLOB)"
                + " WHERE site = (SELECT key FROM site WHERE id = 'home')");
        try (SqliteStore store = new SqliteStore(folder())) {
            assertThatThrownBy(() -> store.open(SITE))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("site home is damaged")
                    .hasMessageContaining("RESOURCE extra/test/k/a")
                    .hasMessageContaining("checksum");
            HandStepped world = new HandStepped(store);
            assertThatThrownBy(() -> world.state(SITE))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Refused.Reason.UNAVAILABLE));
            assertThat(world.tell(OFFICE, put("b", "2"))).isTrue();
        }
    }

    @Test
    void rowsThatTheDatabaseRefusesTakeNoOtherSiteOfTheCommitWithThem() throws SQLException {
        List<SiteId> sites = List.of(SITE, OFFICE, new SiteId("town"));
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            sites.forEach(site -> world.tell(site, put("a", "1")));
            store.onWriter("CREATE TEMP TRIGGER refusing BEFORE INSERT ON main.log WHEN NEW.place >> 40 ="
                    + " (SELECT key FROM main.site WHERE id = 'office') BEGIN SELECT RAISE(ABORT, 'told to'); END");
            List<CompletableFuture<Boolean>> answers =
                    sites.stream().map(site -> world.ask(site, put("b", "2"))).toList();
            world.settle();
            assertThat(answers)
                    .extracting(CompletableFuture::isCompletedExceptionally)
                    .containsExactly(false, true, false);
            store.onWriter("DROP TRIGGER temp.refusing");
            sites.forEach(site -> assertThat(world.tell(site, put("c", "3"))).isTrue());
        }
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            assertThat(sites.stream().map(site -> world.state(site)
                            .resources(Resource.Extra.class)
                            .size()))
                    .containsExactly(3, 2, 3);
        }
    }

    @Test
    void aMissingStepIsTold() throws SQLException {
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            world.install(SITE, 2);
            world.tell(HandStepped.start("set", 0, 1));
            world.checkpoint();
        }
        sql("DELETE FROM row WHERE kind = 6 AND id LIKE '%/1'");
        try (SqliteStore store = new SqliteStore(folder())) {
            assertThatThrownBy(() -> store.open(SITE))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("rows are there");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
        Files.createDirectories(folder());
        Path file = folder().resolve("candelabra.db");
        String text = "this is somebody's letter, and by chance it has our name".repeat(50);
        Files.writeString(file, text);
        assertThatThrownBy(() -> new SqliteStore(folder()))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("damaged");
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThatThrownBy(() -> new SqliteStore(folder()))
                .as("the lock was let go")
                .hasMessageContaining("damaged");
    }

    @Test
    void anotherProgramsDatabaseIsRefused() throws SQLException, IOException {
        Files.createDirectories(folder());
        sql("CREATE TABLE recipes (name TEXT)");
        assertThatThrownBy(() -> new SqliteStore(folder()))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("something else");
    }

    @Test
    void dataOfALaterVersionIsRefused() throws SQLException {
        fill();
        sql("PRAGMA user_version = 1000");
        assertThatThrownBy(() -> new SqliteStore(folder()))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("newer");
    }

    @Test
    void damageInTheFileIsToldAndTheFileIsKept() throws SQLException, IOException {
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            for (int i = 0; i < 200; i++) {
                world.ask(put("a" + i, "\"" + Noise.text(1_000, i) + "\""));
            }
            world.settle();
        }
        Path file = folder().resolve("candelabra.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 4096 * 6; at < bytes.length; at++) {
            bytes[at] = (byte) (at * 31);
        }
        Files.write(file, bytes);
        try (SqliteStore store = new SqliteStore(folder())) {
            assertThatThrownBy(() -> store.open(SITE))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("damaged");
        }
        assertThat(Files.size(file)).isEqualTo(bytes.length);
    }

    @Test
    void aFullDiskIsToldAndTriedAgain() throws SQLException {
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            world.tell(put("a", "1"));
            store.onWriter("PRAGMA max_page_count = 1"); // as far as it has grown, and no further
            CompletableFuture<Boolean> large = world.ask(put("b", "\"" + Noise.text(100_000, 1) + "\""));
            world.settle();
            assertThat(large).isCompletedExceptionally();
            assertThat(world.sites().trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("full"));
            assertThat(world.state().resources(Resource.Extra.class))
                    .as("reading goes on")
                    .hasSize(1);
            store.onWriter("PRAGMA max_page_count = 100000");
            assertThat(world.tell(put("b", "2"))).isTrue();
            assertThat(world.sites().trouble()).isEmpty();
            assertThat(world.log(SITE, 0)).hasSize(2);
        }
    }

    @Test
    void whenTheFileCannotBeWrittenTheStoreStopsUntilItIsOpenedAnew() throws SQLException {
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            world.tell(put("a", "1"));
            store.onWriter("PRAGMA query_only = ON"); // as if the disk were read-only from now on
            CompletableFuture<Boolean> lost = world.ask(put("b", "1"));
            world.settle();
            assertThat(lost).isCompletedExceptionally();
            assertThat(store.trouble()).isPresent();
            store.onWriter("PRAGMA query_only = OFF");
            CompletableFuture<Boolean> doubted = world.ask(put("c", "1"));
            world.settle();
            assertThat(doubted).as("what the disk holds is in doubt").isCompletedExceptionally();
            assertThat(store.latest(SITE, HistoryItem.Visit.class, 1)).isEmpty();
            assertThat(world.state().resources(Resource.Extra.class)).hasSize(1);
            store.tend();
            assertThat(store.trouble()).isEmpty();
            assertThat(world.tell(put("d", "1"))).isTrue();
        }
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            assertThat(world.state().resources(Resource.Extra.class))
                    .extracting(Resource.Extra::id)
                    .as("what was refused is not there, what was acknowledged is")
                    .hasSize(2)
                    .noneMatch(id -> id.endsWith("/b") || id.endsWith("/c"));
        }
    }

    @Test
    void openingASiteWritesNothing() throws SQLException {
        fill();
        try (SqliteStore store = new SqliteStore(folder())) {
            store.onWriter("PRAGMA query_only = ON");
            assertThat(store.open(SITE).state().resources(Resource.Extra.class)).hasSize(1);
            assertThat(store.open(new SiteId("new")).state().seq()).isZero();
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        SqliteStore store = new SqliteStore(folder());
        HandStepped world = new HandStepped(store);
        world.tell(put("a", "1"));
        store.close();
        assertThatThrownBy(store::sites).isInstanceOf(StoreFailed.class).hasMessageContaining("closed");
        assertThat(world.sites().state(Caller.CORE, SITE).seq()).isEqualTo(1);
        CompletableFuture<Boolean> late = world.ask(put("b", "1"));
        world.settle();
        assertThat(late).isCompletedExceptionally();
    }

    @Test
    void readsFromVirtualThreadsAndWritesGoOnTogether() throws InterruptedException {
        try (SqliteStore store = new SqliteStore(folder())) {
            HandStepped world = new HandStepped(store);
            for (int i = 0; i < 300; i++) {
                world.ask(put("a" + i, "1"));
            }
            world.settle();
            List<Thread> readers = Stream.generate(() -> Thread.ofVirtual().unstarted(() -> {
                        for (int i = 0; i < 20; i++) {
                            if (store.read(SITE, 0, 300).size() != 300) {
                                throw new IllegalStateException("a page is not whole");
                            }
                        }
                    }))
                    .limit(20)
                    .toList();
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            readers.forEach(r -> r.setUncaughtExceptionHandler((thread, failed) -> failures.add(failed)));
            readers.forEach(Thread::start);
            for (int i = 0; i < 50; i++) {
                world.tell(put("b", Integer.toString(i)));
            }
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(failures).isEmpty();
            assertThat(world.state().seq()).isEqualTo(350);
        }
    }
}
