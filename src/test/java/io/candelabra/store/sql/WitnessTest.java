package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.command.Command;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is gone, or has lost commits, is never taken for a new one. */
class WitnessTest {
    private static final List<String> FILES =
            List.of("candelabra.db", "candelabra.db-wal", "candelabra.witness", "candelabra.lock");

    @TempDir
    Path parent;

    private Path live() {
        return parent.resolve("live");
    }

    private static Command<Boolean> put(int number) {
        return new Command.Put(new Resource.Extra("test", "k", "a" + number, "1"));
    }

    /** The files of a store as a kill would leave them after forty commits: the newest of them stand in the WAL alone. */
    private Path killed() throws IOException {
        Path copy = Files.createDirectories(parent.resolve("killed"));
        try (SqliteStore store = new SqliteStore(live())) {
            HandStepped world = new HandStepped(store);
            for (int i = 0; i < 40; i++) {
                world.tell(put(i));
            }
            for (String file : FILES) {
                Files.copy(live().resolve(file), copy.resolve(file));
            }
        }
        return copy;
    }

    private static void refused(Path folder, String told) {
        assertThatThrownBy(() -> new SqliteStore(folder))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining(told)
                .hasMessageContaining("--new");
    }

    @Test
    void whatAKillLeavesIsWhole() throws IOException {
        try (SqliteStore store = new SqliteStore(killed())) {
            assertThat(store.open(SITE).state().resources(Resource.Extra.class)).hasSize(40);
        }
    }

    @Test
    void aWalThatIsGoneIsTold() throws IOException {
        Path folder = killed();
        Files.delete(folder.resolve("candelabra.db-wal"));
        refused(folder, "commits");
        refused(folder, "commits");
    }

    @Test
    void aWalThatIsCutOrDamagedIsTold() throws IOException {
        Path folder = killed();
        Path wal = folder.resolve("candelabra.db-wal");
        byte[] whole = Files.readAllBytes(wal);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2 + new Random(5).nextInt(1_000)] ^= 4;
        Files.write(wal, flipped);
        refused(folder, "has lost its last");
    }

    @Test
    void aWalCutToHalfIsTold() throws IOException {
        Path folder = killed();
        Path wal = folder.resolve("candelabra.db-wal");
        byte[] whole = Files.readAllBytes(wal);
        Files.write(wal, java.util.Arrays.copyOf(whole, whole.length / 2));
        refused(folder, "has lost its last");
    }

    @Test
    void aDatabaseThatIsGoneOrEmptyIsTold() throws IOException {
        killed();
        Files.write(live().resolve("candelabra.db"), new byte[0]);
        refused(live(), "gone or empty");
        Files.delete(live().resolve("candelabra.db"));
        refused(live(), "gone or empty");
        assertThat(live().resolve("candelabra.db")).doesNotExist();
        Path aside = SqliteStore.moveAside(live(), Instant.EPOCH);
        assertThat(aside.resolve("candelabra.witness")).exists();
        try (SqliteStore store = new SqliteStore(live())) {
            assertThat(store.sites()).isEmpty();
        }
    }

    @Test
    void anOlderCopyIsToldUnlessItIsMeant() throws IOException {
        Path folder = killed();
        try (SqliteStore store = new SqliteStore(live())) {
            new HandStepped(store).tell(put(100));
        }
        Files.copy(live().resolve("candelabra.witness"), folder.resolve("newer"));
        Files.move(
                folder.resolve("newer"),
                folder.resolve("candelabra.witness"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refused(folder, "has lost its last");
        Files.delete(folder.resolve("candelabra.witness"));
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThat(store.sites()).containsExactly(SITE);
        }
    }

    @Test
    void oneHalfWrittenPlaceLeavesTheOther() throws IOException {
        Path folder = killed();
        Path file = folder.resolve("candelabra.witness");
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        Files.write(file, bytes);
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThat(store.sites()).containsExactly(SITE);
        }
    }

    @Test
    void nothingIsWrittenToAFileThatWasReplacedOrRemoved() throws IOException {
        try (SqliteStore store = new SqliteStore(live())) {
            HandStepped world = new HandStepped(store);
            world.tell(put(1));
            Files.delete(live().resolve("candelabra.lock"));
            assertThatThrownBy(() -> new SqliteStore(live())).hasMessageContaining("another server");
            var lost = world.ask(put(2));
            world.settle();
            assertThat(lost).isCompletedExceptionally();
            assertThat(store.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("removed or replaced"));
            assertThat(world.state().seq()).as("what is on disk is shown").isEqualTo(1);
        }
    }
}
