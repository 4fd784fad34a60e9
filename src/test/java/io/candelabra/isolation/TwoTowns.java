package io.candelabra.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.Sites;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The demo as it starts, all faces, in which nothing happens by itself: Dana's home, office and town; Nick's home and town next
 * door; and a viewer who may look at what is Dana's and no more.
 */
final class TwoTowns implements AutoCloseable {
    static final String VIEWER = "viewer@candelabra.example";
    static final Set<SiteId> DANAS = Set.of(new SiteId("home"), new SiteId("office"), new SiteId("town"));

    private static final String CLOUD = "/enduser-mobile-web/enduserAPI";
    private static final String PASSWORD = "nobody-knows-this-one";
    private static final int LAMPS = 30;
    private static final int BEYOND = 9;
    private static final List<String> PEOPLE = List.of("userId", "secondaryUserId", "secondaryEndUserId");

    private final AtomicLong laterMs = new AtomicLong();
    private final Candelabra server;
    private final TestClient http;
    private final Map<?, ?> told;
    private final Map<String, SampleBodies> bodies = new LinkedHashMap<>();
    private final Map<SiteId, Long> seen = new LinkedHashMap<>();

    TwoTowns(Path folder) throws Exception {
        InstantSource wall = () -> TestMachine.clock().instant().plusMillis(laterMs.get());
        this.server = Candelabra.start(
                Settings.demo(folder.resolve("data"))
                        .onFreePorts()
                        .withLamps(LAMPS)
                        .limited(Settings.Limits.OFF),
                TestMachine.outside(wall),
                drivers -> SimulatorDriver.factory(Liveliness.OFF));
        this.http = TestClient.trusting(folder.resolve("data/ca.pem"), server.https());
        this.told = (Map<?, ?>) Json.tree(java.nio.file.Files.readAllBytes(folder.resolve("data/demo.json")));
        for (String name : List.of("overkiz", "sustainder", "quantum")) {
            bodies.put(
                    name,
                    new SampleBodies(
                            http.send("GET", "/openapi/" + name + ".json").object()));
        }
        viewer();
        remember();
    }

    private void viewer() {
        Accounts accounts = server.accounts();
        List<Grant> looks = DANAS.stream()
                .map(site -> new Grant(site, Set.of(Verb.VIEW), Set.of()))
                .toList();
        accounts.putAccount(VIEWER, "Vera Viewer", PASSWORD, looks);
        for (String id : List.of("overkiz home", "sustainder 35", "quantum office")) {
            FaceBinding old = accounts.binding(id).orElseThrow();
            List<String> people = new ArrayList<>(old.accounts());
            people.add(VIEWER);
            accounts.putBinding(new FaceBinding(
                    old.id(), old.dialect(), old.site(), old.address(), old.area(), people, old.vendor()));
        }
    }

    /** Looks at what happens in each site from here on. */
    void remember() {
        server.sites()
                .all()
                .forEach(site ->
                        seen.put(site, server.sites().state(Caller.CORE, site).seq()));
    }

    /** The changes that a caller has made in some sites since {@link #remember}. */
    List<LoggedEvent> doneBy(Set<String> people, Set<SiteId> sites) {
        List<LoggedEvent> done = new ArrayList<>();
        sites.forEach(site -> server.sites().read(Caller.CORE, site, seen.get(site), 100_000).events().stream()
                .filter(event -> people.contains(event.cause().who()))
                .forEach(done::add));
        return done;
    }

    List<Route> routes() {
        return server.routes();
    }

    Accounts accounts() {
        return server.accounts();
    }

    Sites sites() {
        return server.sites();
    }

    void later(Duration time) {
        laterMs.addAndGet(time.toMillis());
    }

    String told(String face, String key) {
        return String.valueOf(((Map<?, ?>) told.get(face)).get(key));
    }

    // ---- proofs, as headers ----

    Map<String, String> cookie(String user, String password) throws Exception {
        Answer answer = http.form(CLOUD + "/login", Map.of("userId", user, "userPassword", password));
        assertThat(answer.status()).isEqualTo(200);
        String cookie = answer.header("set-cookie").orElseThrow();
        return Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')));
    }

