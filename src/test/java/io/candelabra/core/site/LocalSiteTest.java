package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lampId;
import static io.candelabra.core.site.HandStepped.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.driver.api.Report;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem;
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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The writer of a site and the committer: their answers and events, and the moment of each, also when writing fails.
 */
class LocalSiteTest {

    private static final SiteId OFFICE = new SiteId("office");

    private final MemoryStore store = new MemoryStore();
    private final HandStepped world = new HandStepped(store);

    private static Command<Boolean> put(String scene) {
        return new Command.Put(scene(scene));
    }

    private static Resource.Scene scene(String id) {
        return new Resource.Scene(id, id, List.of(), 0, 0, Map.of(), Map.of());
    }

    @Test
    void nothingIsToldBeforeItIsOnDisk() {
        List<LoggedEvent> heard = new ArrayList<>();
        world.sites().whenOpened((site, register, settled) -> register.accept(heard::addAll));
        CompletableFuture<Boolean> answer = world.ask(put("a"));
        // decided, but not written: a second command rests on it, nobody else sees it
        CompletableFuture<Boolean> second = world.ask(edit(changes -> changes.put(scene("a"))));
        assertThat(answer).isNotDone();
        assertThat(second).isNotDone();
        assertThat(world.state().seq()).isZero();
        assertThat(world.log(SITE, 0)).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(store.read(SITE, 0, 10)).isEmpty();

        world.settle();
        assertThat(answer).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(true);
        assertThat(world.log(SITE, 0)).extracting(LoggedEvent::seq).containsExactly(1L, 2L);
        assertThat(((SiteEvent.ResourcePut) world.log(SITE, 1).getFirst().event()).created())
                .isFalse();
        assertThat(heard).isEqualTo(world.log(SITE, 0));
    }

    @Test
    void anAnswerThatRestsOnWhatIsUnwrittenWaitsForIt() {
        CompletableFuture<Boolean> first = world.ask(put("a"));
        Raw.Rule<Integer> look = (state, now) -> new Raw.Outcome<>(
                List.of(), state.resources(Resource.Scene.class).size());
        CompletableFuture<Integer> count = world.ask(look);
        assertThat(count).isNotDone();
        world.settle();
        assertThat(first).isCompleted();
        assertThat(count).isCompletedWithValue(1);
        assertThat(store.commits()).isEqualTo(1);
        assertThat(world.ask(look)).as("nothing is on its way").isCompletedWithValue(1);
    }

