package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every change to the file behind the store's back is told, and never served. */
class DamageTest {
    private static final SiteId OFFICE = new SiteId("office");
    private static final String OF_HOME = " (SELECT key FROM site WHERE id = 'home') ";
    private static final int FLIPS = 200;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("candelabra.db");
    }

    /** Two sites: devices, an execution on its way, one that has ended, and a log of forty events and more. */
    private void fill() {
        try (SqliteStore store = new SqliteStore(folder)) {
            HandStepped world = new HandStepped(store, 1);
            world.install(SITE, 3);
            world.tell(HandStepped.start("set", 0, 1));
            for (int i = 0; i < 40; i++) {
                Resource.Extra extra = new Resource.Extra("test", "k", "a" + i % 8, "\"" + i + "\"");
                world.tell(SITE, edit(changes -> changes.put(extra)));
            }
            world.tell(SITE, (state, now) -> {
                HistoryItem item = new HistoryItem.Notification("n", 5, "t", "info", "text");
                return new Raw.Outcome<>(List.of(new SiteEvent.Noted(item)), true);
            });
            world.tell(OFFICE, edit(changes -> changes.put(new Resource.Extra("test", "k", "a", "1"))));
            world.checkpoint();
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement one = connection.createStatement()) {
            one.executeUpdate(statement);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "UPDATE row SET body = CAST(replace(CAST(body AS TEXT), '39', '93') AS BLOB) WHERE id LIKE '%/a7'"
                        + " ; extra/test/k/a7",
                "UPDATE row SET body = (SELECT body FROM row WHERE id LIKE '%/a1'),"
                        + " sum = (SELECT sum FROM row WHERE id LIKE '%/a1') WHERE id LIKE '%/a2' ; does not fit its checksum",
                "DELETE FROM row WHERE id LIKE '%/a7' ; rows are there",
                "INSERT INTO row (site, kind, id, body, sum) SELECT site, kind, id || 'x', body, sum FROM row"
                        + " WHERE id LIKE '%/a7' ; extra/test/k/a7x",
                "UPDATE site SET seq = seq - 1 WHERE id = 'home' ; head of the site home",
                "UPDATE site SET rows = 0 WHERE id = 'home' ; head of the site home",
                "UPDATE site SET sum = 5 WHERE id = 'home' ; head of the site home",
                "DELETE FROM log WHERE place >= OF_HOME << 40 AND place < OF_HOME + 1 << 40 ; it ends at event 0",
                "DELETE FROM log WHERE place > (OF_HOME << 40) + 20 AND place < OF_HOME + 1 << 40 ; it ends at event 20",
            })
    void aSiteThatIsNotAsItWasWrittenIsClosedAndNoOther(String damage, String told) throws SQLException {
        fill();
        sql(damage.replace("OF_HOME", OF_HOME));
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThatThrownBy(() -> store.open(SITE))
                    .isInstanceOf(Damaged.class)
                    .hasMessageContaining("home")
                    .hasMessageContaining(told);
            HandStepped world = new HandStepped(store, 2);
            assertThatThrownBy(() -> world.state(SITE))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Refused.Reason.UNAVAILABLE));
            assertThat(world.sites().warnings()).singleElement().asString().contains("home", told);
            assertThat(world.tell(OFFICE, edit(changes -> changes.put(new Resource.Extra("test", "k", "b", "1")))))
                    .isTrue();
        }
    }

    /** An older form of a row, with the checksum that it had then. */
    @Test
    void aRowAsItWasEarlierIsFound() throws SQLException {
        fill();
        sql("CREATE TABLE old AS SELECT * FROM row WHERE id LIKE '%/a7'");
        try (SqliteStore store = new SqliteStore(folder)) {
            HandStepped world = new HandStepped(store, 2);
            world.tell(SITE, edit(changes -> changes.put(new Resource.Extra("test", "k", "a7", "\"new\""))));
            world.checkpoint();
        }
        sql("UPDATE row SET body = (SELECT body FROM old), sum = (SELECT sum FROM old) WHERE id LIKE '%/a7'");
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThatThrownBy(() -> store.open(SITE))
                    .isInstanceOf(Damaged.class)
                    .hasMessageContaining("last");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "DELETE FROM log WHERE place = (OF_HOME << 40) + 10 ; it is missing",
                "UPDATE log SET at = at + 1 WHERE place = (OF_HOME << 40) + 10 ; checksum",
                "UPDATE log SET body = (SELECT body FROM log WHERE place = (OF_HOME << 40) + 11),"
                        + " sum = (SELECT sum FROM log WHERE place = (OF_HOME << 40) + 11)"
                        + " WHERE place = (OF_HOME << 40) + 10 ; checksum",
            })
    void aHoleInTheLogIsAGapForWhoeverReadsIt(String damage, String told) throws SQLException {
        fill();
        sql(damage.replace("OF_HOME", OF_HOME));
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThat(store.read(SITE, 0, 100)).as("what is before it").hasSize(9);
            assertThatThrownBy(() -> store.read(SITE, 9, 100))
                    .isInstanceOf(Damaged.class)
                    .hasMessageContaining("event 10")
                    .hasMessageContaining(told);
            HandStepped world = new HandStepped(store, 2);
            long head = world.state().seq();
            Sites.Page page = world.sites().read(Caller.CORE, SITE, 9, 100);
            assertThat(page).isEqualTo(new Sites.Page(List.of(), head, true));
            assertThat(world.sites().warnings()).singleElement().asString().contains("home", "event 10");
            assertThat(store.read(SITE, 10, 100)).as("what is after it").isNotEmpty();
        }
    }

    @Test
    void theBeginningOfTheLogMayGoOnlyByPruning() throws SQLException {
        fill();
        try (SqliteStore store = new SqliteStore(folder)) {
            store.prune(SITE, 10);
            assertThat(store.read(SITE, 0, 1))
                    .first()
                    .extracting(LoggedEvent::seq)
                    .isEqualTo(11L);
        }
        sql("DELETE FROM log WHERE place = (OF_HOME << 40) + 11".replace("OF_HOME", OF_HOME));
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThatThrownBy(() -> store.read(SITE, 0, 1)).hasMessageContaining("event 11: it is missing");
        }
    }

    @Test
    void verificationGoesOnWithTheRowBehindAMissingOne() throws SQLException {
        try (SqliteStore store = new SqliteStore(folder)) {
            HandStepped world = new HandStepped(store, 1);
            // three rows of the log, of three events each
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 3; i++) {
                    Resource.Extra extra = new Resource.Extra("test", "k", "a" + i, "\"" + round + "\"");
                    world.ask(edit(changes -> changes.put(extra)));
                }
                world.settle();
            }
            world.checkpoint();
        }
        sql("DELETE FROM log WHERE place = (OF_HOME << 40) + 3".replace("OF_HOME", OF_HOME));
        Verification.Outcome outcome = Verification.of(folder, Map.of());
        assertThat(outcome.wrong()).singleElement().asString().contains("event 1: it is missing");
        assertThat(outcome.events()).as("those of the two other rows").isEqualTo(6);
    }

    @Test
    void aLogThatIsPrunedWhileItsSiteIsLoadedIsNotDamaged() throws SQLException {
        fill();
        try (SqliteStore store = new SqliteStore(folder);
                Readers readers = new Readers(file(), 1, Connections::looking)) {
            Head before = readers.read(reader -> Heads.of(reader, SITE));
            assertThat(store.prune(SITE, before.seq())).isEqualTo(before.seq());
            assertThat(Loading.of(readers, before).seq()).isEqualTo(before.seq());
        }
    }

    /** Each row fits its own checksum, and the second is not what followed the first. */
    @Test
    void rowsOfAnotherRunDoNotFitWhereTheyAreReadPageByPage() throws SQLException {
        fill();
        Head head;
        try (Readers readers = new Readers(file(), 1, Connections::looking)) {
            head = readers.read(reader -> Heads.of(reader, SITE));
            LogPage.Read first = readers.read(reader -> LogPage.read(reader, SITE, 0, 10, 0));
            assertThat(first.events()).hasSize(10);
            assertThat(readers.read(reader -> LogPage.read(reader, SITE, 10, 10, first.sum()))
                            .events())
                    .hasSize(10);
            assertThatThrownBy(() -> readers.read(reader -> LogPage.read(reader, SITE, 10, 10, first.sum() + 1)))
                    .isInstanceOf(Damaged.class)
                    .hasMessageContaining("does not fit to what is before it");
        }
        assertThat(head.seq()).isGreaterThan(20);
    }

    @Test
    void aDamagedItemOfHistoryIsLeftOut() throws SQLException {
        fill();
        sql("UPDATE history SET at = at + 1 WHERE kind = 3");
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThat(store.latest(SITE, HistoryItem.Notification.class, 10)).isEmpty();
        }
    }

    /** All that the store gives, or that it refuses to. */
    private record Told(List<Object> values) {
        static Told by(SqliteStore store) {
            List<LoggedEvent> log = store.read(SITE, 0, 1_000);
            SiteState home = store.open(SITE).state();
            return new Told(List.of(
                    home,
                    store.open(OFFICE).state(),
                    log,
                    store.read(OFFICE, 0, 1_000),
                    store.latest(SITE, HistoryItem.Notification.class, 10)));
        }
    }

    @Test
    void oneFlippedBitIsFoundOrChangesNothing() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file());
        Told before;
        try (SqliteStore store = new SqliteStore(folder)) {
            before = Told.by(store);
        }
        Random chance = new Random(7);
        int found = 0;
        for (int i = 0; i < FLIPS; i++) {
            byte[] damaged = whole.clone();
            int at = chance.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << chance.nextInt(Byte.SIZE));
            Files.write(file(), damaged);
            Told[] after = new Told[1];
            Throwable refusal = catchThrowable(() -> {
                try (SqliteStore store = new SqliteStore(folder)) {
                    after[0] = Told.by(store);
                }
            });
            if (refusal != null) {
                assertThat(refusal).as("byte %d", at).isInstanceOf(StoreFailed.class);
                found++;
            } else if (!after[0].values().equals(before.values())) {
                // the log ends, or history lacks an item: both were said
                assertThat(after[0].values().subList(0, 2))
                        .as("byte %d", at)
                        .isEqualTo(before.values().subList(0, 2));
                assertThat(before.values().toString())
                        .as("byte %d", at)
                        .contains(inner(after[0].values().get(2)));
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    private static String inner(Object list) {
        String text = list.toString();
        return text.substring(0, text.length() - 1);
    }

    @Test
    void dataFromBeforeTheChecksumsComesInWhole() throws IOException {
        try (InputStream old = new GZIPInputStream(
                Objects.requireNonNull(DamageTest.class.getResourceAsStream("before-checksums.db.gz")))) {
            Files.copy(old, file());
        }
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThat(store.sites()).containsExactly(SITE, OFFICE);
            HandStepped world = new HandStepped(store, 2);
            assertThat(world.state().resources(Resource.Extra.class)).hasSize(20);
            assertThat(world.state().devices()).hasSize(2);
            assertThat(world.state(OFFICE).resources(Resource.Extra.class)).hasSize(1);
            assertThat(store.read(SITE, 0, 100))
                    .first()
                    .extracting(LoggedEvent::seq)
                    .isEqualTo(6L);
            world.tell(edit(changes -> changes.put(new Resource.Extra("test", "k", "a1", "2"))));
        }
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThat(store.open(SITE).state().resources(Resource.Extra.class)).hasSize(20);
        }
    }
}
