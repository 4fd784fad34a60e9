package io.candelabra.dialect.lutron.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.GatewayId;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts are counted from when the field raises them until it clears them: in their area, above it, or in the system. */
class QuantumAlertsTest {
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static Map<?, ?> read(String url) {
        QuantumSession session = new QuantumSession("quantum-office", LutronOffice.SITE, Caller.CORE, "test");
        assertThat(session.envelope()).isEqualTo(Envelope.QUANTUM);
        LeapReply reply = office.leap.resource(Verb.READ, url, Map.of(), session);
        assertThat(reply.isError()).as("%s", reply).isFalse();
        return (Map<?, ?>) reply.body().values().iterator().next();
    }

    private static long count(String url, String name) {
        return ((Number) read(url).get(name)).longValue();
    }

    private static Device device(String label) {
        return office.state().devices().stream()
                .filter(d -> d.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "LAMP,LampFailure",
        "LAMP_END_OF_LIFE,LampEndOfLife",
        "DRIVER,BallastOrDriverNotCommunicating",
        "LIGHT_LEVEL,LightLevelMismatch"
    })
    void anAreaAndThoseAboveCountWhatIsRaised(String kind, String name) {
        Device bar = device("Bar");
        String zone = "/zone/" + bar.id("leap.zone").orElseThrow();
        String area = String.valueOf(((Map<?, ?>) read(zone).get("AssociatedArea")).get("href"));
        String root = String.valueOf(read("/area/rootarea").get("href")) + "/alert?include=descendants";
        long here = count(area + "/alert", name);
        long everywhere = count(root, name);
        Alert alert = new Alert(bar.id(), kind, "as a test", 0);
        office.seen(new Report.AlertSeen(alert, true));
        assertThat(count(area + "/alert", name)).isEqualTo(here + 1);
        assertThat(count(root, name)).isEqualTo(everywhere + 1);
        assertThat(((Map<?, ?>) read(area + "/status").get("AlertCounts")).get(name))
                .as("in the area's status too")
                .isEqualTo(here + 1);
        office.seen(new Report.AlertSeen(alert, false));
        assertThat(count(area + "/alert", name)).isEqualTo(here);
        assertThat(count(root, name)).isEqualTo(everywhere);
    }

    @ParameterizedTest
    @CsvSource({
        "DISK_SPACE,ServerDiskSpaceLow",
        "REPORTING,ReportingServiceNotRunning",
        "EMERGENCY_TEST,DaliEmergencyTestFailure"
    })
    void theSystemCountsWhatBelongsToNoArea(String kind, String name) {
        long before = count("/system/alert", name);
        Alert alert = new Alert(
                kind.equals("EMERGENCY_TEST")
                        ? Alert.Subject.of(device("Bar").id())
                        : Alert.Subject.of(new GatewayId("1042-7300-0001")),
                kind,
                "as a test",
                0);
        office.seen(new Report.AlertSeen(alert, true));
        assertThat(count("/system/alert", name)).isEqualTo(before + 1);
        office.seen(new Report.AlertSeen(alert, false));
        assertThat(count("/system/alert", name)).isEqualTo(before);
    }

    @Test
    void whatInstallersSetIsNotReachedByTheApi() {
        Face face = office.installedQuantum();
        List<String> paths = face.routeTable().stream().map(Route::path).toList();
        assertThat(paths).isNotEmpty().allSatisfy(path -> assertThat(path).startsWith("/leap"));
        assertThat(face.routeTable().stream()
                        .filter(route -> route.method().name().equals("PUT"))
                        .map(Route::path))
                .containsExactlyInAnyOrder(
                        "/leap/area/{id}/status", "/leap/zone/{id}/status", "/leap/shadegroup/{id}/status");
    }
}
