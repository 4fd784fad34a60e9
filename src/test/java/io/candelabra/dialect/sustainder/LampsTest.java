package io.candelabra.dialect.sustainder;

import static io.candelabra.dialect.sustainder.TownServer.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.sustainder.TownServer.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lamps are listed, found and moved, by those whose they are. */
class LampsTest {
    private static final int LAMPS = 450;

    private static TownServer server;

    @BeforeAll
    static void start() {
        server = TownServer.start(LAMPS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<Map<?, ?>> lamps() {
        List<Map<?, ?>> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            Answer answer = server.get("/lcms?page=" + page);
            assertThat(answer.status()).isEqualTo(200);
            List<Map<?, ?>> lamps = answer.embedded("lcms");
            assertThat(answer.json().get("_total")).isEqualTo((long) lamps.size());
            if (lamps.isEmpty()) {
                return all;
            }
            all.addAll(lamps);
        }
    }

    private static String lamp(String status, int index) {
        return lamps().stream()
                .filter(l -> status.equals(l.get("status")))
                .filter(l -> !"online".equals(status) || l.get("error_type") == null)
                .map(l -> String.valueOf(l.get("lcm_id")))
                .toList()
                .get(index);
    }

    @Test
    void theRootLinksToEverything() {
        Answer root = server.get("/");
        assertThat(root.status()).isEqualTo(200);
        assertThat(root.raw().headers().firstValue("content-type")).contains("application/hal+json");
        assertThat(root.json().containsKey("_total")).isTrue();
        for (String rel : List.of("self", "me", "welcome", "nodes", "lcms", "gateways", "issues", "webhooks")) {
            assertThat(server.get(root.link(rel)).status()).as(rel).isEqualTo(200);
        }
        assertThat(server.get("").json()).isEqualTo(root.json());
        assertThat(root.link("lcm")).endsWith("/lcms/{lcm_id}");
    }

    @Test
    void pagesHoldEachLampOnce() {
        List<Map<?, ?>> all = lamps();
        assertThat(all).hasSize(LAMPS);
        Set<Object> ids = new HashSet<>();
        all.forEach(l -> ids.add(l.get("lcm_id")));
        assertThat(ids).hasSize(LAMPS).allMatch(id -> String.valueOf(id).matches("[0-9]{12}"));
        Answer first = server.get("/lcms?page=1");
        assertThat(server.get(first.link("next")).embedded("lcms")).doesNotContainAnyElementsOf(first.embedded("lcms"));
        assertThat(server.get("/lcms").embedded("lcms")).hasSize(LAMPS);
        assertThat(server.get("/lcms?page=0").status()).isEqualTo(400);
        assertThat(server.get("/lcms?page=x").status()).isEqualTo(400);
    }

    @Test
    void aLampIsShownWithItsNode() {
        String id = lamp("online", 0);
        Answer answer = server.get("/lcms/" + id);
        assertThat(answer.json().get("lighting_mode")).isEqualTo("DIMSCHEME");
        assertThat(answer.list("light_level")).isEqualTo(List.of(100L, 100L, 100L, 100L));
        Map<?, ?> node = answer.embedded("node").getFirst();
        assertThat(node.get("lcm_service_id")).isEqualTo(id);
        assertThat(node.get("street")).isNotNull();
        assertThat(node.get("area")).isEqualTo("Old Town");
        String nodeId = String.valueOf(node.get("node_id"));
        for (String path : List.of("/nodes/", "/node/", "/nodes/")) {
            assertThat(server.get(path + nodeId)
                            .embedded("lcm_service")
                            .getFirst()
                            .get("lcm_id"))
                    .isEqualTo(id);
        }
        assertThat(server.get("/nodes/" + id).json().get("node_id")).isEqualTo(nodeId);
        Answer sensors = server.get("/sensors/" + nodeId);
        assertThat(server.get("/nodes/" + nodeId + "/sensors").json()).isEqualTo(sensors.json());
        assertThat(server.get(sensors.link("power")).json().get("unit")).isEqualTo("W");
    }

    @Test
    void anOverrideIsTakenAndShownAndCleared() {
        String id = lamp("online", 1);
        Answer taken = server.post(
                "/lcms/functions/direct-control",
                Map.of(
                        "override",
                        List.of(Map.of("lcm_id", id, "override", List.of(20, 100, 20, 0), "duration", 5)),
                        "application_artkey",
                        35));
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.list("lcms_ok")).isEqualTo(List.of(id));
        assertThat(taken.list("lcms_nok")).isEmpty();
        assertThat(taken.json().get("application_artkey")).isEqualTo(35L);
        List<Long> wanted = List.of(20L, 100L, 20L, 0L);
        Answer shown =
                server.until("/lcms/" + id, a -> a.list("override_light_level").equals(wanted));
        assertThat(shown.json().get("lighting_mode")).isEqualTo("OVERRIDE");
        assertThat(server.post("/lcms/functions/clear-override", Map.of("lcm_ids", List.of(id)))
                        .list("lcms_ok"))
                .isEqualTo(List.of(id));
        server.until("/lcms/" + id, a -> "DIMSCHEME".equals(a.json().get("lighting_mode")));
    }

