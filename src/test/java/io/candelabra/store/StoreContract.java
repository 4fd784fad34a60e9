package io.candelabra.store;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.SiteStore.Batch;
import io.candelabra.core.site.SiteStore.Checkpoint;
import io.candelabra.core.site.SiteStore.Loaded;
import io.candelabra.core.site.SiteStore.Row;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.testing.Noise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The duties of every store. */
public abstract class StoreContract {
    static final SiteId OFFICE = new SiteId("office");

    private SiteStore store;

    /** The store over what was stored before; the one that was opened last is closed by then. */
    protected abstract SiteStore openStore();

    @BeforeEach
    void openFirst() {
        store = openStore();
    }

    @AfterEach
    void closeLast() {
        store.close();
    }

    protected final SiteStore store() {
        return store;
    }

    protected final void restart() {
        store.close();
        store = openStore();
    }

    /** @param text as long as a test wants: labels are short */
    static Resource.Scene scene(String id, String text) {
        return new Resource.Scene(id, id, List.of(), 0, 0, Map.of(), Map.of("text", text));
    }

    static Batch batch(SiteId site, long epoch, long firstSeq, HistoryItem... items) {
        List<LoggedEvent> events = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (long seq = firstSeq; seq < firstSeq + 3; seq++) {
            Resource.Scene scene = scene("s" + seq, "scene");
            events.add(new LoggedEvent(site, seq, seq * 10, HandStepped.TEST, new SiteEvent.ResourcePut(scene, true)));
            rows.add(new Row(Table.RESOURCE, "scene/s" + seq, scene));
        }
        return new Batch(site, epoch, events, Optional.of(new Checkpoint(firstSeq + 2, rows, List.of(items), 0)));
    }

