package io.candelabra.core.lane;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.driver.api.Report;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDeskTest {

    @Test
    void whoAsksWaitsForOneHandfulHoweverFarTheFieldIsBehind() {
        int lamps = 2 * ReportDesk.HANDFUL + 500;
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
                .containsExactly(ReportDesk.HANDFUL, 0, ReportDesk.HANDFUL, 500);
    }
}
