package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connection goes on behind a change that cannot be told, and hears of all other things. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PoisonedSubscriptionsTest {

    @Test
    void subscribersHearOfHealthyZonesAfterOneThatCannotBeTold(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder);
                LeapClient client = office.login()) {
            client.subscribe("/zone/status", "zones");
            String healthy = ViveZonesTest.zone(client, "Bar");
            Device ill = office.state().devices().stream()
                    .filter(d -> d.label().equals("Cove"))
                    .findFirst()
                    .orElseThrow();
            Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                    .add(new SiteEvent.StatesChanged(List.of(new SiteEvent.DeviceStates(
                            ill.id(),
                            ill.states().all().stream()
                                    .map(s -> new State(s.name(), s.kind(), null))
                                    .toList()))))
                    .answer(true));
            office.until(state -> state.alerts().stream().anyMatch(a -> a.kind().equals("SET_ASIDE")));

            client.command(healthy, ViveZonesTest.dimmed(37));
            assertThat(client.await(
                            m -> m.line().contains("\"Level\":37") && m.line().contains(healthy)))
                    .isNotNull();
        }
    }
}
