package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Settings;
import io.candelabra.core.site.Raw;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import io.candelabra.testing.Within;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The parts of sessions that a transcript cannot show: restarts, gaps, limits, two setups over one site. */
class OverkizSessionsTest {
    private static final String CLOSE =
            "{\"actions\":[{\"deviceURL\":\"%s\",\"commands\":[{\"name\":\"%s\",\"parameters\":[]}]}]}";

    private static String body(String device, String command) {
        return String.format(Locale.ROOT, CLOSE, device, command);
    }

    @Test
    void aListenerHearsAfterARestartWhatItHadNotFetched() throws Exception {
        MemoryStore store = new MemoryStore();
        OverkizCalls owner;
        String listener;
        try (TestServer server = TestServer.startOn(store)) {
            owner = OverkizCalls.login(server, TestServer.OWNER, "");
            listener = owner.text("POST", "/events/register", "", "id");
            owner.answer("POST", "/exec/apply", body(TestHome.LAMP, "on"));
        }
        try (TestServer again = TestServer.startOn(store)) {
            OverkizCalls same = owner.on(again);
            assertThat(same.fetch(listener)).contains("ExecutionRegisteredEvent");
        }
        try (TestServer again = TestServer.startOn(store)) {
            assertThat(owner.on(again).fetch(listener))
                    .as("what was fetched does not come again")
                    .doesNotContain("ExecutionRegisteredEvent");
        }
    }

