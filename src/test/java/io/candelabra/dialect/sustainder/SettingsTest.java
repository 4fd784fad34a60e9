package io.candelabra.dialect.sustainder;

import static io.candelabra.dialect.sustainder.TownServer.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.sustainder.TownServer.Answer;
import io.candelabra.model.Resource.QueuedSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The settings that lamps keep: most levels, schemes, calendars, groups; for lamps that are away they wait. */
class SettingsTest {
    private static TownServer server;

    @BeforeAll
    static void start() {
        server = TownServer.start(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String lamp(String status, int index) {
        return server.get("/lcms?page=1").embedded("lcms").stream()
                .filter(l -> status.equals(l.get("status")))
                .filter(l -> "offline".equals(status) || l.get("error_type") == null)
                .map(l -> String.valueOf(l.get("lcm_id")))
                .toList()
                .get(index);
    }

    private static String node(String lamp) {
        return String.valueOf(
                server.get("/lcms/" + lamp).embedded("node").getFirst().get("node_id"));
    }

    private static Map<String, Object> levels(boolean queue, String lamp, Object levels) {
        return Map.of(
                "light_levels",
                List.of(Map.of("lcm_id", lamp, "light_levels", levels)),
                "queue_when_offline",
                queue,
                "application_artkey",
                35);
    }

    @Test
    void mostLevelsAreKeptNowOrWaited() {
        String on = lamp("online", 20);
        String off = lamp("offline", 0);
        Answer set = server.post("/lcms/settings/light-levels", levels(true, on, List.of(90, 80, 70, 60)));
        assertThat(set.list("lcms_ok")).isEqualTo(List.of(on));
        server.until("/lcms/" + on, a -> a.list("light_level").equals(List.of(90L, 80L, 70L, 60L)));
        assertThat(server.post("/lcms/settings/light-levels", levels(true, off, 80))
                        .list("lcms_queued"))
                .isEqualTo(List.of(off));
        assertThat(server.post("/lcms/settings/light-levels", levels(true, off, 75))
                        .list("lcms_queued"))
                .isEqualTo(List.of(off));
        assertThat(server.post("/lcms/settings/light-levels", levels(false, off, 70))
                        .list("lcms_nok"))
                .isEqualTo(List.of(off));
        assertThat(server.town().resources(QueuedSettings.class))
                .as("one of a kind, the last")
                .filteredOn(q -> q.device().address().equals(off))
                .singleElement()
                .satisfies(q -> assertThat(q.waiting()).singleElement().satisfies(w -> assertThat(
                                w.command().parameters().getFirst().asText())
                        .isEqualTo("[75,75,75,75]")));
    }

    @Test
    void aSchemeIsMadeReadLinkedChangedAndDropped() {
        Map<String, Object> steps = Map.of(
                "dimming_scheme_name",
                "quiet",
                "steps",
                List.of(
                        Map.of("light_level", 100, "sunset", "-12"),
                        Map.of("light_level", 40, "time", "22:00"),
                        Map.of("light_level", 0, "sunrise", 9)));
        Answer made = server.post("/dimming-schemes", steps);
        assertThat(made.status()).isEqualTo(201);
        String location = made.raw().headers().firstValue("Location").orElseThrow();
        assertThat(server.get(location).json().get("dimming_scheme_name")).isEqualTo("quiet");
        assertThat(server.post("/dimming-schemes", steps).status())
                .as("the name is taken")
                .isEqualTo(409);
        String lamp = lamp("online", 21);
        Answer linked = server.post(
                "/lcms/settings/dimming-schemes",
                Map.of("lcms", List.of(Map.of("lcm_id", lamp, "calendar_name", "quiet"))));
        assertThat(linked.list("lcms_ok")).isEqualTo(List.of(lamp));
        server.until("/lcms/" + lamp, a -> "quiet".equals(a.json().get("dimming_calendar_name")));
        assertThat(server.call("DELETE", location, null, basic("demo")).status())
                .isEqualTo(409);
        Answer changed = server.call(
                "PUT",
                location,
                Map.of("dimming_scheme_name", "silent", "steps", List.of(Map.of("light_level", 5, "time", "20:00"))),
                basic("demo"));
        assertThat(changed.status()).isEqualTo(200);
        server.until("/lcms/" + lamp, a -> "silent".equals(a.json().get("dimming_calendar_name")));
        server.post(
                "/lcms/settings/dimming-scheme",
                Map.of("lcms", List.of(Map.of("lcm_id", lamp, "calendar_name", "main road"))));
        server.until("/lcms/" + lamp, a -> "main road".equals(a.json().get("dimming_calendar_name")));
        assertThat(server.call("DELETE", location, null, basic("demo")).status())
                .isEqualTo(204);
        assertThat(server.get(location).status()).isEqualTo(404);
        Answer next = server.post(
                "/dimming-schemes",
                Map.of("dimming_scheme_name", "next", "steps", List.of(Map.of("light_level", 5, "time", "20:00"))));
        assertThat(next.raw().headers().firstValue("Location").orElseThrow())
                .as("a number is never used again")
                .isNotEqualTo(location);
    }

    @Test
    void aCalendarOfDaysIsKeptByTheLampAloneAndBadOnesAreRefused() {
        String lamp = lamp("online", 22);
        List<?> scheme = List.of(Map.of(
                "dimming_scheme_name", "end of week", "steps", List.of(Map.of("light_level", 50, "sunset", "0"))));
        Answer set = server.post("/lcms/settings/dimming-schemes", calendar(lamp, scheme, List.of("FRIDAY", "sat", 6)));
        assertThat(set.list("lcms_ok")).isEqualTo(List.of(lamp));
        server.until("/lcms/" + lamp, a -> "week".equals(a.json().get("dimming_calendar_name")));
        assertThat(server.town().deviceBy("lcm", lamp).orElseThrow().states().text("candelabra:DimmingPlanState"))
                .isEqualTo("567=sunset+0@50");
        assertThat(server.get("/dimming-schemes").raw().body()).doesNotContain("end of week");
        for (List<?> days : List.of(List.of("SOMEDAY"), List.of(), List.of(8), List.of("MONDAY", "MON", "TUE", 9))) {
            assertThat(server.post("/lcms/settings/dimming-schemes", calendar(lamp, scheme, days))
                            .status())
                    .isEqualTo(400);
        }
        Answer unknown = server.post(
                "/lcms/settings/dimming-schemes",
                Map.of("lcms", List.of(Map.of("lcm_id", lamp, "calendar_name", "nobody knows it"))));
        assertThat(unknown.json().get("reasons")).isEqualTo(Map.of(lamp, "UNKNOWN_SCHEME"));
    }

    private static Map<String, Object> calendar(String lamp, List<?> schemes, List<?> days) {
        return Map.of(
                "lcms",
                List.of(Map.of("lcm_id", lamp, "calendar_name", "week")),
                "calendars",
                List.of(Map.of(
                        "calendar_name",
                        "week",
                        "dimming_scheme_rules",
                        List.of(Map.of("dimming_scheme_name", "end of week", "days", days)))),
                "dimming_schemes",
                schemes);
    }

    @Test
    void aGroupIsCompleteWhenItsLampsKnowAndEachIsInOneOnly() {
        List<String> nodes = List.of(node(lamp("online", 23)), node(lamp("online", 24)));
        Answer made = server.post("/groups", Map.of("group_name", "one", "node_ids", nodes));
        assertThat(made.status()).isEqualTo(202);
        assertThat(made.json().get("status")).isEqualTo("queued");
        String one = "/groups/" + made.json().get("group_id");
        server.until(one, a -> "complete".equals(a.json().get("status")));
        assertThat(server.get(one).embedded("nodes")).hasSize(2);
        Answer other = server.post("/groups", Map.of("group_name", "other", "node_ids", nodes.subList(1, 2)));
        server.until(one, a -> a.list("node_ids").equals(nodes.subList(0, 1)));
        String lamp = lamp("online", 24);
        assertThat(server.get("/lcms/" + lamp).embedded("node").getFirst().get("group_name"))
                .isEqualTo("other");
        Object id = other.json().get("group_id");
        server.until("/groups/" + id, a -> "complete".equals(a.json().get("status")));
        Answer taken = server.post(
                "/groups/functions/direct-control",
                Map.of("override", List.of(Map.of("group_id", id, "override", 46))));
        assertThat(taken.list("groups_ok")).isEqualTo(List.of(id));
        server.until("/lcms/" + lamp, a -> a.list("override_light_level").equals(List.of(46L, 46L, 46L, 46L)));
        server.post("/groups/functions/clear-override", Map.of("group_ids", List.of(id)));
        server.until("/lcms/" + lamp, a -> "DIMSCHEME".equals(a.json().get("lighting_mode")));
        Answer kept = server.post(
                "/groups/settings/light-levels",
                Map.of("light_levels", List.of(Map.of("group_id", id, "light_levels", 85))));
        assertThat(kept.list("groups_ok")).isEqualTo(List.of(id));
        server.until("/lcms/" + lamp, a -> a.list("light_level").equals(List.of(85L, 85L, 85L, 85L)));
        assertThat(server.call("DELETE", "/groups/" + id, null, basic("demo")).status())
                .isEqualTo(200);
        assertThat(server.call("DELETE", "/groups/" + id, null, basic("demo")).status())
                .isEqualTo(404);
        assertThat(server.get("/lcms/" + lamp).embedded("node").getFirst().get("group_name"))
                .isNull();
    }

    @Test
    void aGroupTellsWhichOfItsLampsAreNotReached() {
        String on = lamp("online", 25);
        String off = lamp("offline", 2);
        Object id = server.post("/groups", Map.of("group_name", "half", "node_ids", List.of(node(on), node(off))))
                .json()
                .get("group_id");
        Answer dimmed = server.post(
                "/groups/functions/direct-control",
                Map.of("override", List.of(Map.of("group_id", id, "override", 47, "duration", 3))));
        assertThat(dimmed.list("groups_ok")).isEqualTo(List.of(id));
        assertThat(dimmed.list("lcms_ok")).isEqualTo(List.of(on));
        assertThat(dimmed.json().get("lcm_reasons")).isEqualTo(Map.of(off, "OFFLINE"));
        Answer cleared = server.post("/groups/functions/clear-override", Map.of("group_ids", List.of(id)));
        assertThat(cleared.list("lcms_nok")).isEqualTo(List.of(off));
    }

    @Test
    void aGroupWithALampThatIsAwayTakesNoSettings() {
        Answer made =
                server.post("/groups", Map.of("group_name", "far", "node_ids", List.of(node(lamp("offline", 1)))));
        Object id = made.json().get("group_id");
        assertThat(server.get("/groups/" + id).json().get("status")).isEqualTo("queued");
        Answer refused = server.post(
                "/groups/settings/light-levels",
                Map.of(
                        "light_levels",
                        List.of(
                                Map.of("group_id", id, "light_levels", 85),
                                Map.of("group_id", "999", "light_levels", 85)),
                        "queue_when_offline",
                        true));
        assertThat(refused.json().get("reasons")).isEqualTo(Map.of(id, "GROUP_NOT_COMPLETE", "999", "UNKNOWN_GROUP"));
        assertThat(server.post("/groups", Map.of("group_name", "none", "node_ids", List.of("nobody")))
                        .status())
                .isEqualTo(400);
    }
}