    static Map<String, String> basic(String user, String password) {
        return Map.of(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** A key of somebody's own. @return its id and the header */
    Map.Entry<String, Map<String, String>> token(String account) {
        Accounts.Issued issued = accounts().issueKey("walk", account, "overkiz", "overkiz home", Map.of());
        return Map.entry(issued.key().id(), Map.of("Authorization", "Bearer " + issued.secret()));
    }

    /** Proofs of the owner by the name of the face. */
    Map<String, Map<String, String>> dana() throws Exception {
        String password = told("overkiz", "userPassword");
        return Map.of(
                "overkiz cloud", cookie(told("overkiz", "userId"), password),
                "overkiz local", token(told("overkiz", "userId")).getValue(),
                "sustainder", basic("demo", password),
                "sustainder tokens", basic("demo", password),
                "console", basic("demo", password),
                "quantum", quantum(told("quantum", "deviceKey"), told("quantum", "apiKey")));
    }

    Map<String, Map<String, String>> vera() throws Exception {
        String api =
                accounts().issueKey("walk", VIEWER, "quantum-api", "", Map.of()).secret();
        return Map.of(
                "overkiz cloud", cookie(VIEWER, PASSWORD),
                "overkiz local", token(VIEWER).getValue(),
                "sustainder", basic(VIEWER, PASSWORD),
                "sustainder tokens", basic(VIEWER, PASSWORD),
                "console", basic(VIEWER, PASSWORD),
                "quantum", quantum(told("quantum", "deviceKey"), api));
    }

    Map<String, String> nick() {
        return basic(told("sustainder", "otherUsername"), told("sustainder", "otherPassword"));
    }

    static Map<String, String> quantum(String device, String api) {
        return Map.of("Authorization", device, "ApiKey", api);
    }

    /** A token of the lamps' face. */
    Map<String, String> jwt() throws Exception {
        Answer answer = http.json(
                "POST", "/v2/auth/jwt", Map.of("username", "demo", "password", told("sustainder", "password")));
        return Map.of("Authorization", String.valueOf(answer.object().get("auth-header")));
    }

    // ---- requests ----

    Answer send(String method, String path, Map<String, String> headers, @Nullable Object body) throws Exception {
        return body == null
                ? raw(method, path, headers, "", "")
                : raw(method, path, headers, "application/json", Json.text(body));
    }

    /** @param contentType empty for none */
    Answer raw(String method, String path, Map<String, String> headers, String contentType, String body)
            throws Exception {
        TestClient client = http;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            client = client.with(header.getKey(), header.getValue());
        }
        return client.send(method, path, contentType, body);
    }

    /** The body that a route takes; null where it takes none. */
    @Nullable
    Object body(Route route, Ids ids) {
        String method = route.method().name();
        if (method.equals("GET") || method.equals("DELETE")) {
            return null;
        }
        return switch (route.face()) {
            case "sustainder", "sustainder tokens" ->
                bodies.get("sustainder")
                        .of(method, route.fullPath(), ids.values())
                        .orElse(null);
            case "console" -> SampleBodies.console(route.path(), ids);
            case "quantum" ->
                route.path().equals("/leap")
                        ? dim()
                        : bodies.get("quantum")
                                .of(method, route.fullPath(), ids.values())
                                .orElseGet(TwoTowns::statuses);
            default ->
                bodies.get("overkiz").of(method, route.path(), ids.values()).orElseGet(() -> overkiz(ids));
        };
    }

    private static Object dim() {
        return Map.of(
                "CommuniqueType",
                "UpdateRequest",
                "Header",
                Map.of("Url", "/zone/1/status"),
                "Body",
                Map.of("ZoneStatus", Map.of("Level", 50)));
    }

    /** All settings that a resource of the Lutron language may take. */
    private static Object statuses() {
        return Map.of(
                "ZoneStatus", Map.of("Level", 50),
                "AreaStatus", Map.of("CurrentScene", 2),
                "ShadeGroupStatus", Map.of("Level", 40),
                "EmergencyStatus", Map.of("ActiveState", "Active"),
                "SystemLoadSheddingStatus", Map.of("State", "Enabled"),
                "SystemLoadShedding", Map.of("LoadSheddingGoalDetails", Map.of("Dimmed", 40)));
    }

    /** All fields that an Overkiz call may look for in a body that is not described. */
    private static Object overkiz(Ids ids) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(ids.values());
        body.put("label", "walked");
        body.put("name", "walked");
        body.put("metadata", "");
        body.put("type", 1);
        body.put("items", List.of(Map.of("deviceURL", ids.values().getOrDefault("deviceURL", ""), "itemType", 0)));
        body.put(
                "actions",
                List.of(Map.of(
                        "deviceURL",
                        ids.values().getOrDefault("deviceURL", ""),
                        "commands",
                        List.of(Map.of("name", "on", "parameters", List.of())))));
        return body;
    }

    // ---- whose is what ----

    private static String first(Answer answer, String rel, String field) {
        Map<?, ?> embedded = (Map<?, ?>) answer.object().get("_embedded");
        return String.valueOf(((Map<?, ?>) ((List<?>) embedded.get(rel)).getFirst()).get(field));
    }

    private Map<String, String> lamps(Map<String, String> proof, String artkey) throws Exception {
        Answer lamps = send("GET", "/v2/lcms", proof, null);
        String lamp = first(lamps, "lcms", "lcm_id");
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("lcm_id", lamp);
        ids.put("node_id", first(send("GET", "/v2/lcms/" + lamp, proof, null), "node", "node_id"));
        ids.put("gateway_id", first(send("GET", "/v2/gateways", proof, null), "gateways", "gateway_id"));
        ids.put("application_artkey", artkey);
        return ids;
    }

