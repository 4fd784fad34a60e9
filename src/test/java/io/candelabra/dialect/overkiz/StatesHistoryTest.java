package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three meters in two categories: what a stack adds up, and for whom. */
class StatesHistoryTest {
    private static final String ENERGY = "core:ElectricEnergyConsumptionState";
    private static final String ALL = "/0/4102444800000";
    private static TestServer server;
    private static OverkizCalls owner;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(0.01);
        owner = OverkizCalls.login(server, TestServer.OWNER, "");
        meter(1, "electric/heatingSystem", 100, 130);
        meter(2, "electric/heatingSystem", 50, 60);
        // it was set back
        meter(3, "electric/other", 10, 1);
        // as if it was below a category of nearly that name
        meter(4, "electrical", 0, 1_000);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DeviceId id(int meter) {
        return new DeviceId("io://" + TestHome.GATEWAY + "/meter" + meter);
    }

    private static void meter(int number, String category, long first, long then) {
        Device meter = Device.of(
                id(number), "io:TotalElectricalEnergyConsumptionSensor", "meter", States.of(State.of(ENERGY, first)));
        List<State> says = List.of(
                State.of("core:MeasurementCategory", category),
                State.of("core:MeasuredValueType", "core:ElectricalEnergyInWh"));
        TestHome.edit(server.sites(), TestHome.SITE, changes -> {
            changes.put(meter.described(meter.type(), says, 0));
            changes.add(new SiteEvent.StatesChanged(
                    List.of(new SiteEvent.DeviceStates(id(number), List.of(State.of(ENERGY, then))))));
        });
    }

    private static String path(int meter, String rest) {
        return "/setup/devices/io%3A%2F%2F" + TestHome.GATEWAY + "%2Fmeter" + meter + "/states/" + rest + ALL;
    }

    private static Map<?, ?> stacked(OverkizCalls caller, int meter) throws Exception {
        return (Map<?, ?>) caller.answer("GET", path(meter, ENERGY + "/history/stacked/annual"), "");
    }

    private static List<?> values(Map<?, ?> stacked) {
        List<?> values = (List<?>) stacked.get("stackedHistoryValues");
        assertThat(values).hasSize(1);
        return (List<?>) ((Map<?, ?>) values.getFirst()).get("values");
    }

    @Test
    void aStackAddsUpTheCategoriesAboveADevice() throws Exception {
        Map<?, ?> first = stacked(owner, 1);
        assertThat(values(first)).asString().isEqualTo("[30, 40, 41]");
        assertThat(first.get("stackLevels")).isEqualTo(List.of(id(1).value(), "electric/heatingSystem", "electric"));
        assertThat(first.get("deviceCounts")).asString().isEqualTo("[1, 2, 3]");
        assertThat(first.get("deviceUnit")).isEqualTo("core:ElectricalEnergyInWh");
        assertThat(values(stacked(owner, 3))).asString().isEqualTo("[1, 1, 41]");
        HttpResponse<byte[]> csv = owner.call("GET", path(1, ENERGY + "/history/stacked/daily") + "/export", "");
        assertThat(new String(csv.body(), StandardCharsets.UTF_8))
                .startsWith("time;value;electric/heatingSystem;electric\n")
                .endsWith(";30;40;41\n");
    }

    @Test
    void whatIsHiddenIsInNoStackAndHasNoHistory() throws Exception {
        server.accounts()
                .putAccount(
                        TestServer.GUEST,
                        TestServer.GUEST,
                        TestServer.PASSWORD,
                        List.of(new Grant(TestHome.SITE, Set.of(Verb.VIEW), Set.of(id(2)))));
        OverkizCalls guest = OverkizCalls.login(server, TestServer.GUEST, "");
        assertThat(values(stacked(guest, 1))).asString().isEqualTo("[30, 30, 31]");
        assertThat(stacked(guest, 1).get("deviceCounts")).asString().isEqualTo("[1, 1, 2]");
        assertThat(guest.call("GET", path(2, ENERGY + "/history/annual"), "").statusCode())
                .isEqualTo(guest.call("GET", path(9, ENERGY + "/history/annual"), "")
                        .statusCode())
                .isEqualTo(400);
        String asked = "[{\"deviceUrl\":\"" + id(2).value() + "\",\"stateName\":\"" + ENERGY
                + "\",\"from\":0,\"to\":4102444800000}]";
        assertThat(guest.call("POST", "/setup/devices/states/growingIndexes", asked)
                        .statusCode())
                .isEqualTo(400);
        assertThat((List<?>) owner.answer("POST", "/setup/devices/states/growingIndexes", asked))
                .asString()
                .contains("delta=10");
    }
}