    @Test
    void oneNumberStandsForAllChannels() {
        String id = lamp("online", 2);
        String other = lamp("online", 3);
        server.post(
                "/lcms/functions/direct-control",
                Map.of(
                        "override",
                        List.of(
                                Map.of("lcm_id", id, "override", 61),
                                Map.of("lcm_id", other, "override", List.of("62")))));
        server.until("/lcms/" + id, a -> a.list("override_light_level").equals(List.of(61L, 61L, 61L, 61L)));
        server.until("/lcms/" + other, a -> a.list("override_light_level").equals(List.of(62L, 62L, 62L, 62L)));
        server.post("/lcms/functions/clear-override", Map.of("lcm_ids", List.of(id, other)));
    }

    @Test
    void whatCannotBeDoneIsToldWithItsReason() {
        String on = lamp("online", 4);
        String off = lamp("offline", 0);
        Map<String, Object> bad = new HashMap<>();
        bad.put("lcm_id", lamp("online", 5));
        bad.put("override", List.of(101));
        Answer answer = server.post(
                "/lcms/functions/direct-control",
                Map.of(
                        "override",
                        List.of(
                                Map.of("lcm_id", on, "override", 33),
                                Map.of("lcm_id", off, "override", 33),
                                Map.of("lcm_id", "990101999999", "override", 33),
                                bad)));
        assertThat(answer.list("lcms_ok")).isEqualTo(List.of(on));
        assertThat(answer.json().get("reasons"))
                .isEqualTo(Map.of(
                        off, "OFFLINE", "990101999999", "UNKNOWN_LCM", String.valueOf(bad.get("lcm_id")), "BAD_LEVEL"));
        assertThat(server.get("/lcms/" + off).list("override_light_level")).isEmpty();
        server.post("/lcms/functions/clear-override", Map.of("lcm_ids", List.of(on)));
    }

    @Test
    void aPreviewIsNotKept() {
        String id = lamp("online", 6);
        server.post(
                "/lcms/functions/preview-light-levels",
                Map.of("light_levels", List.of(Map.of("lcm_id", id, "light_levels", List.of(52, 52, 52, 52)))));
        Answer shown =
                server.until("/lcms/" + id, a -> "PREVIEW".equals(a.json().get("lighting_mode")));
        assertThat(shown.list("light_level")).isEqualTo(List.of(100L, 100L, 100L, 100L));
        server.post("/lcms/functions/clear-override", Map.of("lcm_ids", List.of(id)));
        server.until("/lcms/" + id, a -> "DIMSCHEME".equals(a.json().get("lighting_mode")));
    }

