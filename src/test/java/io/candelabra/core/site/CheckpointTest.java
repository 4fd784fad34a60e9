package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.SiteStore.NotWritten;
import io.candelabra.driver.api.Report;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When the rows of a site follow its log, how much at once, and what comes of a checkpoint that cannot be written. */
class CheckpointTest {
    private static final SiteId OFFICE = new SiteId("office");

    private final MemoryStore store = new MemoryStore();
    private final HandStepped world = new HandStepped(store);

    private static Command<Boolean> put(String scene) {
        return new Command.Put(new Resource.Scene(scene, scene, List.of(), 0, 0, Map.of(), Map.of()));
    }

    @Test
    void aCheckpointThatDoesNotFitTakesNoCommandWithIt() {
        AtomicBoolean full = new AtomicBoolean(true);
        AtomicInteger tried = new AtomicInteger();
        store.fault((commit, batch) -> {
            if (batch.checkpoint().isPresent()) {
                tried.incrementAndGet();
                if (full.get()) {
                    return Optional.of(new NotWritten("the disk is full", null));
                }
            }
            return Optional.empty();
        });
        store.space(DiskSpace.NONE);
        for (int i = 0; i < 3_000; i++) {
            world.tell(put("s" + i));
        }
        assertThat(world.state().seq()).isEqualTo(3_000);
        assertThat(tried.get()).as("tried again after as much again").isBetween(2, 5);

        // asked for, it is tried at once, and nobody who asks for something meanwhile is refused
        int before = tried.get();
        world.sites().checkpoint();
        CompletableFuture<Boolean> waiting = world.ask(put("last"));
        world.settle();
        assertThat(waiting).isCompletedWithValue(true);
        assertThat(tried.get()).isEqualTo(before + 1);

        full.set(false);
        store.space(DiskSpace.PLENTY);
        world.tell(put("with room"));
        assertThat(store.open(SITE).rows().seq()).as("there is room again").isEqualTo(3_002);
    }

    /** As a store does whose disk is full: what was to be written in one transaction is undone together. */
    @Test
    void aCheckpointThatDoesNotFitTakesNoCommandOfAnotherSiteWithIt() {
        AtomicLong full = new AtomicLong(-1);
        store.fault((commit, batch) -> {
            if (batch.checkpoint().isPresent()) {
                full.set(commit);
            }
            return commit == full.get() ? Optional.of(new NotWritten("the disk is full", null)) : Optional.empty();
        });
        store.space(DiskSpace.NONE);
        world.tell(put("a"));
        world.sites().submitAsync(Caller.CORE, OFFICE, put("a"), HandStepped.TEST);
        world.settle();
        // the one with the checkpoint is asked first, so the other is refused in the same transaction
        CompletableFuture<Boolean> here = world.ask(put("b"));
        world.sites().checkpoint();
        CompletableFuture<Boolean> there = world.sites().submitAsync(Caller.CORE, OFFICE, put("b"), HandStepped.TEST);
        world.settle();
        assertThat(here).isCompletedWithValue(true);
        assertThat(there).isCompletedWithValue(true);
        assertThat(full.get()).as("there was a checkpoint").isPositive();
    }

    @Test
    void aSecondWriteThatFailsRefusesNothingThatTheFirstOneWrote() {
        AtomicInteger tried = new AtomicInteger();
        world.tell(put("a"));
        store.fault((commit, batch) -> {
            if (batch.site().equals(SITE)) {
                if (tried.getAndIncrement() > 0) {
                    throw new IllegalStateException("the disk is gone");
                }
                return Optional.of(new NotWritten("the disk is full", null));
            }
            return Optional.empty();
        });
        CompletableFuture<Boolean> there = world.sites().submitAsync(Caller.CORE, OFFICE, put("a"), HandStepped.TEST);
        CompletableFuture<Boolean> here = world.ask(put("b"));
        world.sites().checkpoint();
        world.settle();
        assertThat(there).isCompletedWithValue(true);
        assertThat(here).isCompletedExceptionally();
        assertThat(store.read(OFFICE, 0, 10)).hasSize(1);
        assertThat(tried.get()).isEqualTo(2);
    }

    @Test
    void whatIsErasedIsGoneOrTheEraseIsRefused() {
        store.fault((commit, batch) -> batch.checkpoint().map(all -> new NotWritten("the disk is full", null)));
        CompletableFuture<?> erased = world.ask(
                (Raw.Rule<Boolean>) (state, now) -> new Raw.Outcome<>(List.of(new SiteEvent.HistoryErased(now)), true));
        world.settle();
        assertThat(erased).isCompletedExceptionally();
        assertThat(world.state().seq()).isZero();
    }

    /** Rows of each checkpoint of a site of so many lamps, while so many of them report in each of ten rounds, in turn. */
    private List<Integer> checkpoints(int lamps, int reporting) {
        world.install(SITE, lamps);
        world.checkpoint();
        List<Integer> rows = new ArrayList<>();
        store.fault((commit, batch) -> {
            batch.checkpoint().ifPresent(all -> rows.add(all.rows().size()));
            return Optional.empty();
        });
        for (int told = 0; told < 10 * reporting; told += reporting) {
            List<Report> reports = new ArrayList<>();
            for (int i = told; i < told + reporting; i++) {
                reports.add(new Report.StatesSeen(lampId(i % lamps), List.of(State.of("core:LevelState", 10L + i))));
            }
            world.tell(new Command.Hear(reports));
        }
        return rows;
    }

    @Test
    void whereASiteHasManyThingsACheckpointComesWithFewRows() {
        assertThat(checkpoints(3_000, 250))
                .as("whoever asks meanwhile waits")
                .isEqualTo(List.of(500, 500, 500, 500, 500));
    }

    @Test
    void whereASiteHasFewThingsTheirRowsWaitSinceTheyChangeAgain() {
        assertThat(checkpoints(1_000, 250)).as("ten events").isEmpty();
        world.tell(put("a"));
        world.checkpoint();
        assertThat(store.open(SITE).rows().seq()).isEqualTo(world.state().seq());
    }

    @Test
    void aLogThatDoesNotFitItsRowsClosesItsSiteAlone() {
        long epoch = store.open(OFFICE).epoch();
        LoggedEvent impossible = new LoggedEvent(
                OFFICE,
                1,
                1,
                HandStepped.TEST,
                new SiteEvent.ExecutionMoved(
                        new ExecutionId("never-ran"), Phase.RUNNING, Phase.COMPLETED, Failure.NONE, List.of()));
        assertThat(store.commit(List.of(new SiteStore.Batch(OFFICE, epoch, List.of(impossible), Optional.empty()))))
                .containsExactly(Optional.empty());
        world.tell(put("a"));
        assertThat(world.sites().readable(Caller.CORE))
                .extracting(view -> view.site())
                .containsExactly(SITE);
        assertThat(world.sites().warnings()).singleElement().asString().contains("office", "does not fit its rows");
    }
}
