package io.candelabra.dialect.lutron.leap;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.Raw;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Extra;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number of a thing is never given again, also where the counters have broken. */
class LeapNumbersTest {
    private static final String KEY = Extra.id("lutron", "numbers", "last");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"leap.area\":1",
                "{}",
                "{\"leap.area\":\"12\"}",
                "{\"leap.area\":-1}",
                "{\"leap.area\":1234567890}"
            })
    void brokenCountersGoOnFarBeyondAllThatWasGiven(String broken, @TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder)) {
            long used = highest(office);
            Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                    .put(new Extra("lutron", "numbers", "last", broken))
                    .put(new Area("attic", "", "Attic", 0, now, now, Map.of(), Map.of()))
                    .answer(true));
            try (LeapClient client = office.login()) {
                assertThat(client.read("/area/rootarea").status()).startsWith("20");
            }
            assertThat(number(office, "attic")).isEqualTo(used + 10_001);
            assertThat(office.state().alerts().stream().map(alert -> alert.kind()))
                    .as("people are told")
                    .contains("SET_ASIDE");
            assertThat(office.state().resource(Extra.class, KEY).orElseThrow().json())
                    .as("the counters are whole again")
                    .contains("\"leap.area\":" + (used + 10_001));
        }
    }

    @Test
    void aDeletedAreaTakesItsNumberAlong(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder)) {
            long used = highest(office);
            area(office, "attic");
            assertThat(number(office, "attic")).isEqualTo(used + 1);
            Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                    .delete(state.resource(Area.class, "attic").orElseThrow().ref())
                    .answer(true));
            area(office, "cellar");
            assertThat(number(office, "cellar")).isEqualTo(used + 2);
        }
    }

    private static void area(LutronOffice office, String id) throws Exception {
        Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                .put(new Area(id, "", id, 0, now, now, Map.of(), Map.of()))
                .answer(true));
        try (LeapClient client = office.login()) {
            client.read("/area/rootarea");
        }
    }

    private static long number(LutronOffice office, String area) {
        return Long.parseLong(
                office.state().resource(Area.class, area).orElseThrow().ids().get("leap.area"));
    }

    private static long highest(LutronOffice office) {
        return office.sites.view(Caller.CORE, LutronOffice.SITE).resources(Area.class).stream()
                .mapToLong(area -> Long.parseLong(area.ids().get("leap.area")))
                .max()
                .orElseThrow();
    }
}
