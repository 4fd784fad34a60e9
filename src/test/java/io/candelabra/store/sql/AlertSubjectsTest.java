package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.gateway;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.core.site.StoredRows;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The subjects of alerts, as they are stored and as earlier versions stored them: as a text alone. */
class AlertSubjectsTest {

    private static Alert stored(String subject) {
        String body = "{\"subject\":\"" + subject + "\",\"kind\":\"LAMP\",\"detail\":\"out\",\"raisedMs\":7}";
        return (Alert) RowBodies.row(Table.ALERT, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Alert readAgain(Alert alert) {
        return (Alert) RowBodies.row(Table.ALERT, RowBodies.of(alert));
    }

    /** The state of a site whose store has this alert before its gateway: rows come in any order. */
    private static SiteState siteWith(Alert alert) {
        StoredRows rows = new StoredRows(SITE, 9);
        rows.add(Table.ALERT, SiteState.key(alert), alert);
        rows.add(Table.GATEWAY, GATEWAY.value(), gateway(GATEWAY));
        return rows.state();
    }

    @Test
    void eachSubjectComesBackAsWhatItIs() {
        Alert ofGateway = new Alert(GATEWAY, "LAMP", "", 1);
        Alert ofDevice = new Alert(lampId(1), "LAMP", "", 1);
        assertThat(readAgain(ofGateway)).isEqualTo(ofGateway);
        assertThat(readAgain(ofDevice)).isEqualTo(ofDevice);
        for (String part :
                new String[] {"", "disk", "a \ud800", "nothing://", lampId(1).value()}) {
            Alert ofSite = new Alert(Alert.Subject.of(part), "LAMP", "", 1);
            assertThat(readAgain(ofSite)).as(part).isEqualTo(ofSite);
        }
    }

    @Test
    void aTextThatIsTheIdOfADeviceIsThatDevice() {
        assertThat(stored(lampId(3).value())).isEqualTo(new Alert(lampId(3), "LAMP", "out", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"://", "nothing://", "io://x", "io:///1", "roof", "", "8888-0000-0000"})
    void anyOtherTextIsOfTheSiteAndShownAsItStands(String text) {
        Alert alert = stored(text);
        assertThat(alert.subject()).isEqualTo(Alert.Subject.of(text));
        assertThat(siteWith(alert).alerts()).containsExactly(alert);
    }

    @Test
    void aTextThatIsTheIdOfAGatewayOfTheSiteIsThatGateway() {
        Alert alert = stored(GATEWAY.value());
        Alert known = new Alert(GATEWAY, "LAMP", "out", 7);
        assertThat(siteWith(alert).alerts()).containsExactly(known);
        SiteState fromTheLog = SiteState.empty(SITE)
                .after(new SiteEvent.GatewayPut(gateway(GATEWAY), true), 0)
                .after(new SiteEvent.AlertRaised(alert), 0);
        assertThat(fromTheLog.alerts()).containsExactly(known);
        assertThat(fromTheLog.after(new SiteEvent.AlertCleared(known), 0).alerts())
                .isEmpty();
    }

    @Test
    void whatWasRaisedUnderATextIsClearedByTheGateway() {
        HandStepped world = new HandStepped(new MemoryStore());
        world.tell(new Command.PutGateway(gateway(GATEWAY)));
        world.tell(new Command.RaiseAlert(stored(GATEWAY.value())));
        assertThat(world.state().alerts()).containsExactly(new Alert(GATEWAY, "LAMP", "out", 7));
        assertThat(world.tell(new Command.ClearAlert("LAMP", Alert.Subject.of(GATEWAY))))
                .isTrue();
        assertThat(world.state().alerts()).isEmpty();
    }
}
