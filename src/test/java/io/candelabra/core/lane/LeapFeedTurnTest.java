package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.feed.LeapFeed;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.driver.api.Report;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.store.memory.MemoryStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection whose site has something new all the time: its requests wait for one telling, and not for the end of the news. */
class LeapFeedTurnTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();
    private static final int ENDLESS = 100;

    private final World world = new World(
            new MemoryStore(),
            device -> CATALOGUE.find(device.type()).orElseThrow(),
            gateway -> new Lamps.Radio(new Lamps.Field(), 0),
            SiteLimits.LOCAL,
            1);
    private int pushes;

    private void moves(int level) {
        world.tell(new Command.Hear(
                List.of(new Report.StatesSeen(Lamps.id(1, 0), List.of(State.of(Lamps.LEVEL, (long) level))))));
    }

    /** While each push is on its way the zone moves on. */
    private void push(LeapReply push, LeapRequest.Head to) {
        assertThat(to.url()).hasValue("/zone/status");
        assertThat(push.isError()).isFalse();
        if (++pushes < ENDLESS) {
            moves(pushes + 1);
        }
    }

    @Test
    void whatBecomesNewMeanwhileIsToldByTheNextTurn() throws IOException {
        world.install(
                List.of(Lamps.gateway(1)),
                List.of(Device.of(
                        Lamps.id(1, 0), "candelabra:DimmedZone", "Lamp", States.of(State.of(Lamps.LEVEL, 0L)))));
        Leap leap = new Leap(world.sites());
        ReadingSession session = new ReadingSession();
        LeapFeed feed = new LeapFeed(leap.types(), session, this::push);
        LeapRequest all =
                LeapRequest.of(Map.of("CommuniqueType", "SubscribeRequest", "Header", Map.of("Url", "/zone/status")));
        feed.subscribe(all, world.pumped(() -> leap.answer(all, session)).subscribes());
        moves(1);
        feed.tell();
        assertThat(pushes).isEqualTo(1);
        assertThat(feed.position()).isLessThan(world.state().seq());
        feed.tell();
        assertThat(pushes).as("nothing is left out").isEqualTo(2);
    }
}