    private List<LoggedEvent> wholeLog(SiteId site) {
        List<LoggedEvent> log = new ArrayList<>();
        while (true) {
            List<LoggedEvent> page =
                    store.read(site, log.isEmpty() ? 0 : log.getLast().seq(), 37);
            if (page.isEmpty()) {
                return log;
            }
            log.addAll(page);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsStoredIsWhatTheLogLeadsTo(long seed) {
        var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RandomRun run = new RandomRun(chance);
        for (int life = 0; life < 4; life++) {
            HandStepped world = new HandStepped(store);
            world.pass(life * 10_000_000L);
            world.sites().open(SITE);
            for (int i = 0; i < 250; i++) {
                run.ask(world, chance.nextInt(5) == 0 ? OFFICE : SITE);
                if (chance.nextInt(4) == 0) {
                    world.committer().step();
                }
            }
            world.settle();
            if (life % 2 == 0) {
                // else all that is not in the rows yet comes from the log
                world.checkpoint();
            }
            Map<SiteId, SiteState> expected = Map.of(SITE, world.state(SITE), OFFICE, world.state(OFFICE));
            restart();
            Sites again = new HandStepped(store).sites();
            assertThat(store.sites()).containsExactly(SITE, OFFICE);
            expected.forEach((site, state) -> {
                List<LoggedEvent> log = wholeLog(site);
                assertThat(log)
                        .extracting(LoggedEvent::seq)
                        .isEqualTo(
                                LongStream.rangeClosed(1, state.seq()).boxed().toList());
                assertThat(fold(site, log)).as("the log leads to the state").isEqualTo(state);
                assertThat(store.open(site).state())
                        .as("the rows lead to the state")
                        .isEqualTo(state);
                sameHistory(again, site, log);
            });
        }
    }

    private static SiteState fold(SiteId site, List<LoggedEvent> log) {
        SiteState state = SiteState.empty(site);
        for (LoggedEvent event : log) {
            state = state.after(event.event(), event.atMs());
        }
        return state;
    }

    private static void sameHistory(Sites sites, SiteId site, List<LoggedEvent> log) {
        List<HistoryItem> expected = new ArrayList<>(RandomRun.historyOf(site, log));
        expected.sort(Comparator.comparingLong(HistoryItem::atMs));
        for (Class<? extends HistoryItem> kind :
                List.of(HistoryItem.EndedExecution.class, HistoryItem.DeviceEvent.class, HistoryItem.Visit.class)) {
            List<HistoryItem> ofKind =
                    expected.stream().filter(kind::isInstance).toList();
            assertThat(sites.history(Caller.CORE, site, kind, 0, Long.MAX_VALUE, 100_000))
                    .isEqualTo(ofKind);
            assertThat(sites.latest(Caller.CORE, site, kind, 100_000)).isEqualTo(ofKind.reversed());
            ofKind.forEach(item -> assertThat(sites.historyItem(Caller.CORE, site, kind, item.id())
                            .map(HistoryItem.class::cast))
                    .contains(item));
        }
    }

    @Test
    void listsKeepTheirOrderOverARestart() {
        HandStepped world = new HandStepped(store);
        world.tell(edit(c -> c.put(scene("a", "1")).put(scene("b", "1")).put(scene("c", "1"))));
        // changed in place, and gone and come again within one commit
        world.ask(edit(c -> c.put(scene("a", "2"))));
        world.ask(edit(c -> c.delete(scene("b", "").ref())));
        world.ask(edit(c -> c.put(scene("d", "1"))));
        world.ask(edit(c -> c.put(scene("b", "2"))));
        world.settle();
        List<Resource.Scene> expected = List.of(scene("a", "2"), scene("c", "1"), scene("d", "1"), scene("b", "2"));
        assertThat(world.state().resources(Resource.Scene.class)).containsExactlyElementsOf(expected);
        restart();
        assertThat(store.open(SITE).state().resources(Resource.Scene.class)).containsExactlyElementsOf(expected);
    }

    @Test
    void aFormerOwnerCanWriteNoMore() {
        long former = store.open(SITE).epoch();
        assertThat(store.commit(List.of(batch(SITE, former, 1)))).containsExactly(Optional.empty());
        Loaded now = store.open(SITE);
        assertThat(now.epoch()).isGreaterThan(former);
        assertThat(now.state().seq()).isEqualTo(3);
        store.open(OFFICE);
        List<Optional<StoreFailed>> outcomes = store.commit(
                List.of(batch(SITE, former, 4), batch(OFFICE, store.open(OFFICE).epoch(), 1)));
        assertThat(outcomes.getFirst()).isPresent();
        assertThat(outcomes.getLast()).isEmpty();
        assertThat(store.commit(List.of(batch(SITE, now.epoch(), 4)))).containsExactly(Optional.empty());
        restart();
        assertThat(store.open(SITE).epoch()).as("epochs outlive the process").isGreaterThan(now.epoch());
    }

    @Test
    void aCheckpointOfAnotherMomentIsRefused() {
        long epoch = store.open(SITE).epoch();
        Batch sound = batch(SITE, epoch, 1);
        List<Row> rows = sound.checkpoint().orElseThrow().rows();
        for (long seq : new long[] {2, 4}) {
            Batch other = new Batch(SITE, epoch, sound.events(), Optional.of(new Checkpoint(seq, rows, List.of(), 0)));
            assertThat(store.commit(List.of(other)).getFirst())
                    .as("as of %s", seq)
                    .isPresent();
        }
        assertThat(store.read(SITE, 0, 10)).isEmpty();
        assertThat(store.commit(List.of(sound)).getFirst()).isEmpty();
    }

    @Test
    void aBatchThatFailsLeavesNothingAndTheOthersStay() {
        long home = store.open(SITE).epoch();
        long office = store.open(OFFICE).epoch();
        assertThat(store.commit(List.of(batch(OFFICE, office, 1), batch(SITE, home, 2))))
                .as("its log would begin with a gap")
                .satisfiesExactly(first -> assertThat(first).isEmpty(), second -> assertThat(second)
                        .isPresent());
        Batch good = batch(SITE, home, 1);
        List<LoggedEvent> holed = new ArrayList<>(good.events());
        holed.remove(1);
        HistoryItem item = new HistoryItem.Visit("v", 1, "", "", "");
        Optional<Checkpoint> all =
                Optional.of(new Checkpoint(3, good.checkpoint().orElseThrow().rows(), List.of(item), 0));
        assertThat(store.commit(List.of(new Batch(SITE, home, holed, all))).getFirst())
                .isPresent();
        assertThat(store.read(SITE, 0, 10)).isEmpty();
        assertThat(store.latest(SITE, HistoryItem.Visit.class, 10)).isEmpty();
        assertThat(store.sites()).containsExactly(OFFICE);
        assertThat(store.open(SITE).state()).isEqualTo(SiteState.empty(SITE));
        assertThat(store.open(OFFICE).state().seq()).isEqualTo(3);
    }

    @Test
    void whoWasRefusedOnceIsServedAgain() {
        long home = store.open(SITE).epoch();
        long office = store.open(OFFICE).epoch();
        store.commit(List.of(batch(SITE, home, 1)));
        for (int again = 0; again < 3; again++) {
            assertThat(store.commit(List.of(batch(SITE, home, 1), batch(OFFICE, office, 1 + again * 3L))))
                    .as("events that are there already")
                    .satisfiesExactly(first -> assertThat(first).isPresent(), second -> assertThat(second)
                            .isEmpty());
        }
        assertThat(store.commit(List.of(batch(SITE, home, 4)))).containsExactly(Optional.empty());
        assertThat(store.open(OFFICE).state().seq()).isEqualTo(9);
    }

    @Test
    void prunedLogIsGoneAndStateIsNot() {
        HandStepped world = new HandStepped(store);
        for (int i = 0; i < 2_000; i++) {
            String label = Noise.text(80, i);
            world.ask(edit(c -> c.put(scene("a", label))));
        }
        world.checkpoint();
        long before = store.log(SITE).bytes();
        assertThat(before).isGreaterThan(2_000 * 50);
        store.prune(SITE, 1_700);
        assertThat(store.read(SITE, 0, 10)).extracting(LoggedEvent::seq).startsWith(1_701L, 1_702L);
        assertThat(store.read(SITE, 1_699, 10)).extracting(LoggedEvent::seq).startsWith(1_701L);
        assertThat(store.log(SITE).bytes()).isBetween(before / 10, before / 5);
        SiteState state = world.state();
        world.tell(edit(c -> c.put(scene("b", ""))));
        store.prune(SITE, 5_000);
        assertThat(store.read(SITE, 0, 10))
                .as("what the rows do not tell yet stays")
                .extracting(LoggedEvent::seq)
                .containsExactly(state.seq() + 1);
        world.checkpoint();
        store.prune(SITE, 5_000);
        assertThat(store.log(SITE).bytes()).isZero();
        restart();
        assertThat(store.read(SITE, 0, 10)).isEmpty();
        assertThat(store.open(SITE).state().seq()).isEqualTo(state.seq() + 1);
        HandStepped again = new HandStepped(store);
        again.tell(edit(c -> c.put(scene("c", ""))));
        assertThat(store.read(SITE, 0, 10)).extracting(LoggedEvent::seq).containsExactly(state.seq() + 2);
        store.prune(new SiteId("unknown"), 5);
        assertThat(store.log(new SiteId("unknown")).bytes()).isZero();
    }

    @Test
    void everyValueComesBackAsItWas() {
        List<Value> values = List.of(
                Value.NOTHING,
                Value.of(""),
                Value.of("42"),
                Value.of("true"),
                Value.of("real"),
                Value.of("half a pair \uD83D and \uDCA1, whole \uD83D\uDCA1, nul \0 and \u2028"),
                Value.of(0L),
                Value.of(Long.MIN_VALUE),
                Value.of(Long.MAX_VALUE),
                Value.of(42.0),
                Value.of(-0.0),
                Value.of(0.1),
                Value.of(1e300),
                Value.of(Double.MIN_VALUE),
                Value.of(Double.NaN),
                Value.of(Double.NEGATIVE_INFINITY),
                Value.of(true),
                Value.of(false),
                new Value.Tree("[]"),
                new Value.Tree("{\"a\": 1.10}"),
                Value.of("x".repeat(3_000_000)));
        List<State> states = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            states.add(new State("s" + i, State.Kind.values()[i % State.Kind.values().length], values.get(i)));
        }
        HandStepped world = new HandStepped(store);
        world.install(SITE, 1);
        // no driver may say all of these: a store keeps them all the same
        world.tell(edit(c -> c.add(new SiteEvent.StatesChanged(
                List.of(new SiteEvent.DeviceStates(HandStepped.lampId(0), List.copyOf(states)))))));
        States kept = world.state().device(HandStepped.lampId(0)).orElseThrow().states();
        restart();
        assertThat(store.open(SITE)
                        .state()
                        .device(HandStepped.lampId(0))
                        .orElseThrow()
                        .states())
                .isEqualTo(kept);
        assertThat(store.read(SITE, world.state().seq() - 1, 1).getFirst().event())
                .isEqualTo(new SiteEvent.StatesChanged(
                        List.of(new SiteEvent.DeviceStates(HandStepped.lampId(0), states))));
    }

    @Test
    void keysThatLookAlikeAreTwo() {
        HandStepped world = new HandStepped(store);
        List<String> names = List.of("a?", "a\uD83D", "a\uDCA1", "a\0d83d", "\0a\0d83d", "A?", "a? ");
        names.forEach(name -> world.ask(edit(c -> c.put(new Resource.Extra("overkiz", "k", name, "{}")))));
        world.settle();
        restart();
        assertThat(store.open(SITE).state().resources(Resource.Extra.class))
                .extracting(Resource.Extra::name)
                .isEqualTo(names);
    }

    @Test
    void aCommitThatIsLargerThanATransactionIsWhole() {
        HandStepped world = new HandStepped(store);
        List<SiteId> sites =
                LongStream.range(0, 40).mapToObj(i -> new SiteId("site-" + i)).toList();
        sites.forEach(site -> {
            for (int i = 0; i < 10; i++) {
                String id = "s" + i;
                world.ask(site, edit(c -> c.put(scene(id, "x".repeat(5_000)))));
            }
        });
        world.committer().step();
        restart();
        assertThat(store.sites()).containsExactlyInAnyOrderElementsOf(sites);
        sites.forEach(site -> assertThat(store.open(site).state().resources(Resource.Scene.class))
                .hasSize(10));
    }

    @Test
    void whatWasNeverOpenedIsNotWritten() {
        assertThat(store.read(SITE, 0, 10)).isEmpty();
        assertThatThrownBy(() -> store.commit(List.of(batch(SITE, 1, 1)))
                        .getFirst()
                        .ifPresent(f -> {
                            throw f;
                        }))
                .isInstanceOf(StoreFailed.class);
        assertThat(store.sites()).isEmpty();
    }
}