    /** As some clients do, with a device that is quicker than they are. */
    @Test
    void whoListensRightAfterStartingHearsTheEnd() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            owner.answer("POST", "/exec/apply", body(TestHome.LAMP, "on"));
            Within.reason("the execution ends", () -> List.of().equals(owner.answer("GET", "/exec/current", "")));
            String first = owner.text("POST", "/events/register", "", "id");
            assertThat(owner.fetch(first))
                    .startsWith("ExecutionRegisteredEvent")
                    .contains("ExecutionStateChangedEvent");
            String second = owner.text("POST", "/events/register", "", "id");
            assertThat(owner.fetch(second))
                    .as("what was heard does not come again")
                    .isEmpty();
        }
    }

    @Test
    void whoChoosesASetupListensAnew() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            String setup = owner.text("GET", "/setup", "", "oid");
            String listener = owner.text("POST", "/events/register", "", "id");
            assertThat(owner.call("POST", "/setup/current/" + setup, "").statusCode())
                    .isEqualTo(200);
            assertThat(owner.call("POST", "/events/" + listener + "/fetch", "").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void whatIsKeptBrokenIsNoFaultOfTheClients() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            assertThat(owner.call("POST", "/conditionGroups", "{").statusCode()).isEqualTo(400);
            Raw.tell(server.sites(), TestHome.SITE, (state, now) -> new Raw.Changes(state)
                    .put(new Extra("overkiz", "conditionGroup", "broken", "{\"label\":"))
                    .answer(true));
            HttpResponse<byte[]> answer = owner.call("GET", "/conditionGroups/broken", "");
            // it can be looked for, and deleted
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("Internal error");
        }
    }

    @Test
    void whoSleptTooLongIsToldToLoadAnew() throws Exception {
        MemoryStore store = new MemoryStore();
        OverkizCalls owner;
        String listener;
        try (TestServer server = TestServer.startOn(store)) {
            owner = OverkizCalls.login(server, TestServer.OWNER, "");
            listener = owner.text("POST", "/events/register", "", "id");
            for (int i = 0; i < 5; i++) {
                rename(server, "Lamp " + i);
            }
        }
        store.prune(TestHome.SITE, store.open(TestHome.SITE).state().seq() - 1);
        try (TestServer again = TestServer.startOn(store)) {
            OverkizCalls same = owner.on(again);
            List<String> told = same.fetch(listener);
            assertThat(told).contains("RefreshAllDevicesStatesCompletedEvent", "DeviceUpdatedEvent");
            assertThat(same.fetch(listener)).isEmpty();
        }
    }

    private static void rename(TestServer server, String label) {
        TestHome.edit(
                server.sites(),
                TestHome.SITE,
                changes -> changes.put(Device.of(
                        new DeviceId(TestHome.LAMP), "io:OnOffLightIOComponent", label, States.of(State.of("a", 1)))));
    }

    @Test
    void aSetupOfOneRoomShowsAndStopsNothingElse() throws Exception {
        try (TestServer server = TestServer.start(1)) {
            OverkizCalls house = OverkizCalls.login(server, TestServer.OWNER, "");
            OverkizCalls kitchen = OverkizCalls.login(server, TestServer.OWNER, "&setupOID=" + TestHome.SECOND_SETUP);
            String listener = kitchen.text("POST", "/events/register", "", "id");
            String execution = house.text("POST", "/exec/apply", body(TestHome.SHUTTER, "close"), "execId");
            kitchen.answer("DELETE", "/exec/current", "");
            assertThat(kitchen.answer("GET", "/exec/current", "")).isEqualTo(List.of());
            assertThat(house.text("GET", "/exec/current/" + execution, "", "id"))
                    .isEqualTo(execution);
            assertThat(kitchen.fetch(listener))
                    .as("nothing of the shutter is heard")
                    .isEmpty();
            HttpResponse<byte[]> refused = kitchen.call("POST", "/exec/apply", body(TestHome.SHUTTER, "open"));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("NO_SUCH_DEVICE");
            assertThat(kitchen.call("DELETE", "/history", "").statusCode()).isEqualTo(403);
            house.answer("DELETE", "/exec/current", "");
        }
    }

    @Test
    void theVendorsLimitsHold() throws Exception {
        try (TestServer server = TestServer.start(Settings.Limits.VENDOR)) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            assertThat(owner.call("GET", "/actionGroups", "").statusCode()).isEqualTo(200);
            HttpResponse<byte[]> second = owner.call("GET", "/actionGroups", "");
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(new String(second.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"errorCode\":\"QUOTA_EXCEEDED\",\"error\":\"Too many requests, try again later\"}");
            assertThat(owner.call("GET", "/currentUserId", "").statusCode())
                    .as("what has no limit goes on")
                    .isEqualTo(200);
            OverkizCalls other = OverkizCalls.login(server, TestServer.OWNER, "");
            assertThat(other.call("GET", "/actionGroups", "").statusCode())
                    .as("a limit is a session's")
                    .isEqualTo(200);
        }
    }

    @Test
    void aQueueThatIsFullSaysSoInTheWordsThatClientsKnow() throws Exception {
        try (TestServer server = TestServer.start(Settings.Limits.VENDOR)) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            String refused = "";
            for (int i = 0; i < 50 && refused.isEmpty(); i++) {
                HttpResponse<byte[]> answer = owner.call(
                        "POST",
                        "/exec/apply",
                        "{\"actions\":[{\"deviceURL\":\"" + TestHome.LAMP
                                + "\",\"commands\":[{\"name\":\"on\",\"delay\":3600},{\"name\":\"off\"},{\"name\":\"on\"}]}]}");
                refused = answer.statusCode() == 200 ? "" : new String(answer.body(), StandardCharsets.UTF_8);
            }
            assertThat(refused)
                    .isEqualTo("{\"errorCode\":\"EXEC_QUEUE_FULL\",\"error\":\"Execution queue is full on gateway:"
                            + " #1234-5678-9012 (soft limit: 10)\"}");
        }
    }

    @Test
    void whatIsNotBuiltIsToldApartFromWhatIsNotThere() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            String unbuilt = OverkizOperations.read().all().stream()
                    .filter(o -> o.path().equals("/config/{gatewayId}/hue/discover/bridges")
                            || o.section().equals("Configuration/Philips HUE"))
                    .findFirst()
                    .map(o -> o.method() + " " + o.path().replace("{gatewayId}", TestHome.GATEWAY))
                    .orElseThrow();
            String[] call = unbuilt.split(" ");
            String path = call[1].replaceAll("\\{[^}]*}", "x");
            assertThat(new String(owner.call(call[0], path, "").body(), StandardCharsets.UTF_8))
                    .contains("UNSUPPORTED_OPERATION");
            HttpResponse<byte[]> unknown = owner.call("GET", "/no/such/resource", "");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(new String(unknown.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"errorCode\":\"INVALID_API_CALL\",\"error\":\"No such resource\"}");
            HttpResponse<byte[]> method = owner.call("PATCH", "/setup/location", "");
            assertThat(method.statusCode()).isEqualTo(400);
            assertThat(new String(method.body(), StandardCharsets.UTF_8))
                    .contains("Request method 'PATCH' not supported");
        }
    }

    @Test
    void theTableOfOperationsIsWhole() {
        assertThat(OverkizOperations.read().all())
                .filteredOn(o -> !o.section().equals("Outside the document"))
                .hasSize(495);
    }
}