    Ids danas() throws Exception {
        Map<String, Map<String, String>> proofs = dana();
        Map<String, String> ids = lamps(proofs.get("sustainder"), "35");
        ids.put("group_id", first(send("GET", "/v2/groups", proofs.get("sustainder"), null), "groups", "group_id"));
        ids.put("dimming_scheme_id", "1");
        ids.put("site", "home");
        ids.put("uuid", token(told("overkiz", "userId")).getKey());
        PEOPLE.forEach(name -> ids.put(name, told("overkiz", "userId")));
        ids.putAll(Ids.access(accounts(), told("overkiz", "userId")));
        ids.putAll(home(proofs.get("overkiz cloud")));
        return new Ids(ids);
    }

    /** Numbers of Nick's groups and schemes go beyond those of Dana, so that they cannot mean hers. */
    Ids nicks() throws Exception {
        Map<String, String> ids = lamps(nick(), "71");
        String group = "";
        String scheme = "";
        for (int i = 0; i < BEYOND; i++) {
            Answer made = send(
                    "POST", "/v2/groups", nick(), Map.of("group_name", "n", "node_ids", List.of(ids.get("node_id"))));
            group = String.valueOf(made.object().get("group_id"));
            Answer put = send(
                    "POST",
                    "/v2/dimming-schemes",
                    nick(),
                    Map.of(
                            "dimming_scheme_name",
                            "n" + i,
                            "steps",
                            List.of(Map.of("light_level", 1, "time", "20:00"))));
            scheme = String.valueOf(put.object().get("dimming_scheme_id"));
        }
        ids.put("group_id", group);
        ids.put("site", "neighbour");
        ids.put("dimming_scheme_id", scheme);
        ids.put("uuid", token(told("overkiz", "otherUserId")).getKey());
        PEOPLE.forEach(name -> ids.put(name, told("overkiz", "otherUserId")));
        ids.putAll(home(cookie(told("overkiz", "otherUserId"), told("overkiz", "otherUserPassword"))));
        ids.putAll(Ids.access(accounts(), told("overkiz", "otherUserId")));
        return new Ids(ids);
    }

    private Map<String, String> home(Map<String, String> cookie) throws Exception {
        Map<String, Object> setup = send("GET", CLOUD + "/setup", cookie, null).object();
        Map<String, String> ids = new LinkedHashMap<>();
        String device = ((List<?>) setup.get("devices"))
                .stream()
                        .map(d -> String.valueOf(((Map<?, ?>) d).get("deviceURL")))
                        .filter(url -> url.startsWith("io://") && !url.contains("#"))
                        .findFirst()
                        .orElseThrow();
        String place = String.valueOf(((Map<?, ?>) setup.get("rootPlace")).get("oid"));
        Object action = Map.of(
                "label",
                "mine",
                "actions",
                List.of(Map.of(
                        "deviceURL", device, "commands", List.of(Map.of("name", "on", "parameters", List.of())))));
        Answer group = send("POST", CLOUD + "/actionGroups", cookie, action);
        Answer exec = send("POST", CLOUD + "/exec/apply", cookie, action);
        Answer listener = send("POST", CLOUD + "/events/register", cookie, null);
        String oid = group.object().values().stream()
                .findFirst()
                .map(String::valueOf)
                .orElseThrow();
        ids.put("deviceURL", device);
        ids.put("device", device);
        ids.put("gatewayId", device.substring("io://".length(), "io://".length() + 14));
        ids.put("setupOID", String.valueOf(setup.get("oid")));
        ids.put("target", device);
        for (String name : List.of("placeOID", "parentPlaceOID", "newParentPlaceOID")) {
            ids.put(name, place);
        }
        for (String name : List.of("actionGroupOID", "oid", "scene")) {
            ids.put(name, oid);
        }
        Answer zone = send(
                "POST",
                CLOUD + "/setup/zones",
                cookie,
                Map.of(
                        "label",
                        "z",
                        "type",
                        1,
                        "items",
                        List.of(Map.of("itemType", "device", "deviceURL", device)),
                        "metadata",
                        ""));
        assertThat(zone.status()).as(zone.body()).isEqualTo(201);
        String zoneOid = String.valueOf(send("GET", CLOUD + "/setup/zones", cookie, null)
                .objects()
                .getFirst()
                .get("oid"));
        for (String name : List.of("zoneOID", "sourceZoneOID", "targetZoneOID")) {
            ids.put(name, zoneOid);
        }
        Answer later = send("POST", CLOUD + "/exec/schedule/" + oid + "/4102444800000", cookie, null);
        ids.put("triggerId", String.valueOf(later.object().get("triggerId")));
        ids.put("execId", String.valueOf(exec.object().get("execId")));
        ids.put("execution", String.valueOf(exec.object().get("execId")));
        ids.put("listenerId", String.valueOf(listener.object().get("id")));
        return ids;
    }

    @Override
    public void close() {
        server.close();
    }
}