    @Test
    void theOfficeIsAnApplicationOfItsOwn() {
        List<Map<?, ?>> office = server.get("/lcms?application_artkey=36").embedded("lcms");
        assertThat(office).isNotEmpty();
        String id = String.valueOf(office.getFirst().get("lcm_id"));
        assertThat(server.get("/lcms/" + id).status()).isEqualTo(200);
        Answer wrongApplication = server.post(
                "/lcms/functions/direct-control",
                Map.of("override", List.of(Map.of("lcm_id", id, "override", 40)), "application_artkey", 35));
        assertThat(wrongApplication.json().get("reasons")).isEqualTo(Map.of(id, "UNKNOWN_LCM"));
        Answer right = server.post(
                "/lcms/functions/direct-control",
                Map.of("override", List.of(Map.of("lcm_id", id, "override", 40)), "application_artkey", 36));
        assertThat(right.list("lcms_ok")).isEqualTo(List.of(id));
        server.until("/lcms/" + id, a -> "OVERRIDE".equals(a.json().get("lighting_mode")));
    }

    private void office(String function, Map<String, Object> body) {
        Map<String, Object> named = new HashMap<>(body);
        named.put("application_artkey", 36);
        Answer answer = server.post("/lcms/functions/" + function, named);
        assertThat(answer.list("lcms_ok")).as("%s", answer.json()).hasSize(1);
    }

    private void officeIs(String id, String mode, long level) {
        List<Long> levels = mode.equals("OVERRIDE") ? List.of(level, level, level, level) : List.of();
        server.until(
                "/lcms/" + id,
                a -> mode.equals(a.json().get("lighting_mode"))
                        && a.list("override_light_level").equals(levels));
    }

    @Test
    void aLampWithoutASchemeGoesBackToWhatItWasAtBefore() {
        String id = server.get("/lcms?application_artkey=36").embedded("lcms").stream()
                .filter(lamp -> "OVERRIDE".equals(lamp.get("lighting_mode")) && "online".equals(lamp.get("status")))
                .filter(lamp -> !List.of(100L, 100L, 100L, 100L).equals(lamp.get("override_light_level")))
                .map(lamp -> String.valueOf(lamp.get("lcm_id")))
                .findFirst()
                .orElseThrow();
        long before =
                (long) server.get("/lcms/" + id).list("override_light_level").getFirst();
        assertThat(before).as("somebody left it at that").isBetween(1L, 99L);
        Map<String, Object> clear = Map.of("lcm_ids", List.of(id));
        office("direct-control", Map.of("override", List.of(Map.of("lcm_id", id, "override", 41))));
        officeIs(id, "OVERRIDE", 41);
        office("direct-control", Map.of("override", List.of(Map.of("lcm_id", id, "override", 0))));
        officeIs(id, "OVERRIDE", 0);
        office("preview-light-levels", Map.of("light_levels", List.of(Map.of("lcm_id", id, "light_levels", 33))));
        officeIs(id, "OVERRIDE", 33);
        office("clear-override", clear);
        officeIs(id, "DIMSCHEME", 0);
        assertThat(officeLevel(id))
                .as("not dark, and not what it was overridden to")
                .isEqualTo(before);
        office("clear-override", clear);
        officeIs(id, "DIMSCHEME", 0);
        assertThat(officeLevel(id)).as("cleared again").isEqualTo(before);
    }

    private long officeLevel(String id) {
        return Math.round(server.sites()
                .state(Caller.CORE, TownServer.OFFICE)
                .deviceBy("lcm", id)
                .orElseThrow()
                .states()
                .number("core:LightIntensityState"));
    }

