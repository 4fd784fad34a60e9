package io.candelabra.core.history;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.CalendarSpan;
import io.candelabra.core.series.Gathering;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.series.SeriesStore.Addition;
import io.candelabra.core.series.SeriesStore.Mark;
import io.candelabra.core.series.SeriesStore.Name;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.store.sql.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the log into the series, through restarts and rounds that were cut short: each value once, and none else. */
class RecorderTest {
    private static final String LEVEL = "core:LevelState";
    /** Samples in memory. */
    private static final int FEW = 50;

    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    Path folder;

    private final MemoryStore memory = new MemoryStore();
    private HandStepped world = new HandStepped(memory);
    private Recorder recorder = recorder(memory);

    private Recorder recorder(SiteStore store) {
        return recorder(store, store.series());
    }

    private Recorder recorder(SiteStore store, SeriesStore series) {
        Recorder made = new Recorder(
                world.sites(),
                store,
                series,
                (site, device, state) -> state.equals(LEVEL),
                () -> Instant.ofEpochMilli(world.nowMs()),
                () -> Instant.ofEpochMilli(world.nowMs()),
                FEW);
        histories = new Histories(made);
        return made;
    }

    private Histories histories = new Histories(recorder);

    private void restart(SiteStore store) {
        long ms = world.nowMs();
        world = new HandStepped(store);
        world.pass(ms - world.nowMs());
        recorder = recorder(store);
    }

    private void report(int lamp, double value) {
        world.pass(60_000);
        world.tell((state, now) -> new Raw.Outcome<>(
                List.of(new SiteEvent.StatesChanged(
                        List.of(new SiteEvent.DeviceStates(lampId(lamp), List.of(State.of(LEVEL, value)))))),
                true));
    }

    private View view() {
        return world.sites().view(Caller.CORE, SITE);
    }

