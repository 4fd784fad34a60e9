package io.candelabra.dialect.lutron.leap.override;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.Raw;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.model.Resource.Extra;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An override or a goal whose stored text has broken shows that, and nothing is taken for free or shed by a guess. */
class BrokenOverridesTest {
    private static final String EMERGENCY = "/emergency/1/status";
    private static final String SHED = "/system/loadshedding/status";
    private static final String GOALS = "/system/loadshedding";

    private LutronOffice office;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private void stored(String kind, String name, String text) {
        Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                .put(new Extra("lutron", kind, name, text))
                .answer(true));
    }

    private String kept(String kind, String name) {
        return office.sites
                .view(Caller.CORE, LutronOffice.SITE)
                .resource(Extra.class, Extra.id("lutron", kind, name))
                .orElseThrow()
                .json();
    }

    private static Message emergency(LeapClient client, String state) throws IOException {
        return client.ask("UpdateRequest", EMERGENCY, Map.of("EmergencyStatus", Map.of("ActiveState", state)));
    }

    private static Message shed(LeapClient client, String state) throws IOException {
        return client.ask("UpdateRequest", SHED, Map.of("SystemLoadSheddingStatus", Map.of("State", state)));
    }

    private static Message goals(LeapClient client, Map<String, Integer> goals) throws IOException {
        return client.ask(
                "UpdateRequest", GOALS, Map.of("SystemLoadShedding", Map.of("LoadSheddingGoalDetails", goals)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":fal",
                "[]",
                "{\"label\":\"E\",\"active\":\"no\"}",
                "{\"label\":\"E\",\"active\":false,\"before\":7}",
                "{\"label\":\"E\",\"active\":false,\"set\":{\"leap://1/1\":\"full\"}}"
            })
    void aBrokenEmergencyCountsAsActiveUntilItIsEnded(String broken) throws IOException {
        stored("emergency", "1", broken);
        try (LeapClient client = office.login()) {
            assertThat(client.read(EMERGENCY).body("EmergencyStatus/ActiveState"))
                    .isEqualTo("Active");
            assertThat(emergency(client, "Inactive").body("EmergencyStatus/ActiveState"))
                    .isEqualTo("Inactive");
            assertThat(kept("emergency", "1")).contains("\"active\":false");
        }
    }

    @Test
    void aBrokenEmergencyBeginsAnewAndLightsGoOn() throws IOException {
        stored("emergency", "1", "{\"broken\":");
        try (LeapClient client = office.login()) {
            assertThat(emergency(client, "Active").status()).isEqualTo("200 OK");
            assertThat(kept("emergency", "1")).contains("\"active\":true").contains(":100");
            office.until(state -> state.devices().stream()
                    .filter(device -> device.states().has("core:LightIntensityState")
                            && device.available()
                            && device.ids().containsKey("leap.zone"))
                    .allMatch(device -> device.states().number("core:LightIntensityState") == 100));
        }
    }

    @Test
    void aBrokenOverrideStaysBrokenWhenAnotherEnds() throws IOException {
        stored("emergency", "1", "{\"broken\":");
        try (LeapClient client = office.login()) {
            shed(client, "Enabled");
            shed(client, "Disabled");
            assertThat(kept("emergency", "1")).isEqualTo("{\"broken\":");
            assertThat(client.read(EMERGENCY).body("EmergencyStatus/ActiveState"))
                    .isEqualTo("Active");
        }
    }

    @Test
    void aBrokenLoadShedCountsAsEnabledUntilItIsEnded() throws IOException {
        stored("loadshedding", "system", "{\"broken\":");
        try (LeapClient client = office.login()) {
            assertThat(client.read(SHED).body("SystemLoadSheddingStatus/State")).isEqualTo("Enabled");
            assertThat(shed(client, "Disabled").body("SystemLoadSheddingStatus/State"))
                    .isEqualTo("Disabled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Dimmed\":2", "{\"Dimmed\":\"25\"}", "{\"Dimmed\":101}", "{\"Switched\":-1}", "7"})
    void loadIsNotShedByGoalsThatCannotBeRead(String broken) throws IOException {
        stored("sheddinggoal", "system", broken);
        try (LeapClient client = office.login()) {
            assertThat(client.read(GOALS).status()).isEqualTo("400 BadRequest");
            Message refused = shed(client, "Enabled");
            assertThat(refused.status()).isEqualTo("400 BadRequest");
            assertThat(String.valueOf(refused.body("Message"))).contains("goals of load shed cannot be read");
            assertThat(client.read(SHED).body("SystemLoadSheddingStatus/State")).isEqualTo("Disabled");
            assertThat(goals(client, Map.of("Dimmed", 30)).status())
                    .as("one goal alone would leave the others to a guess")
                    .isEqualTo("400 BadRequest");
            assertThat(kept("sheddinggoal", "system")).isEqualTo(broken);
            goals(client, Map.of("Dimmed", 30, "Switched", 1, "Receptacle", 0));
            assertThat(client.read(GOALS).body("SystemLoadShedding/LoadSheddingGoalDetails/Dimmed"))
                    .isEqualTo(30L);
            assertThat(shed(client, "Enabled").status()).isEqualTo("200 OK");
        }
    }
}