    @Test
    void whatIsForeignReadsLikeWhatIsNotThere() {
        String mine = lamp("online", 7);
        String node = String.valueOf(
                server.get("/lcms/" + mine).embedded("node").getFirst().get("node_id"));
        String gateway = String.valueOf(
                server.get("/gateways").embedded("gateways").getFirst().get("gateway_id"));
        String neighbour = basic(TownServer.NEIGHBOUR);
        Answer unknown = server.call("GET", "/lcms/990101999998", null, neighbour);
        for (String path : List.of(
                "/lcms/" + mine,
                "/nodes/" + node,
                "/sensors/" + node,
                "/gateways/" + gateway,
                "/gateways/" + gateway + "/sunsetsunrise")) {
            Answer answer = server.call("GET", path, null, neighbour);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.raw().body()).isEqualTo(unknown.raw().body());
        }
        Map<String, Object> order =
                Map.of("override", List.of(Map.of("lcm_id", mine, "override", 1)), "application_artkey", 35);
        Answer foreign = server.call("POST", "/lcms/functions/direct-control", order, neighbour);
        Map<String, Object> nobodys = new HashMap<>(order);
        nobodys.put("application_artkey", 99);
        Answer nobody = server.call("POST", "/lcms/functions/direct-control", nobodys, neighbour);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(nobody.status()).isEqualTo(403);
        assertThat(foreign.raw().body()).isEqualTo(nobody.raw().body());
        assertThat(server.call("GET", "/lcms?application_artkey=35", null, neighbour)
                        .status())
                .isEqualTo(403);
        assertThat(server.call("POST", "/lcms/functions/direct-control", order, basic(TownServer.GUEST))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nodesAreChangedFieldByField() {
        String id = lamp("online", 8);
        Map<?, ?> node = server.get("/lcms/" + id).embedded("node").getFirst();
        String path = "/nodes/" + node.get("node_id");
        Map<String, Object> change = new HashMap<>();
        change.put("name", "By the bridge");
        change.put("latitude", null);
        change.put("longitude", "5.5");
        Answer changed = server.call("PATCH", path, change, basic(TownServer.USER));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("name")).isEqualTo("By the bridge");
        assertThat(changed.json().get("latitude")).isEqualTo(node.get("latitude"));
        assertThat(changed.json().get("longitude")).isEqualTo(5.5);
        change.put("latitude", 91);
        assertThat(server.call("PATCH", path, change, basic(TownServer.USER)).status())
                .isEqualTo(400);
        assertThat(server.call("PATCH", path, change, basic(TownServer.GUEST)).status())
                .isEqualTo(403);
    }

    @Test
    void nodesAreListedByService() {
        assertThat(server.get("/nodes?service=lcm").json().get("_count")).isEqualTo((long) LAMPS);
        List<Map<?, ?>> gateways = server.get("/nodes?service=gateway").embedded("nodes");
        assertThat(gateways).hasSameSizeAs(server.get("/gateways").embedded("gateways"));
        assertThat(server.get("/nodes?service=teapot").status()).isEqualTo(400);
        Object node = gateways.getFirst().get("node_id");
        assertThat(server.get("/nodes/" + node).json().get("node_id")).isEqualTo(node);
    }

    @Test
    void whatIsBrokenIsListed() {
        Answer errors = server.get("/errors");
        Set<Object> broken = new HashSet<>();
        lamps().stream().filter(l -> l.get("error_type") != null).forEach(l -> broken.add(l.get("lcm_id")));
        Set<Object> listed = new HashSet<>();
        errors.embedded("lcms").forEach(l -> listed.add(l.get("lcm_id")));
        assertThat(listed).isEqualTo(broken).isNotEmpty();
        assertThat(errors.embedded("gateways")).hasSize(1);
        assertThat(server.get("/issues").embedded("lcms")).isEqualTo(errors.embedded("lcms"));
    }

    @Test
    void theSunSetsAndRises() {
        Map<?, ?> gateway = server.get("/gateways").embedded("gateways").getFirst();
        List<Map<?, ?>> moments = server.get("/gateways/" + gateway.get("gateway_id") + "/sunsetsunrise")
                .embedded("switch_moments");
        assertThat(moments).hasSizeGreaterThanOrEqualTo(7);
        assertThat(moments).allSatisfy(moment -> {
            assertThat(String.valueOf(moment.get("sunset"))).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(String.valueOf(moment.get("sunrise"))).endsWith("Z");
        });
    }
}
