package io.candelabra.dialect.sustainder;

import static io.candelabra.dialect.sustainder.TownServer.USER;
import static io.candelabra.dialect.sustainder.TownServer.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.sustainder.TownServer.Answer;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.FaceBinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user of several applications says which one is meant, and every link leads on in the same one. */
class ApplicationsTest {
    private static final int LAMPS = 230;

    private static TownServer server;

    @BeforeAll
    static void start() {
        server = TownServer.start(LAMPS);
        // the town once more, so that a second application has pages
        server.accounts()
                .putBinding(new FaceBinding(
                        "sustainder-38",
                        SustainderFace.DIALECT,
                        TownServer.TOWN,
                        "38",
                        "",
                        List.of(USER),
                        Map.of("name", "City again")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer patch(String path, Map<String, ?> body) {
        return server.call("PATCH", path, body, basic(USER));
    }

    private static String officeLamp() {
        return String.valueOf(server.get("/lcms?application_artkey=36")
                .embedded("lcms")
                .getFirst()
                .get("lcm_id"));
    }

    private static Map<String, Object> dim(String lamp, int level) {
        return Map.of("override", List.of(Map.of("lcm_id", lamp, "override", level)));
    }

    @Test
    void pagesLeadOnInTheSameApplication() {
        for (String list : List.of("lcms", "nodes", "sensors")) {
            Answer first = server.get("/" + list + "?page=1&application_artkey=38");
            assertThat(first.link("self")).endsWith("/" + list + "?application_artkey=38&page=1");
            Answer second = server.get(first.link("next"));
            assertThat(second.embedded(list)).isNotEmpty().doesNotContainAnyElementsOf(first.embedded(list));
            assertThat(second.link("prev")).endsWith("application_artkey=38&page=1");
            assertThat(server.get("/" + list + "?page=1").link("next")).endsWith("/" + list + "?page=2");
        }
        assertThat(server.get("/nodes?service=lcm&page=1&application_artkey=38").link("next"))
                .endsWith("/nodes?service=lcm&application_artkey=38&page=2");
    }

    @Test
    void aPageBeyondTheEndIsEmptyAndLeadsBackToTheLast() {
        Answer beyond = server.get("/lcms?page=77");
        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.json().get("_total")).isEqualTo(0L);
        assertThat(beyond.embedded("lcms")).isEmpty();
        assertThat((Map<?, ?>) beyond.json().get("_links"))
                .satisfies(links -> assertThat(links.containsKey("next")).isFalse());
        assertThat(server.get(beyond.link("prev")).embedded("lcms")).hasSize(LAMPS - 200);
    }

    @Test
    void groupsOfTwoApplicationsAreToldApartThoughTheirNumbersAreAlike() {
        String node = String.valueOf(
                server.get("/lcms/" + officeLamp()).embedded("node").getFirst().get("node_id"));
        Object taken = server.get("/groups").embedded("groups").getFirst().get("group_id");
        Answer made;
        do {
            made = server.post(
                    "/groups", Map.of("group_name", "desks", "node_ids", List.of(node), "application_artkey", 36));
        } while (Integer.parseInt(String.valueOf(made.json().get("group_id")))
                < Integer.parseInt(String.valueOf(taken)));
        assertThat(made.status()).isEqualTo(202);
        String location = made.raw().headers().firstValue("Location").orElseThrow();
        assertThat(made.link("self")).isEqualTo(location);
        assertThat(server.get(location).json().get("name")).isEqualTo("desks");
        Map<?, ?> listed =
                server.get("/groups?application_artkey=36").embedded("groups").getLast();
        String self = String.valueOf(((Map<?, ?>) ((Map<?, ?>) listed.get("_links")).get("self")).get("href"));
        assertThat(self).isEqualTo(location);
        String town = "/groups/" + made.json().get("group_id");
        assertThat(server.get(town).json().get("name"))
                .as("the first application is meant where none is named")
                .isNotEqualTo("desks");
        assertThat(patch(town, Map.of("group_name", "all desks", "application_artkey", 36))
                        .json()
                        .get("name"))
                .isEqualTo("all desks");
        assertThat(server.get(location).json().get("name")).isEqualTo("all desks");
        assertThat(server.call("DELETE", location, null, basic(USER)).status()).isEqualTo(200);
        assertThat(server.get(location).status()).isEqualTo(404);
        assertThat(server.get(town).status()).isEqualTo(200);
    }

    @Test
    void schemesOfTwoApplicationsAreToldApartThoughTheirNumbersAreAlike() {
        Map<String, Object> scheme = Map.of(
                "dimming_scheme_name",
                "desks",
                "steps",
                List.of(Map.of("light_level", 5, "time", "20:00")),
                "application_artkey",
                36);
        Answer made = server.post("/dimming-schemes", scheme);
        String location = made.raw().headers().firstValue("Location").orElseThrow();
        assertThat(server.get(location).json()).isEqualTo(made.json());
        String town = "/dimming-schemes/" + made.json().get("dimming_scheme_id");
        assertThat(server.get(town).json().get("dimming_scheme_name")).isNotEqualTo("desks");
        Answer changed = server.call("PUT", town, scheme, basic(USER));
        assertThat(changed.link("self")).isEqualTo(location);
        assertThat(server.call("DELETE", location, null, basic(USER)).status()).isEqualTo(204);
        assertThat(server.get(town).status()).isEqualTo(200);
    }

    @Test
    void theQueryNamesTheApplicationAsWellAndMustNotGainsayTheBody() {
        String lamp = officeLamp();
        String path = "/lcms/functions/direct-control";
        assertThat(server.post(path + "?application_artkey=36", dim(lamp, 41)).list("lcms_ok"))
                .isEqualTo(List.of(lamp));
        assertThat(server.post(path, dim(lamp, 42)).json().get("reasons")).isEqualTo(Map.of(lamp, "UNKNOWN_LCM"));
        Map<String, Object> both = Map.of("override", dim(lamp, 43).get("override"), "application_artkey", 36);
        assertThat(server.post(path + "?application_artkey=36", both).list("lcms_ok"))
                .isEqualTo(List.of(lamp));
        assertThat(server.post(path + "?application_artkey=35", both).status()).isEqualTo(400);
        assertThat(server.post(path + "?application_artkey=37", both).status())
                .as("a foreign one in the query")
                .isEqualTo(403);
        assertThat(patch("/nodes/" + lamp, Map.of("name", "desk", "application_artkey", 35))
                        .status())
                .as("no node of this application")
                .isEqualTo(404);
        assertThat(patch("/nodes/" + lamp, Map.of("name", "desk", "application_artkey", 36))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatWasNeverMeasuredHasNoMoment() {
        Map<?, ?> lamp = server.get("/lcms/" + officeLamp()).json();
        for (String value : List.of("latest_energy_kwh", "latest_power_watt", "latest_running_hours")) {
            assertThat(lamp.get(value) == null).as(value).isEqualTo(lamp.get(value + "_timestamp") == null);
        }
        assertThat(lamp.get("latest_energy_kwh_timestamp")).isNull();
    }

    /**
     * Every lamp's document leads to its gateway; a caller who is bound to an area may follow, wherever the gateway
     * stands.
     */
    @Test
    void aGatewayIsSeenWhereItsLampsAre() {
        SiteState town = server.town();
        Device lamp = town.devices().stream()
                .filter(device -> device.id("lcm").isPresent())
                .filter(device -> !town.within(
                        town.gateway(device.id().gateway()).orElseThrow().area(), device.area()))
                .findFirst()
                .orElseThrow();
        server.accounts()
                .putBinding(new FaceBinding(
                        "sustainder-39",
                        SustainderFace.DIALECT,
                        TownServer.TOWN,
                        "39",
                        lamp.area(),
                        List.of(USER),
                        Map.of("name", "A street")));
        Object gateway = server.get("/lcms/" + lamp.id("lcm").orElseThrow() + "?application_artkey=39")
                .embedded("node")
                .getFirst()
                .get("gateway_id");
        Answer gateways = server.get("/gateways?application_artkey=39");
        assertThat(gateways.embedded("gateways"))
                .hasSizeLessThan(town.gateways().size())
                .anySatisfy(shown -> assertThat(shown.get("gateway_id")).isEqualTo(gateway));
        assertThat(server.get("/gateways/" + gateway + "?application_artkey=39").status())
                .isEqualTo(200);
    }
}
