package io.candelabra.console;

import static io.candelabra.console.ConsoleHome.API;
import static io.candelabra.console.ConsoleHome.HOME;
import static io.candelabra.console.ConsoleHome.device;
import static io.candelabra.console.ConsoleHome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.model.DeviceId;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.Within;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console's API over real sockets: who comes in, what is shown to whom, and what a command leads to. */
class ConsoleApiTest {
    private static ConsoleHome home;
    private static TestClient owner;
    private static TestClient guest;

    @BeforeAll
    static void start() throws Exception {
        home = new ConsoleHome();
        owner = home.as(ConsoleHome.OWNER);
        guest = home.as(ConsoleHome.GUEST);
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    @SuppressWarnings("unchecked") // fails with the body in sight
    private static List<Map<String, Object>> list(Answer answer, String field) {
        return (List<Map<String, Object>>) answer.object().get(field);
    }

    // ---- what is shown to whom ----

    @Test
    void aForeignSiteReadsLikeOneThatIsNotThere() throws Exception {
        for (String path :
                List.of("", "/areas", "/devices", "/log", "/events", "/alerts", "/executions", "/webhooks")) {
            Answer foreign = owner.send("GET", API + "/sites/elsewhere" + path);
            Answer unknown = owner.send("GET", API + "/sites/nowhere" + path);
            refused(foreign, 404, "Not found");
            assertThat(foreign.object().get("detail"))
                    .isEqualTo(String.valueOf(unknown.object().get("detail")).replace("nowhere", "elsewhere"));
        }
        refused(owner.send("GET", API + "/sites/system/log"), 404, "Not found");
    }

    @Test
    void sitesComeInFewNumbers() throws Exception {
        Answer sites = owner.send("GET", API + "/sites");
        assertThat(list(sites, "sites")).singleElement().satisfies(site -> assertThat(site)
                .containsEntry("site", "home")
                .containsEntry("devices", 6L));
        assertThat(list(guest.send("GET", API + "/sites"), "sites"))
                .singleElement()
                .satisfies(site -> assertThat(site).containsEntry("devices", 5L));
        assertThat(list(owner.send("GET", API + "/sites?q=elsewhere"), "sites")).isEmpty();
        refused(owner.send("GET", API + "/sites?sort=colour"), 400, "Not understood");
    }

    @Test
    void whatCannotBeReachedIsCountedAsItHappens() throws Exception {
        assertThat(unreachable()).isEqualTo(0L);
        TestHome.edit(
                home.sites(),
                TestHome.SITE,
                changes -> changes.add(new io.candelabra.core.event.SiteEvent.AvailabilityChanged(
                        new DeviceId(TestHome.BLIND), false)));
        assertThat(unreachable()).isEqualTo(1L);
        TestHome.edit(
                home.sites(),
                TestHome.SITE,
                changes -> changes.add(new io.candelabra.core.event.SiteEvent.AvailabilityChanged(
                        new DeviceId(TestHome.BLIND), true)));
        assertThat(unreachable()).isEqualTo(0L);
    }

    private static Object unreachable() throws Exception {
        return owner.send("GET", HOME).object().get("unreachable");
    }

    @Test
    void devicesComeInPages() throws Exception {
        List<Object> ids = new ArrayList<>();
        String after = "";
        do {
            Answer page = owner.send("GET", HOME + "/devices?limit=2" + after);
            list(page, "devices").forEach(each -> ids.add(each.get("id")));
            Object next = page.object().get("next");
            after = next == null ? "" : "&after=" + java.net.URLEncoder.encode(next.toString(), StandardCharsets.UTF_8);
        } while (!after.isEmpty());
        assertThat(ids).hasSize(6).doesNotHaveDuplicates().contains(TestHome.LAMP, TestHome.DIMMER);
        refused(owner.send("GET", HOME + "/devices?after=io%3A%2F%2Fgone%2F1"), 409, "The list has changed");
        refused(owner.send("GET", HOME + "/map?after=io%3A%2F%2Fgone%2F1"), 409, "The list has changed");
        refused(owner.send("GET", HOME + "/devices?limit=0"), 400, "Not understood");
        refused(owner.send("GET", HOME + "/devices?limit=100000"), 400, "Not understood");
    }

    @Test
    void devicesAreFiltered() throws Exception {
        assertThat(list(owner.send("GET", HOME + "/devices?area=" + TestHome.KITCHEN), "devices"))
                .hasSize(2);
        assertThat(list(owner.send("GET", HOME + "/devices?area=" + TestHome.HOUSE), "devices"))
                .hasSize(6);
        assertThat(list(owner.send("GET", HOME + "/devices?trait=coverPosition"), "devices"))
                .singleElement()
                .satisfies(each -> assertThat(each).containsEntry("id", TestHome.SHUTTER));
        assertThat(list(owner.send("GET", HOME + "/devices?q=DIMM"), "devices")).hasSize(1);
    }

    @Test
    void aHiddenDeviceReadsLikeOneThatIsNotThere() throws Exception {
        assertThat(list(guest.send("GET", HOME + "/devices"), "devices"))
                .hasSize(5)
                .noneSatisfy(each -> assertThat(each).containsEntry("id", TestHome.DIMMER));
        refused(guest.send("GET", device(TestHome.DIMMER)), 404, "Not found");
        refused(guest.send("GET", device("io://1234-5678-9012/99")), 404, "Not found");
        refused(guest.send("GET", HOME + "/devices/no-id-at-all"), 404, "Not found");
    }

    @Test
    void aDeviceIsToldWithItsTraits() throws Exception {
        Answer shutter = owner.send("GET", device(TestHome.SHUTTER));
        assertThat(list(shutter, "traits")).anySatisfy(trait -> assertThat(trait)
                .containsEntry("name", "coverPosition")
                .containsEntry("settable", true)
                .containsEntry("min", 0.0)
                .containsEntry("max", 100.0));
        assertThat(shutter.body()).contains("\"simulated\":true").contains("\"driver\":\"simulator\"");
    }

    // ---- what a command leads to ----

    private static Map<String, Object> wish(String trait, Object value) {
        return Map.of("trait", trait, "value", value);
    }

    @Test
    void aCommandInTraitsIsCarriedOut() throws Exception {
        Answer started = owner.json("POST", device(TestHome.DIMMER) + "/commands", wish("level", 40));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        Object execution = started.object().get("execution");
        Within.reason("the execution ends", () -> "COMPLETED"
                .equals(owner.send("GET", HOME + "/executions/" + execution)
                        .object()
                        .get("phase")));
        Answer dimmer = owner.send("GET", device(TestHome.DIMMER));
        assertThat(list(dimmer, "traits"))
                .anySatisfy(trait ->
                        assertThat(trait).containsEntry("name", "level").containsEntry("value", 40.0));
        assertThat(dimmer.body()).contains("\"lastChange\"").contains("\"who\":\"olga\"");
        assertThat(home.sites()
                        .view(Caller.CORE, TestHome.SITE)
                        .device(new DeviceId(TestHome.DIMMER))
                        .orElseThrow()
                        .states()
                        .number("core:LightIntensityState"))
                .isEqualTo(40);
    }

    @Test
    void whatCannotBeDoneIsRefusedInWords() throws Exception {
        String commands = device(TestHome.DIMMER) + "/commands";
        for (Object body : List.of(
                Map.of(),
                wish("level", 101),
                wish("level", "bright"),
                wish("onOff", 1),
                wish("coverPosition", 5),
                Map.of("stop", true, "trait", "level", "value", 1),
                Map.of("command", "fly"),
                Map.of("command", "setIntensity", "parameters", List.of(Map.of())))) {
            refused(owner.json("POST", commands, body), 400, "Not understood");
        }
        refused(owner.send("POST", commands, "application/json", "{"), 400, "Not understood");
        refused(guest.json("POST", device(TestHome.LAMP) + "/commands", wish("onOff", true)), 403, "Not allowed");
        refused(guest.json("POST", commands, wish("level", 10)), 404, "Not found");
    }

    @Test
    void aDeviceIsRenamedAndMoved() throws Exception {
        Answer renamed =
                owner.json("PATCH", device(TestHome.BLIND), Map.of("label", "Blue blind", "area", TestHome.KITCHEN));
        assertThat(renamed.object()).containsEntry("label", "Blue blind").containsEntry("area", TestHome.KITCHEN);
        refused(owner.json("PATCH", device(TestHome.BLIND), Map.of("label", "a\nb")), 400, "Not understood");
        refused(owner.json("PATCH", device(TestHome.BLIND), Map.of("label", " ")), 400, "Not understood");
        refused(owner.json("PATCH", device(TestHome.BLIND), Map.of()), 400, "Not understood");
        assertThat(owner.json("PATCH", device(TestHome.BLIND), Map.of("area", "nowhere"))
                        .status())
                .isBetween(400, 409);
        refused(guest.json("PATCH", device(TestHome.BLIND), Map.of("label", "Mine")), 403, "Not allowed");
        owner.json("PATCH", device(TestHome.BLIND), Map.of("label", "Blind", "area", TestHome.HOUSE));
    }

    @Test
    void manyAreToldAtOnce() throws Exception {
        Answer started = owner.json(
                "POST",
                HOME + "/commands",
                Map.of(
                        "devices",
                        List.of(TestHome.LAMP, TestHome.DIMMER, TestHome.THERMOMETER, "io://1234-5678-9012/99", "x"),
                        "trait",
                        "onOff",
                        "value",
                        true));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        assertThat(started.object()).containsEntry("told", 2L);
        assertThat(list(started, "skipped").stream().map(each -> each.get("device")))
                .containsExactly(TestHome.THERMOMETER, "io://1234-5678-9012/99", "x");
        Object execution = started.object().get("execution");
        Within.reason("all of it ends", () -> Map.of("COMPLETED", 2L)
                .equals(owner.send("GET", HOME + "/executions/" + execution)
                        .object()
                        .get("counts")));
        for (Object body : List.of(
                Map.of("trait", "onOff", "value", true),
                Map.of("devices", List.of(), "trait", "onOff", "value", true),
                Map.of("devices", List.of(TestHome.THERMOMETER), "trait", "onOff", "value", true))) {
            refused(owner.json("POST", HOME + "/commands", body), 400, "Not understood");
        }
        refused(
                guest.json(
                        "POST",
                        HOME + "/commands",
                        Map.of("devices", List.of(TestHome.LAMP), "trait", "onOff", "value", true)),
                403,
                "Not allowed");
    }

    @Test
    void theMapShowsWhereThingsStand() throws Exception {
        TestHome.edit(home.sites(), TestHome.SITE, changes -> {
            var dimmer = home.sites()
                    .view(Caller.CORE, TestHome.SITE)
                    .device(new DeviceId(TestHome.DIMMER))
                    .orElseThrow();
            changes.put(dimmer.withAttribute(io.candelabra.model.State.of("candelabra:Latitude", 52.5), 1)
                    .withAttribute(io.candelabra.model.State.of("candelabra:Longitude", 5.25), 1));
        });
        assertThat(list(owner.send("GET", HOME + "/map"), "points"))
                .singleElement()
                .satisfies(point -> assertThat(point)
                        .containsEntry("id", TestHome.DIMMER)
                        .containsEntry("latitude", 52.5)
                        .containsEntry("longitude", 5.25)
                        .containsEntry("dims", true)
                        .containsEntry("alert", false));
        assertThat(list(guest.send("GET", HOME + "/map"), "points")).isEmpty();
    }

    // ---- the log ----

    @Test
    void theLogLeadsFromTheRequestToTheReport() throws Exception {
        Answer started = owner.json("POST", device(TestHome.SHUTTER) + "/commands", wish("coverPosition", 30));
        Object execution = started.object().get("execution");
        Within.reason("the execution ends", () -> "COMPLETED"
                .equals(owner.send("GET", HOME + "/executions/" + execution)
                        .object()
                        .get("phase")));
        Answer log = owner.send("GET", HOME + "/log?kind=executionStarted&who=olga&limit=1");
        Map<String, Object> first = list(log, "lines").getFirst();
        assertThat(first).containsEntry("execution", execution);
        Answer chain = owner.send("GET", HOME + "/log/" + first.get("seq"));
        assertThat(list(chain, "chain").stream().map(line -> line.get("kind")))
                .contains("executionStarted", "stepMoved", "statesChanged", "executionMoved");
        assertThat(list(chain, "chain"))
                .allSatisfy(line -> assertThat(line.get("cause")).isEqualTo(first.get("cause")));
        assertThat(chain.object()).containsEntry("whole", true);
        assertThat(guest.send("GET", HOME + "/log/" + first.get("seq")).status())
                .isEqualTo(200);
        refused(owner.send("GET", HOME + "/log/999999999"), 404, "Not found");
        refused(owner.send("GET", HOME + "/log/x"), 400, "Not understood");
    }

    @Test
    void theLogComesInPages() throws Exception {
        long before = Long.MAX_VALUE >> 8;
        long last = Long.MAX_VALUE;
        Object next = before;
        int lines = 0;
        while (next != null) {
            Answer page = owner.send("GET", HOME + "/log?limit=7&before=" + next);
            for (Map<String, Object> line : list(page, "lines")) {
                assertThat((long) line.get("seq")).isLessThan(last);
                last = (long) line.get("seq");
                lines++;
            }
            next = page.object().get("next");
        }
        assertThat(last).isEqualTo(1);
        assertThat(lines).isGreaterThan(7);
        assertThat(guest.send("GET", HOME + "/log?limit=500").body()).doesNotContain(TestHome.DIMMER);
    }

    @Test
    void theDescriptionNamesEveryRoute() throws Exception {
        Answer api = home.stranger().send("GET", API + "/openapi.json");
        assertThat(api.status()).isEqualTo(200);
        assertThat(api.body())
                .contains("/sites/{site}/devices/{device}/commands")
                .contains("/sites/{site}/events")
                .contains("\"openapi\":\"3.1.0\"");
    }
}
