package io.candelabra.core.lane;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Backlogs.Backlog;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore.NotWritten;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.Within;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReportDeskTest {

    private static Report seen(int lamp, long level) {
        return new Report.StatesSeen(lampId(lamp), List.of(State.of("core:LevelState", level)));
    }

    @Test
    void aLoneReportIsToldAtOnceAndThoseBehindItTogether() {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(SITE, 10);
        ReportDesk desk =
                new ReportDesk(SITE, world.sites(), SiteClock.real(() -> Instant.ofEpochMilli(world.nowMs())));
        long before = world.state().seq();
        desk.tell(seen(0, 1));
        desk.step();
        world.settle();
        assertThat(world.state().seq()).as("a press after a pause").isEqualTo(before + 1);

        for (int lamp = 1; lamp < 10; lamp++) {
            desk.tell(seen(lamp, 1));
            assertThat(desk.step()).isEqualTo(world.nowMs() + ReportDesk.GATHER_MS);
        }
        world.settle();
        assertThat(world.state().seq()).as("others that come at once").isEqualTo(before + 1);
        world.pass(ReportDesk.GATHER_MS);
        desk.step();
        world.settle();
        assertThat(world.state().seq()).as("one event of nine lamps").isEqualTo(before + 2);

        world.pass(ReportDesk.GATHER_MS);
        desk.tell(seen(0, 2));
        desk.step();
        world.settle();
        assertThat(world.state().seq()).as("after another pause").isEqualTo(before + 3);
    }

    @Test
    void whoAsksWaitsForOneHandfulHoweverFarTheFieldIsBehind() {
        int lamps = 2 * Handfuls.MOST + 500;
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(SITE, lamps);
        long before = world.state().seq();
        ReportDesk desk =
                new ReportDesk(SITE, world.sites(), SiteClock.real(() -> Instant.ofEpochMilli(world.nowMs())));
        for (int i = 0; i < lamps; i++) {
            desk.tell(new Report.StatesSeen(lampId(i), List.of(State.of("core:LevelState", 40L))));
        }
        world.pass(ReportDesk.GATHER_MS);
        desk.step();
        world.ask(edit(changes -> changes.put(lamp(lamps))));
        world.settle();
        desk.step();
        world.settle();
        desk.step();
        world.settle();

        List<Integer> written = new ArrayList<>();
        world.log(SITE, before)
                .forEach(logged -> written.add(
                        logged.event() instanceof SiteEvent.StatesChanged changed
                                ? changed.changes().size()
                                : 0));
        assertThat(written)
                .as("lamps of each handful, and 0 for what was asked meanwhile")
                .containsExactly(Handfuls.MOST, 0, Handfuls.MOST, 500);
    }

    /** A command that is spread over sites wakes the desk of its site once, and not again when it is stored. */
    @Test
    void theDeskIsWokenOnceForAHandfulAndOnceMoreForWhatGatheredMeanwhile() {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(SITE, 2);
        ReportDesk desk =
                new ReportDesk(SITE, world.sites(), SiteClock.real(() -> Instant.ofEpochMilli(world.nowMs())));
        AtomicInteger wakes = new AtomicInteger();
        desk.wakeBy(wakes::incrementAndGet);
        desk.tell(seen(0, 1));
        desk.step();
        world.settle();
        assertThat(wakes).as("a lone report").hasValue(1);

        world.pass(ReportDesk.GATHER_MS);
        desk.tell(seen(0, 2));
        desk.step();
        desk.tell(seen(1, 2));
        assertThat(wakes).hasValue(3);
        assertThat(desk.step()).as("one is on its way").isEqualTo(Long.MAX_VALUE);
        world.settle();
        assertThat(wakes).as("the way is free for the one that gathered").hasValue(4);
    }

    /** A server that stops waits for what drivers say, and not for ever. */
    @Test
    void theDeskFinishesWhatHasGatheredAsFarAsThereIsPatience() throws Exception {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(SITE, 1);
        ReportDesk desk =
                new ReportDesk(SITE, world.sites(), SiteClock.real(() -> Instant.ofEpochMilli(world.nowMs())));
        assertThat(desk.finish(1)).as("nothing has gathered").isEqualTo(1);
        desk.tell(seen(0, 1));
        assertThat(desk.finish(1)).as("nobody steps").isNotPositive();
        desk.step();
        assertThat(desk.finish(1)).as("on its way").isNotPositive();
        world.settle();
        assertThat(desk.finish(1)).as("stored").isEqualTo(1);
        desk.close();
        long before = world.state().seq();
        desk.tell(seen(0, 2));
        desk.step();
        world.settle();
        assertThat(world.state().seq()).as("closed").isEqualTo(before);
    }

    @Test
    @Timeout(60)
    void inAHurryNobodyWaitsForRoom() throws Exception {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(SITE, 1);
        ReportDesk desk =
                new ReportDesk(SITE, world.sites(), SiteClock.real(() -> Instant.ofEpochMilli(world.nowMs())));
        for (int i = 0; i < ReportDesk.BOUND; i++) {
            desk.tell(seen(0, i));
        }
        Thread waits = Thread.ofVirtual().start(() -> desk.tell(seen(0, 1)));
        Within.reason("it waits for room", () -> waits.getState() == Thread.State.WAITING);
        desk.hurry();
        waits.join();
        desk.tell(seen(0, 2));
        for (int i = 0; i <= ReportDesk.BOUND / Handfuls.MOST; i++) {
            desk.step();
            world.settle();
        }
        assertThat(desk.finish(1)).as("what found room is stored").isEqualTo(1);
        assertThat(level(world)).isEqualTo(ReportDesk.BOUND - 1);
    }

    private static double level(HandStepped world) {
        return world.state().device(lampId(0)).orElseThrow().states().number("core:LevelState");
    }

    /** A desk at which more waits than goes in one handful. */
    private static ReportDesk laden(HandStepped world, int lamps) {
        world.install(SITE, lamps);
        ReportDesk desk =
                new ReportDesk(SITE, world.sites(), SiteClock.real(() -> Instant.ofEpochMilli(world.nowMs())));
        for (int i = 0; i < lamps; i++) {
            desk.tell(seen(i, 40));
        }
        world.pass(ReportDesk.GATHER_MS);
        return desk;
    }

    private static int stored(HandStepped world) {
        int lamps = 0;
        for (var logged : world.log(SITE, 0)) {
            lamps += logged.event() instanceof SiteEvent.StatesChanged changed
                    ? changed.changes().size()
                    : 0;
        }
        return lamps;
    }

    /** So many milliseconds in which the desk does what is due. */
    private static void live(HandStepped world, ReportDesk desk, long ms) {
        for (long end = world.nowMs() + ms; world.nowMs() < end; world.pass(10)) {
            desk.step();
            world.settle();
        }
    }

    @Test
    void theFieldGoesSlowerTheFurtherAReaderIsBehindForWantOfAProcessor() {
        HandStepped world = new HandStepped(new MemoryStore());
        ReportDesk desk = laden(world, 6 * Handfuls.MOST);
        long since = world.nowMs() - 800;
        world.sites().backlogs().tell(SITE, "hook", new Backlog(7, since, true));
        live(world, desk, 10);
        assertThat(stored(world)).isEqualTo(Handfuls.MOST);
        live(world, desk, 700);
        assertThat(stored(world))
                .as("a quarter of what the reader is behind, for each thousand")
                .isEqualTo(Handfuls.MOST);
        live(world, desk, 120);
        assertThat(stored(world)).isEqualTo(2 * Handfuls.MOST);

        world.sites().backlogs().tell(SITE, "hook", new Backlog(7, world.nowMs() - 20_000, true));
        live(world, desk, Handfuls.MOST / ReportDesk.PACE * ReportDesk.MOST_PAUSE_MS + 20);
        assertThat(stored(world)).as("it never stops").isEqualTo(3 * Handfuls.MOST);

        world.sites().backlogs().ended(SITE, "hook");
        live(world, desk, 30);
        assertThat(stored(world)).as("the reader has gone").isEqualTo(6 * Handfuls.MOST);
    }

    /** Few reports that are urgent, such as the ends of steps, do not make those that come next wait for long. */
    @Test
    void aSmallHandfulIsFollowedByAShortPause() {
        HandStepped world = new HandStepped(new MemoryStore());
        ReportDesk desk = laden(world, 100);
        world.sites().backlogs().tell(SITE, "hook", new Backlog(7, world.nowMs() - 20_000, true));
        live(world, desk, 10);
        assertThat(stored(world)).isEqualTo(100);
        desk.tell(seen(0, 50));
        live(world, desk, 90);
        assertThat(stored(world)).as("a tenth of the longest pause").isEqualTo(100);
        live(world, desk, 20);
        assertThat(stored(world)).isEqualTo(101);
    }

    @Test
    void whereAHandfulTakesLongTheNextOneIsSmaller() {
        HandStepped world = new HandStepped(new MemoryStore());
        ReportDesk desk = laden(world, 4 * Handfuls.MOST);
        desk.step();
        world.pass(2 * Handfuls.GOAL_MS);
        world.settle();
        int before = stored(world);
        desk.step();
        world.settle();
        assertThat(stored(world) - before).isEqualTo(Handfuls.MOST / 2);
    }

    @Test
    void aReaderWhoseFarEndIsSlowAndOneOfAnotherSiteSlowNothing() {
        HandStepped world = new HandStepped(new MemoryStore());
        ReportDesk desk = laden(world, 2 * Handfuls.MOST);
        world.sites().backlogs().tell(SITE, "slow", new Backlog(5_000, world.nowMs() - 20_000, false));
        world.sites().backlogs().tell(SITE, "in step", new Backlog(1, world.nowMs() - 40, true));
        world.sites().backlogs().tell(new SiteId("other"), "hook", new Backlog(9, world.nowMs() - 9_000, true));
        live(world, desk, 20);
        assertThat(stored(world)).isEqualTo(2 * Handfuls.MOST);
    }

    @Test
    void whatALaneSetAsideIsToldWhenThereIsRoomAgain() {
        MemoryStore store = new MemoryStore();
        HandStepped world = new HandStepped(store);
        world.install(SITE, 1);
        ReportDesk desk =
                new ReportDesk(SITE, world.sites(), SiteClock.real(() -> Instant.ofEpochMilli(world.nowMs())));
        store.fault((commit, batch) -> {
            throw new NotWritten("told to be full", null);
        });
        desk.setAside(new Command.SetAside(Alert.Subject.of(lampId(0)), "the command set", "its drivers fell"));
        world.settle();
        assertThat(desk.step()).isEqualTo(world.nowMs() + ReportDesk.AFTER_REFUSAL_MS);
        assertThat(world.state().alerts()).isEmpty();

        store.fault((commit, batch) -> Optional.empty());
        world.pass(ReportDesk.AFTER_REFUSAL_MS);
        desk.step();
        world.settle();
        assertThat(world.state().alerts().stream()).singleElement().satisfies(alert -> assertThat(alert.detail())
                .contains("the command set", "its drivers fell"));
        assertThat(desk.step()).as("once").isEqualTo(Long.MAX_VALUE);
    }
}
