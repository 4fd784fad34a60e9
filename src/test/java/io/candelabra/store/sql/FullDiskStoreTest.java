package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.DiskSpace;
import io.candelabra.core.site.DiskWatch;
import io.candelabra.core.site.HandStepped;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.Step;
import io.candelabra.testing.Noise;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lights before logs: the writes that go on when the disk is full, those that are left out, and the end of that time.
 */
class FullDiskStoreTest {
    private static final long MIB = 1 << 20;
    private static final SiteId SYSTEM = new SiteId("system");
    private static final String BIG = "\"" + Noise.text(24_000, 1) + "\"";

    @TempDir
    Path parent;

    private SmallDisk disk;
    private SqliteStore store;
    private HandStepped world;
    private DiskWatch watch;
    private int changes;
    private final List<String> acknowledged = new ArrayList<>();

    @BeforeEach
    void begin() {
        disk = new SmallDisk(folder(), 8 * MIB / 4_096);
        open();
        world.install(SITE, 3);
    }

    private Path folder() {
        return parent.resolve("data");
    }

    private void open() {
        store = new SqliteStore(folder(), new Reserve(disk, 2 * MIB), disk::open);
        world = new HandStepped(store);
        watch = new DiskWatch(store, world.sites(), SYSTEM, this::now, this::now, () -> changes++);
    }

    private Instant now() {
        return Instant.ofEpochMilli(world.nowMs());
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static Command<Boolean> put(String id) {
        return new Command.Put(new Resource.Extra("test", "k", id, BIG));
    }

    /** Puts things until one is refused; how many were not. */
    private int putUntilRefused(String prefix) {
        for (int i = 0; ; i++) {
            CompletableFuture<Boolean> answer = world.ask(put(prefix + i));
            world.settle();
            if (answer.isCompletedExceptionally()) {
                return i;
            }
            acknowledged.add(prefix + i);
        }
    }

    private void put(int count, String prefix) {
        for (int i = 0; i < count; i++) {
            world.tell(put(prefix + i));
            acknowledged.add(prefix + i);
        }
    }

    /** An execution that ran to its end. */
    private ExecutionId runOne() {
        ExecutionId id = world.tell(start("set", 0));
        world.tell(new Command.Hear(List.of(new Report.StepSeen(new Step.Ref(id, 0), Phase.COMPLETED, Failure.NONE))));
        assertThat(world.state().executions().find(id)).isEmpty();
        return id;
    }

    /** One look at the disk, and as much of the wall's time as it asks for; that time in ms. */
    private long look() {
        long next = watch.step();
        world.settle();
        long pause = next - world.nowMs();
        world.pass(pause);
        return pause;
    }

    private void looks(int count) {
        for (int i = 0; i < count; i++) {
            look();
        }
    }

    private List<Alert> alerts() {
        return world.state(SYSTEM).alerts().stream().toList();
    }

    private void nothingAcknowledgedIsLost() {
        assertThat(world.state().resources(Resource.Extra.class))
                .extracting(extra -> extra.id().substring(extra.id().lastIndexOf('/') + 1))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        List<LoggedEvent> log = store.read(SITE, 0, 100_000);
        assertThat(log)
                .extracting(LoggedEvent::seq)
                .isEqualTo(
                        LongStream.rangeClosed(1, world.state().seq()).boxed().toList());
    }

    @Test
    void whatMovesDevicesGoesOnFromTheReserveAndHistoryIsLeftOut() throws SQLException {
        ExecutionId kept = runOne();
        looks(2);
        assertThat(store.space()).isEqualTo(DiskSpace.PLENTY);
        assertThat(store.reserved()).isEqualTo(2 * MIB);

        disk.othersTakeAll();
        put(10, "a");
        assertThat(store.space()).isEqualTo(DiskSpace.SHORT);
        assertThat(store.trouble()).as("it can be written").isEmpty();
        assertThat(store.reserved()).isLessThan(2 * MIB);
        ExecutionId left = runOne();
        world.checkpoint();
        assertThat(store.historyItem(SITE, HistoryItem.EndedExecution.class, kept.value()))
                .isPresent();
        assertThat(store.historyItem(SITE, HistoryItem.EndedExecution.class, left.value()))
                .as("what can be missed")
                .isEmpty();
        assertThat(world.sites().shedding().total()).isEqualTo(1);
        nothingAcknowledgedIsLost();

        store.close();
        open();
        nothingAcknowledgedIsLost();
    }

    @Test
    void whenTheReserveIsUsedUpWhatIsStoredIsReadAndNothingIsHalfDone() throws SQLException {
        disk.othersTakeAll();
        assertThat(putUntilRefused("a")).as("the reserve lasted").isGreaterThan(20);
        assertThat(store.space()).isEqualTo(DiskSpace.NONE);
        assertThat(store.trouble()).hasValueSatisfying(why -> assertThat(why).contains("disk full: read only"));
        nothingAcknowledgedIsLost();
        assertThatThrownBy(() -> world.tell(put("b")))
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.detail()).isInstanceOf(Refused.Unwritten.class));
        assertThat(disk.held()).as("the last slice is for a start").isPositive();