    @Test
    void answersComeInTheOrderOfTheCommands() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int place = i;
            world.ask(put("s" + i)).thenRun(() -> order.add(place));
        }
        world.settle();
        assertThat(order).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(store.commits()).as("many commands, one commit").isEqualTo(1);
    }

    @Test
    void aCommitThatFailsClosesTheSiteUntilItIsLoadedAfresh() {
        world.tell(put("a"));
        store.failCommit(1);
        CompletableFuture<Boolean> lost = world.ask(put("b"));
        CompletableFuture<Boolean> alsoLost = world.ask(put("c"));
        assertThat(world.committer().step()).isTrue();
        assertThatThrownBy(lost::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Refused.Reason.UNAVAILABLE));
        assertThat(alsoLost).isCompletedExceptionally();

        assertThat(world.state().resources(Resource.Scene.class)).containsExactly(scene("a"));
        world.tell(put("d"));
        assertThat(world.state().resources(Resource.Scene.class)).containsExactly(scene("a"), scene("d"));
        assertThat(world.log(SITE, 0)).extracting(LoggedEvent::seq).containsExactly(1L, 2L);
    }

    @Test
    void whatIsDecidedWhileACommitFailsNeverHappens() {
        world.tell(put("a"));
        List<CompletableFuture<Boolean>> during = new ArrayList<>();
        store.fault((commit, batch) -> {
            if (during.isEmpty()) {
                during.add(world.ask(put("c")));
                return Optional.of(new StoreFailed("told to", null));
            }
            return Optional.empty();
        });
        CompletableFuture<Boolean> lost = world.ask(put("b"));
        world.settle();
        assertThat(lost).isCompletedExceptionally();
        assertThat(during.getFirst()).isCompletedExceptionally();
        assertThat(world.state().resources(Resource.Scene.class)).containsExactly(scene("a"));
    }

    @Test
    void oneSiteThatCannotBeWrittenLeavesTheOthersAlone() {
        store.fault((commit, batch) ->
                batch.site().equals(SITE) ? Optional.of(new StoreFailed("told to", null)) : Optional.empty());
        CompletableFuture<Boolean> home = world.ask(SITE, put("a"));
        CompletableFuture<Boolean> office = world.ask(OFFICE, put("a"));
        world.settle();
        assertThat(home).isCompletedExceptionally();
        assertThat(office).isCompletedWithValue(true);
    }

    @Test
    void aListenerThatBreaksHoldsUpNobody() {
        List<LoggedEvent> heard = new ArrayList<>();
        world.sites().whenOpened((site, register, settled) -> {
            register.accept(events -> {
                throw new IllegalStateException("broken on purpose");
            });
            register.accept(heard::addAll);
        });
        assertThat(world.tell(put("a"))).isTrue();
        assertThat(world.tell(put("b"))).isTrue();
        assertThat(heard).hasSize(2);
    }

    @Test
    void whoComesAfterTheWriterHasEndedIsRefused() {
        CompletableFuture<Boolean> before = world.ask(put("a"));
        world.committer().close();
        world.committer().run();
        assertThat(before).isCompletedWithValue(true);
        assertThat(world.ask(put("b"))).isCompletedExceptionally();
        assertThat(world.ask(OFFICE, put("b"))).isCompletedExceptionally();
        assertThat(world.sites().trouble()).isPresent();
    }

    @Test
    void whenTheWriterDiesNobodyIsLeftWaiting() {
        store.fault((commit, batch) -> {
            throw new OutOfMemoryError("told to");
        });
        CompletableFuture<Boolean> home = world.ask(SITE, put("a"));
        CompletableFuture<Boolean> office = world.ask(OFFICE, put("a"));
        assertThatThrownBy(() -> world.committer().run()).isInstanceOf(OutOfMemoryError.class);
        assertThat(home).isCompletedExceptionally();
        assertThat(office).isCompletedExceptionally();
        assertThat(world.ask(put("b"))).isCompletedExceptionally();
    }

    @Test
    void aBusySiteDoesNotCrowdOutAQuietOne() {
        for (int i = 0; i < 5_000; i++) {
            world.ask(SITE, put("s" + i));
        }
        CompletableFuture<Boolean> quiet = world.ask(OFFICE, put("a"));
        world.committer().step();
        assertThat(quiet).isCompleted();
        assertThat(world.state(SITE).seq()).isEqualTo(2_000);
        world.settle();
        assertThat(world.state(SITE).seq()).isEqualTo(5_000);
        assertThat(store.commits()).isEqualTo(3);
    }

    @Test
    void manyCallersLeaveNoGap() throws InterruptedException {
        Thread writer = Thread.ofPlatform().start(world.committer()::run);
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> callers = IntStream.range(0, 64)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < 50; i++) {
                            String scene = caller + "-" + i;
                            world.sites().submit(Caller.CORE, SITE, put(scene), HandStepped.TEST);
                            assertThat(world.state().resource(Resource.Scene.class, scene))
                                    .as("who was answered sees it")
                                    .isPresent();
                        }
                    } catch (Throwable failed) {
                        failures.add(failed);
                    }
                }))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }
        world.committer().close();
        writer.join();
        assertThat(failures).isEmpty();
        assertThat(store.read(SITE, 0, 10_000))
                .extracting(LoggedEvent::seq)
                .isEqualTo(LongStream.rangeClosed(1, 64 * 50).boxed().toList());
        assertThat(store.commits()).isLessThanOrEqualTo(64 * 50);
    }

    @Test
    void afterARestartWhatMustNotBeSentTwiceEndsBeforeTheSiteIsOpen() {
        world.install(SITE, 2);
        ExecutionId safe = world.tell(start("set", 0));
        ExecutionId once = world.tell(start("toggle", 1));

        HandStepped again = new HandStepped(store);
        List<LoggedEvent> heard = new ArrayList<>();
        again.sites().whenOpened((site, register, settled) -> register.accept(heard::addAll));
        CompletableFuture<Boolean> opened = again.sites().open(SITE);
        assertThat(opened).isNotDone();
        again.settle();
        assertThat(opened).isCompletedWithValue(true);
        assertThat(again.state().executions().find(safe)).isPresent();
        assertThat(again.state().executions().find(once)).isEmpty();
        assertThat(heard)
                .extracting(LoggedEvent::event)
                .contains(new SiteEvent.StepMoved(
                        new io.candelabra.model.Step.Ref(once, 0), lampId(1), Phase.FAILED, Failure.OUTCOME_UNKNOWN));
    }

    @Test
    void readersThatAreFarBehindReadOnFromTheStore() {
        world.install(SITE, 1);
        for (int i = 0; i < 20_000; i++) {
            world.ask(new Command.Hear(
                    List.of(new Report.StatesSeen(lampId(0), List.of(State.of("core:LevelState", (long) i + 1))))));
        }
        world.settle();
        List<Long> seen = new ArrayList<>();
        long at = 0;
        while (at < world.state().seq()) {
            Sites.Page page = world.sites().read(Caller.CORE, SITE, at, 700);
            assertThat(page.gap()).isFalse();
            page.events().forEach(e -> seen.add(e.seq()));
            at = page.upTo();
        }
        assertThat(seen)
                .isEqualTo(
                        LongStream.rangeClosed(1, world.state().seq()).boxed().toList());
        store.prune(SITE, 1_000);
        assertThat(world.sites().read(Caller.CORE, SITE, 10, 5).gap()).isTrue();
        assertThat(world.sites().read(Caller.CORE, SITE, 1_000, 5).gap()).isFalse();
        assertThat(world.sites().read(Caller.CORE, SITE, at + 5, 5).gap())
                .as("a place that this log never had")
                .isTrue();
    }

    @Test
    void rowsFollowTheLogInStepsOfMany() {
        world.install(SITE, 1);
        world.checkpoint();
        assertThat(store.open(SITE).since()).isEmpty();
        HandStepped again = new HandStepped(store);
        for (int i = 0; i < 511; i++) {
            again.ask(put("s" + i));
        }
        again.settle();
        assertThat(store.open(SITE).since()).as("the rows are behind").hasSize(511);
        assertThat(store.open(SITE).state()).as("the log is not").isEqualTo(again.state());

        HandStepped third = new HandStepped(store);
        third.tell(put("last"));
        assertThat(store.open(SITE).since())
                .as("it is time, also counting what another life has left")
                .isEmpty();
        assertThat(store.open(SITE).rows()).isEqualTo(third.state());
    }

    @Test
    void whatIsErasedIsGoneAtOnce() {
        world.tell(edit(c -> c.add(new SiteEvent.Noted(fault("old", 10)))));
        world.tell(edit(c -> c.add(new SiteEvent.Noted(fault("new", 30)))));
        assertThat(faults()).containsExactly("old", "new");
        world.tell(edit(c -> c.add(new SiteEvent.HistoryErased(20))));
        assertThat(faults()).containsExactly("new");
        world.tell(edit(c -> c.add(new SiteEvent.Noted(fault("newest", 40)))));
        assertThat(faults()).containsExactly("new", "newest");
        world.tell(edit(c -> c.add(new SiteEvent.HistoryErased(35))));
        assertThat(faults()).containsExactly("newest");
    }

    private static HistoryItem fault(String id, long atMs) {
        return new HistoryItem.DeviceEvent(id, atMs, lampId(0), "FAULT", "why", true);
    }

    private List<String> faults() {
        return world.sites().history(Caller.CORE, SITE, HistoryItem.DeviceEvent.class, 0, Long.MAX_VALUE, 10).stream()
                .map(HistoryItem.DeviceEvent::id)
                .toList();
    }
}