    private List<Double> values(int lamp) {
        View view = view();
        Samples samples = view.device(lampId(lamp))
                .map(device -> histories.samples(view, device, LEVEL, 0, Long.MAX_VALUE))
                .orElse(Samples.NONE);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            values.add(samples.value(i));
        }
        return values;
    }

    @Test
    void whatIsOnDiskIsInTheHistoryBeforeAndAfterARoundAndARestart() {
        world.install(SITE, 2);
        report(0, 5);
        report(1, 7);
        report(0, Double.NaN);
        report(0, 6);
        assertThat(values(0)).containsExactly(0.0, 5.0, 6.0);
        recorder.write();
        assertThat(values(0)).containsExactly(0.0, 5.0, 6.0);
        report(0, 8);
        // nothing is written: it is read from the log again
        restart(memory);
        assertThat(values(0)).containsExactly(0.0, 5.0, 6.0, 8.0);
        report(0, 9);
        recorder.write();
        restart(memory);
        assertThat(values(0)).containsExactly(0.0, 5.0, 6.0, 8.0, 9.0);
        assertThat(values(1)).containsExactly(0.0, 7.0);
        View view = view();
        assertThat(histories.states(view, view.device(lampId(0)).orElseThrow())).containsExactly(LEVEL);
    }

    @Test
    void aRoundThatWasCutShortIsNeitherLostNorTwiceThere() {
        world.install(SITE, 2);
        recorder.write();
        report(0, 5);
        report(1, 7);
        long until = view().seq();
        SeriesStore series = memory.series();
        long before = series.mark(SITE).seq();
        // as far as a crash let it come: the first of two series
        series.mark(SITE, new Mark(before, until));
        Samples five = new Samples.Growing().add(world.nowMs() - 60_000, 5).now();
        series.add(SITE, List.of(new Addition(new Name(lampId(0), LEVEL), five)), until);
        report(0, 6);
        restart(memory);
        assertThat(values(0)).containsExactly(0.0, 5.0, 6.0);
        assertThat(values(1)).containsExactly(0.0, 7.0);
        recorder.write();
        assertThat(values(0)).containsExactly(0.0, 5.0, 6.0);
        assertThat(values(1)).containsExactly(0.0, 7.0);
        assertThat(series.mark(SITE)).isEqualTo(new Mark(view().seq(), view().seq()));
    }

    /** Looked at before and after every write of a round, each of which fails once, before it is done or after. */
    @Test
    void aRoundThatFailsAnywhereIsGoneOnWithAndNobodySeesIt() {
        for (int failing = 1; failing <= 8; failing++) {
            MemoryStore fresh = new MemoryStore();
            world = new HandStepped(fresh);
            int[] writes = {0};
            int at = failing;
            Interrupted series = new Interrupted(fresh.series(), write -> {
                assertThat(values(0)).containsExactly(0.0, 5.0, 6.0);
                assertThat(values(1)).containsExactly(0.0, 7.0);
                writes[0]++;
                if (writes[0] == at || writes[0] == at + 2) {
                    throw new SiteStore.NotWritten("told to fail write " + at, null);
                }
            });
            recorder = recorder(fresh, series);
            world.install(SITE, 2);
            report(0, 5);
            report(1, 7);
            report(0, 6);
            for (int i = 0; i < 4; i++) {
                recorder.write();
            }
            assertThat(recorder.stored(SITE)).isEqualTo(view().seq());
            assertThat(writes[0]).as("looks").isGreaterThanOrEqualTo(8);
            report(0, 8);
            assertThat(values(0)).as("write %s", failing).containsExactly(0.0, 5.0, 6.0, 8.0);
            restart(fresh);
            assertThat(values(0)).as("write %s", failing).containsExactly(0.0, 5.0, 6.0, 8.0);
            assertThat(values(1)).containsExactly(0.0, 7.0);
        }
    }

    /** A store that is looked at around each of its writes. */
    private record Interrupted(SeriesStore store, Consumer<String> look) implements SeriesStore {
        private void write(Runnable write) {
            look.accept("before");
            write.run();
            look.accept("after");
        }

        @Override
        public Mark mark(SiteId site) {
            return store.mark(site);
        }

        @Override
        public void mark(SiteId site, Mark mark) {
            write(() -> store.mark(site, mark));
        }

        @Override
        public void add(SiteId site, List<Addition> additions, long until) {
            // one after the other, as if each was a portion
            additions.forEach(one -> write(() -> store.add(site, List.of(one), until)));
        }

        @Override
        public long added(SiteId site, Name name) {
            return store.added(site, name);
        }

        @Override
        public void remove(SiteId site, DeviceId device, long beforeSeq) {
            write(() -> store.remove(site, device, beforeSeq));
        }

        @Override
        public List<String> states(SiteId site, DeviceId device) {
            return store.states(site, device);
        }

        @Override
        public Kept read(SiteId site, Name name, long fromMs, long toMs) {
            return store.read(site, name, fromMs, toMs);
        }

        @Override
        public List<Old> olderThan(SiteId site, long ms, int most) {
            return store.olderThan(site, ms, most);
        }

        @Override
        public void rollUp(SiteId site, Name name, List<Bucket> hours, long rolledToMs) {
            write(() -> store.rollUp(site, name, hours, rolledToMs));
        }
    }

    @Test
    void aDeviceThatGoesTakesItsHistoryAlongAndOneThatComesBackBeginsAnew() {
        world.install(SITE, 2);
        report(0, 5);
        recorder.write();
        report(0, 6);
        Device lamp = view().device(lampId(0)).orElseThrow();
        world.tell((state, now) -> new Raw.Outcome<>(List.of(SiteEvent.DeviceRemoved.of(lamp)), true));
        assertThat(values(0)).isEmpty();
        world.tell(edit(changes -> changes.put(HandStepped.lamp(0))));
        report(0, 3);
        assertThat(values(0)).containsExactly(0.0, 3.0);
        recorder.step();
        assertThat(values(0)).containsExactly(0.0, 3.0);
        restart(memory);
        assertThat(values(0)).containsExactly(0.0, 3.0);
        assertThat(values(1)).containsExactly(0.0);
    }

    @Test
    void moreThanThereIsRoomForIsInTheAnswerAllTheSame() {
        world.install(SITE, 2);
        List<Double> told = new ArrayList<>(List.of(0.0));
        for (int i = 0; i < 3 * FEW; i++) {
            report(i % 2, i);
            if (i % 2 == 0) {
                told.add((double) i);
            }
        }
        assertThat(values(0)).isEqualTo(told);
        assertThat(recorder.stored(SITE)).as("a round made room").isPositive();
        restart(memory);
        assertThat(values(0)).isEqualTo(told);
    }

    @Test
    void theLogIsNeededUntilItsValuesAreWritten() {
        world.install(SITE, 1);
        recorder.write();
        long written = recorder.stored(SITE);
        report(0, 5);
        recorder.step();
        assertThat(recorder.stored(SITE)).isEqualTo(written);
        world.pass(Duration.ofHours(7).toMillis());
        recorder.step();
        assertThat(recorder.stored(SITE)).isEqualTo(view().seq());
    }

    @Test
    void aLogThatWasCutBeforeItWasReadIsAGapThatIsTold() {
        world.install(SITE, 1);
        report(0, 5);
        recorder.write();
        report(0, 6);
        restart(memory);
        report(0, 7);
        world.checkpoint();
        memory.prune(SITE, view().seq() - 1);
        restart(memory);
        assertThat(values(0)).containsExactly(0.0, 5.0, 7.0);
        assertThat(recorder.warnings()).singleElement().asString().contains("home", "gap");
    }

    @Test
    void daysAreThoseOfTheProfileElseOfAGatewayElseOfNoPlace() {
        assertThat(histories.zone(view())).isEqualTo(ZoneOffset.UTC);
        world.install(SITE, 1);
        assertThat(histories.zone(view())).isEqualTo(ZoneId.of("Europe/Amsterdam"));
        world.tell(edit(changes -> changes.put(new Resource.Profile("home", 0, 0, "Asia/Kathmandu", Map.of()))));
        assertThat(histories.zone(view())).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    }

    /** Fourteen months at an hour's pace, in a real file: what is old is there by the hour, and its days are the same as before. */
    @Test
    void oldSamplesBecomeHoursThatSayTheSame() {
        try (SqliteStore store = new SqliteStore(folder)) {
            restart(store);
            world.install(SITE, 1);
            world.tell(edit(changes -> changes.put(new Resource.Profile("home", 52, 5, "Europe/Amsterdam", Map.of()))));
            recorder.write();
            long begin = world.nowMs();
            Samples.Growing samples = new Samples.Growing();
            for (int i = 0; i < 460 * 48; i++) {
                samples.add(begin + i * 1_800_000L, i % 997 * 0.5);
            }
            store.series()
                    .add(SITE, List.of(new Addition(new Name(lampId(0), LEVEL), samples.now())), recorder.stored(SITE));
            world.pass(460 * DAY);
            Device lamp = view().device(lampId(0)).orElseThrow();
            List<Bucket> before = histories.gathered(view(), lamp, LEVEL, CalendarSpan.DAY, begin, begin + 460 * DAY);
            double growth = histories.growth(view(), lamp, LEVEL, begin + 3 * 3_600_000L, begin + 459 * DAY);
            recorder.step();
            List<Bucket> after = histories.gathered(view(), lamp, LEVEL, CalendarSpan.DAY, begin, begin + 460 * DAY);
            assertThat(after).hasSize(before.size()).hasSizeGreaterThan(458);
            for (int i = 0; i < after.size(); i++) {
                assertThat(after.get(i).startMs()).isEqualTo(before.get(i).startMs());
                assertThat(after.get(i).samples()).isEqualTo(before.get(i).samples());
                assertThat(after.get(i).growth()).isEqualTo(before.get(i).growth());
                assertThat(after.get(i).value(Gathering.LAST))
                        .isEqualTo(before.get(i).value(Gathering.LAST));
                assertThat(after.get(i).sum())
                        .isCloseTo(before.get(i).sum(), org.assertj.core.data.Offset.offset(1e-6));
            }
            assertThat(histories.growth(view(), lamp, LEVEL, begin + 3 * 3_600_000L, begin + 459 * DAY))
                    .isCloseTo(growth, org.assertj.core.data.Offset.offset(1.0));
            Samples raw = histories.samples(view(), lamp, LEVEL, 0, Long.MAX_VALUE);
            assertThat(raw.firstMs())
                    .isLessThanOrEqualTo(world.nowMs() - Recorder.RAW_MS)
                    .isGreaterThan(begin + 20 * DAY);
            assertThat(histories.gathered(view(), lamp, LEVEL, CalendarSpan.MONTH, begin, begin + 460 * DAY))
                    .hasSizeBetween(15, 17);
        }
    }
}