        looks(3);
        assertThat(store.space()).as("something small may fit in by chance").isNotEqualTo(DiskSpace.PLENTY);
        disk.othersTake(-6 * MIB / 4_096);
        long waitedMs = 0;
        while (store.space() != DiskSpace.PLENTY) {
            waitedMs += look();
        }
        assertThat(waitedMs).as("ms until all is well again").isLessThan(30_000);
        assertThat(store.trouble()).isEmpty();
        assertThat(store.reserved()).isEqualTo(2 * MIB);
        put(3, "c");
        nothingAcknowledgedIsLost();
        runOne();
        world.checkpoint();
        assertThat(store.latest(SITE, HistoryItem.EndedExecution.class, 10)).hasSize(1);
        store.close();
        open();
        nothingAcknowledgedIsLost();
    }

    @Test
    void peopleAreToldOnceFromWhenUntilWhenAndHowMuch() throws SQLException {
        looks(2);
        assertThat(alerts()).isEmpty();
        disk.othersTakeAll();
        put(1, "a");
        String from = now().toString();
        looks(1);
        for (int i = 0; i < 5; i++) {
            runOne();
            looks(1);
        }
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo("DISK_SHORT");
            assertThat(alert.detail()).contains(from).contains("history", "lights");
        });
        assertThat(watch.warnings()).singleElement().asString().contains("disk short: history is shed (5 rows");

        disk.othersTake(-6 * MIB / 4_096);
        String until = now().toString();
        looks(2);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo("DISK_WAS_SHORT");
            assertThat(alert.detail()).contains(from, until, ": 5 rows");
        });
        assertThat(watch.warnings()).singleElement().asString().startsWith("recovered: ");
        world.checkpoint();
        assertThat(store.latest(SITE, HistoryItem.Notification.class, 10))
                .as("where somebody looks for what is missing")
                .singleElement()
                .satisfies(told -> assertThat(told.text()).contains(from, until, "5 rows"));
        assertThat(changes).as("less room, and more").isEqualTo(2);

        world.pass(25 * 3_600_000L);
        looks(2);
        assertThat(alerts()).as("a day later").isEmpty();
        assertThat(world.log(SYSTEM, 0)).as("not a word more than that").hasSize(4);
    }

    @Test
    void aShortageThatBeganBeforeARestartIsToldToItsEnd() throws SQLException {
        looks(1);
        disk.othersTakeAll();
        put(1, "a");
        String from = now().toString();
        looks(2);
        disk.othersTake(-6 * MIB / 4_096);
        store.close();
        open();
        looks(2);
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.detail())
                .startsWith("the disk was short of room from " + from.substring(0, 16)));
    }

    @Test
    void aDiskOnWhichLessRoomIsLeftThanBeforeIsWellAgainWithASmallerReserve() throws SQLException {
        disk.othersTakeAll();
        putUntilRefused("a");
        disk.othersTake(-2 * MIB / 4_096);
        looks(3);
        assertThat(store.space()).isEqualTo(DiskSpace.PLENTY);
        assertThat(store.reserved()).isBetween(MIB, 2 * MIB - 1);
        disk.othersTake(-2 * MIB / 4_096);
        looks(1);
        assertThat(store.reserved())
                .as("as large as before when there is room for it")
                .isEqualTo(2 * MIB);
        nothingAcknowledgedIsLost();
    }

    @Test
    void littleRoomIsSavedBeforeAnyWriteFails() throws SQLException {
        looks(1);
        disk.othersTake(disk.free() / 4_096 - 50);
        looks(1);
        assertThat(store.space()).isEqualTo(DiskSpace.SHORT);
        assertThat(store.reserved()).as("nothing of it was needed yet").isEqualTo(2 * MIB);
        disk.othersTake(-100);
        looks(3);
        assertThat(store.space()).as("a little more does not end it").isEqualTo(DiskSpace.SHORT);
    }

    @Test
    void aStoreThatIsInDoubtIsOpenedAnewAsOftenAsItTakes() throws SQLException {
        put(2, "a");
        store.onWriter("PRAGMA query_only = ON"); // as if a sync had failed: nobody knows what is on the disk
        CompletableFuture<Boolean> lost = world.ask(put("lost"));
        world.settle();
        assertThat(lost).isCompletedExceptionally();
        disk.refuse(3);
        long waitedMs = 0;
        int looks = 0;
        while (store.trouble().isPresent()) {
            nothingAcknowledgedIsLost();
            waitedMs += look();
            looks++;
        }
        assertThat(looks).isEqualTo(4);
        assertThat(waitedMs).as("ms of handed time").isLessThan(30_000);
        put(2, "b");
        nothingAcknowledgedIsLost();
        store.close();
        open();
        nothingAcknowledgedIsLost();
    }
}
