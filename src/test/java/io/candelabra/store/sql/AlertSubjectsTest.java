package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.gateway;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.SiteStore.Row;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.core.site.StoredRows;
import io.candelabra.core.state.AlertKeys;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        rows.add(Table.ALERT, AlertKeys.before(alert), alert);
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

    private static void store(SiteStore store, long seq, Alert... alerts) {
        List<Row> rows = Stream.of(alerts)
                .map(alert -> new Row(Table.ALERT, AlertKeys.before(alert), alert))
                .toList();
        SiteStore.Checkpoint checkpoint = new SiteStore.Checkpoint(seq, rows, List.of(), 0);
        assertThat(store.commit(List.of(
                        new SiteStore.Batch(SITE, store.open(SITE).epoch(), List.of(), Optional.of(checkpoint)))))
                .containsOnly(Optional.empty());
    }

    @Test
    void whatAnEarlierVersionStoredIsFoundRaisedAgainAndCleared(@TempDir Path folder) {
        Alert ofDevice = new Alert(lampId(1), "LAMP", "out", 7);
        Alert ofGateway = new Alert(GATEWAY, "LAMP", "out", 7);
        Alert ofSite = new Alert(Alert.Subject.of("roof"), "LAMP", "out", 7);
        try (SqliteStore store = new SqliteStore(folder.resolve("data"))) {
            HandStepped world = new HandStepped(store);
            world.install(SITE, 2);
            world.checkpoint();
            store(store, world.state().seq(), ofDevice, stored(GATEWAY.value()), ofSite);
        }
        try (SqliteStore store = new SqliteStore(folder.resolve("data"))) {
            HandStepped world = new HandStepped(store);
            assertThat(world.state().alerts()).containsExactly(ofDevice, ofGateway, ofSite);
            for (Alert alert : List.of(ofDevice, ofGateway)) {
                assertThat(world.tell(new Command.RaiseAlert(new Alert(alert.subject(), "LAMP", "still out", 8))))
                        .isFalse();
            }
            assertThat(world.tell(new Command.ClearAlert("LAMP", ofSite.subject())))
                    .isTrue();
            world.checkpoint();
        }
        try (SqliteStore store = new SqliteStore(folder.resolve("data"))) {
            HandStepped world = new HandStepped(store);
            assertThat(world.state().alerts())
                    .extracting(Alert::subject, Alert::detail)
                    .containsExactlyInAnyOrder(
                            tuple(ofDevice.subject(), "still out"), tuple(ofGateway.subject(), "still out"));
            world.tell(new Command.ClearAlert("LAMP", ofDevice.subject()));
            world.tell(new Command.ClearAlert("LAMP", ofGateway.subject()));
            world.checkpoint();
            assertThat(store.open(SITE).rows().alerts()).isEmpty();
        }
    }

    /** What the rows tell; whoever looks has taken the site over. */
    private static Iterable<Alert> kept(SiteStore store) {
        return store.open(SITE).rows().alerts();
    }

    /** A part of the site had its alert before a gateway of that name came: they are two things. */
    @Test
    void aPartOfTheSiteAndAGatewayOfItsNameHaveAlertsOfTheirOwn() {
        MemoryStore store = new MemoryStore();
        HandStepped world = new HandStepped(store);
        Alert ofSite = new Alert(Alert.Subject.of(GATEWAY.value()), "LAMP", "the part", 1);
        Alert ofGateway = new Alert(GATEWAY, "LAMP", "the gateway", 2);
        world.tell(new Command.RaiseAlert(ofSite));
        world.tell(new Command.PutGateway(gateway(GATEWAY)));
        world.tell(new Command.RaiseAlert(ofGateway));
        assertThat(world.state().alerts()).containsExactly(ofSite, ofGateway);
        world.checkpoint();
        assertThat(kept(store)).containsExactly(ofSite, ofGateway);
        world = new HandStepped(store);
        world.tell(new Command.RemoveGateway(GATEWAY, true));
        assertThat(world.state().alerts()).containsExactly(ofSite);
        world.checkpoint();
        assertThat(kept(store)).containsExactly(ofSite);
        world = new HandStepped(store);
        assertThat(world.tell(new Command.ClearAlert("LAMP", ofSite.subject()))).isTrue();
        world.checkpoint();
        assertThat(kept(store)).isEmpty();
    }

    /** An event of an earlier version names the gateway by a text; its row is the gateway's. */
    @Test
    void whatTheLogToldOfATextIsStoredAsTheGateways() {
        MemoryStore store = new MemoryStore();
        HandStepped world = new HandStepped(store);
        world.install(SITE, 0);
        world.tell(new Command.RaiseAlert(stored(GATEWAY.value())));
        world.checkpoint();
        assertThat(kept(store)).containsExactly(new Alert(GATEWAY, "LAMP", "out", 7));
        world = new HandStepped(store);
        world.tell(HandStepped.edit(changes -> changes.add(new SiteEvent.AlertCleared(stored(GATEWAY.value())))));
        world.checkpoint();
        assertThat(kept(store)).isEmpty();
    }
}
