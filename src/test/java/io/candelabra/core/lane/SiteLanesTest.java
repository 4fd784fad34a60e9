package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.testing.TestChance;
import io.candelabra.testing.TestTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a site tells while its lanes begin: each order of the two threads is played out on one. */
class SiteLanesTest extends OneGateway {
    private static final SiteClock CLOCK = SiteClock.real(TestTime.begin());
    private static final GatewayId FIRST = Lamps.gateway(1).id();
    private static final GatewayId SECOND = Lamps.gateway(2).id();

    private record Opened(GatewayId gateway, List<DeviceId> devices) {}

    private final List<Opened> opened = new ArrayList<>();
    private World world;
    private SiteLanes lanes;

    @BeforeEach
    void open() {
        world = world(gateway -> new Lamps.Radio(field, 0));
        lanes = new SiteLanes(World.SITE, world.sites(), CLOCK, CLOCK, (gateway, devices, desk) -> {
            opened.add(new Opened(gateway, devices));
            Lane lane = new Lane(
                    World.SITE,
                    gateway,
                    devices,
                    world.sites(),
                    Lamps.source(given -> new Lamps.Radio(field, 0), DriverKinds.NONE),
                    desk,
                    CLOCK,
                    CLOCK,
                    TestChance.begin());
            return new RunningLane("lane", lane, CLOCK, RunningLane.LATER);
        });
    }

    @AfterEach
    void close() {
        lanes.stop();
        lanes.close();
        world.close();
    }

    private void secondComes() {
        world.install(List.of(Lamps.gateway(2)), List.of(Lamps.lamp(2, 0)));
    }

    @Test
    void aGatewayThatIsHeardOfBeforeTheLanesBeginHasItsDevices() {
        secondComes();
        lanes.heard(world.log());
        lanes.start();
        assertThat(opened)
                .containsExactlyInAnyOrder(
                        new Opened(FIRST, List.of(ILL, WELL)), new Opened(SECOND, List.of(Lamps.id(2, 0))));
    }

    /** The state from which the lanes began was newer than what is heard next. */
    @Test
    void whatTheLanesKnewWhenTheyBeganIsNotHeardOnceMore() {
        secondComes();
        world.tell((Raw.Rule<Boolean>) (state, now) -> new Raw.Changes(state)
                .add(new SiteEvent.GatewayRemoved(SECOND))
                .put(Lamps.gateway(2))
                .answer(true));
        lanes.start();
        lanes.heard(world.log());
        assertThat(opened).hasSize(2).contains(new Opened(SECOND, List.of(Lamps.id(2, 0))));
    }

    @Test
    void whatComesAfterwardsIsHeard() {
        lanes.start();
        assertThat(opened).containsExactly(new Opened(FIRST, List.of(ILL, WELL)));
        secondComes();
        lanes.heard(world.log());
        assertThat(opened).hasSize(2);
    }

    /** The site was loaded afresh once more, or the server stops. Lanes that began now would have nobody who ends them. */
    @Test
    void lanesThatMadeRoomBeginNoMore() {
        lanes.makeRoom();
        lanes.start();
        secondComes();
        lanes.heard(world.log());
        assertThat(opened).isEmpty();
    }

    @Test
    void nothingBeginsInASiteThatStops() {
        lanes.start();
        lanes.stop();
        secondComes();
        lanes.heard(world.log());
        assertThat(opened).hasSize(1);
    }
}
