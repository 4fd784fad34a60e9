package io.candelabra.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every live route of the HTTP faces, and all who may not use it. */
@TestMethodOrder(OrderAnnotation.class)
class IsolationTest {
    private static final Set<SiteId> NICKS = Set.of(new SiteId("neighbour"), new SiteId("neighbour-town"));

    /** Calls that take no proof, and whether they are refused without a good one in their body. */
    private static final Map<String, Set<Integer>> OPEN = Map.ofEntries(
            Map.entry("overkiz POST /login", Set.of(400, 401)),
            Map.entry("overkiz GET /authenticated", Set.of(200)),
            Map.entry("overkiz POST /logout", Set.of(200)),
            Map.entry("overkiz GET /logout", Set.of(200)),
            Map.entry("overkiz GET /accountManagement/resetPassword", Set.of(200)),
            Map.entry("overkiz POST /accountManagement/resetPassword", Set.of(303)),
            Map.entry("overkiz POST /enduser/mainAccount", Set.of(401)),
            Map.entry("overkiz POST /enduser/password/reset", Set.of(200)),
            Map.entry("overkiz POST /enduser/mainAccount/resetPassword", Set.of(200)),
            Map.entry("overkiz POST /enduser/{userId}/validation", Set.of(200)),
            Map.entry("overkiz POST /enduser/{userId}/validation/{token}", Set.of(400)),
            Map.entry("overkiz GET /accountManagement/resetPasswordFailure", Set.of(200)),
            Map.entry("overkiz GET /accountManagement/resetPasswordSuccess", Set.of(200)),
            Map.entry("overkiz GET /apiVersion", Set.of(200)),
            Map.entry("overkiz GET /doc", Set.of(200)),
            Map.entry("console GET /welcome", Set.of(200)),
            Map.entry("console POST /sign-in", Set.of(401)),
            Map.entry("console GET /openapi.json", Set.of(200)),
            Map.entry("sustainder POST /auth/jwt", Set.of(401)),
            Map.entry("sustainder POST /auth/jwt/refresh", Set.of(400)),
            Map.entry("sustainder POST /auth/reset-password", Set.of(200)),
            Map.entry("sustainder POST /auth/reset-password/confirm", Set.of(400)),
            Map.entry("sustainder tokens POST /jwt", Set.of(401)),
            Map.entry("sustainder tokens POST /jwt/refresh", Set.of(400)));

    /** Calls that say that a thing is over, both of one that is over and of one that never was. */
    private static final Set<String> OVER = Set.of(
            "overkiz POST /events/{listenerId}/unregister",
            "overkiz GET /exec/current/{execId}",
            "overkiz DELETE /exec/current/{execId}",
            "overkiz DELETE /exec/current/setup/{execId}",
            "overkiz DELETE /exec/current/gateway/{gatewayId}/{execId}");

    /** Asks by its meaning whether anybody has a user id, ten times a minute at most: a new account has to have one that is free. */
    private static final Set<String> ASKS_FOR_OTHERS = Set.of("overkiz GET /enduser/existingUserIds/{userId}");

    /** The calls that a caller with the right to look alone may make on what is its own: its session, its listeners, its account. */
    private static final Set<String> ONES_OWN = Set.of(
            "overkiz POST /setup/current/{setupOID}",
            "overkiz POST /enduser/defaultSetupOID",
            "overkiz PUT /enduser/setupLabel",
            "overkiz POST /enduser/email/validation",
            "overkiz POST /enduser/password/check",
            "overkiz POST /enduser/jwt/createToken",
            "overkiz POST /enduser/preferences/{name}/{value}",
            "overkiz POST /events/register",
            // stores nothing
            "overkiz POST /setup/calendar/schedule/{year}/{month}/{day}/dayView",
            "sustainder POST /welcome",
            "console POST /sign-out");

    /** The values of path variables that name nothing of any site. */
    static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("webhook_type", "status_push"),
            Map.entry("year", "2026"),
            Map.entry("month", "3"),
            Map.entry("day", "9"),
            Map.entry("startDate", "20521"),
            Map.entry("endDate", "20522"),
            Map.entry("sensor_name", "power"),
            Map.entry("seq", "1"),
            // a number of a Lutron server's own; LeapIsolationTest looks at the hidden part of it
            Map.entry("id", "1"),
            Map.entry("label", "walked"),
            Map.entry("roleName", "walked"),
            Map.entry("scopeName", "walked"),
            Map.entry("value", "walked"),
            Map.entry("preferenceId", "0aa0e1f2-0000-4000-8000-0000000004ff"),
            Map.entry("OID", "0aa0e1f2-0000-4000-8000-0000000004ff"),
            Map.entry("action", "on"),
            Map.entry("token", "walked"),
            Map.entry("name", "core:OnOffState"),
            Map.entry("type", "1"),
            Map.entry("scope", "enduser"),
            Map.entry("protocolType", "1"),
            Map.entry("templateId", "1"),
            Map.entry("optionId", "developerMode"),
            Map.entry("parameterName", "x"),
            Map.entry("controllableName", "io:DimmableLightIOComponent"),
            Map.entry("eventId", "1"),
            Map.entry("from", "0"),
            Map.entry("to", "1"),
            Map.entry("utcTimestamp", "4102444800000"));

    @TempDir
    static Path folder;

    private static TwoTowns towns;
    private static Ids danas;
    private static Ids nicks;
    private static Ids nobodys;

    @BeforeAll
    static void start() throws Exception {
        towns = new TwoTowns(folder);
        danas = towns.danas();
        nicks = towns.nicks();
        nobodys = unknown(nicks);
    }

    @AfterAll
    static void stop() {
        towns.close();
    }

    /** Ids of the same shape that nothing has. */
    private static Ids unknown(Ids known) {
        Map<String, String> ids = new LinkedHashMap<>();
        known.values()
                .forEach((name, id) -> ids.put(
                        name,
                        Set.of("deviceURL", "device", "target", "gatewayId").contains(name)
                                ? id.replaceFirst("\\d{4}-\\d{4}-\\d{4}", "4040-4040-4040")
                                : id.length() < 4 ? "4040" : id.substring(0, id.length() - 4) + "4040"));
        return new Ids(ids);
    }

    private static String name(Route route) {
        return route.face().replaceFirst(" (cloud|local)$", "") + " " + route.method() + " " + route.path();
    }

    private static List<Route> walked() {
        return towns.routes().stream().filter(r -> !r.face().equals("ops")).toList();
    }

    private static Answer call(Route route, Ids ids, Map<String, String> proof) throws Exception {
        return towns.send(route.method().name(), path(route, ids), proof, towns.body(route, ids));
    }

    /** Only what is not built may have variables that nobody gave a meaning here. */
    static String path(Route route, Ids ids) {
        @Nullable String path = ids.fill(route.fullPath(), PLAIN);
        return path == null ? route.fullPath().replaceAll("\\{[^}]*}", "x") : path;
    }

    /** Whether a route takes no proof. */
    static boolean open(Route route) {
        return OPEN.containsKey(name(route));
    }

    /** A call that is not built yet says so, to every caller who is let in. */
    static boolean built(Route route) {
        return !route.owner().getSimpleName().equals("UnbuiltRoutes");
    }

    @Test
    @Order(1)
    void everyVariableHasAMeaning() {
        List<String> unknown = new ArrayList<>();
        for (Route route : walked()) {
            if (built(route) && danas.fill(route.fullPath(), PLAIN) == null) {
                unknown.add(name(route));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    @Order(2)
    void nobodyIsLetInWithoutALogin() throws Exception {
        refusedWith(Map.of(), walked());
    }

    private static void refusedWith(Map<String, Map<String, String>> proofs, List<Route> routes) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
            // wrong tokens are counted; one is forgotten in a minute
            towns.later(Duration.ofMinutes(2));
            Answer answer = call(route, danas, proofs.getOrDefault(route.face(), Map.of()));
            Set<Integer> right = OPEN.getOrDefault(name(route), Set.of(401));
            if (!right.contains(answer.status())) {
                wrong.add(name(route) + " answers " + answer.status() + " " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(3)
    void whatIsSomebodyElsesReadsAsIfItWereNot() throws Exception {
        Map<String, Map<String, String>> proofs = towns.dana();
        towns.remember();
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (Route route : walked().stream().filter(IsolationTest::built).toList()) {
            if (OPEN.containsKey(name(route)) || ASKS_FOR_OTHERS.contains(name(route)) || !namesSomething(route)) {
                continue;
            }
            Answer foreign = call(route, nicks, proofs.get(route.face()));
            Answer unknown = call(route, nobodys, proofs.get(route.face()));
            compared++;
            boolean alike = foreign.status() == unknown.status()
                    && nicks.masked(foreign.body()).equals(nobodys.masked(unknown.body()));
            boolean refused = foreign.status() >= 400 || OVER.contains(name(route)) || refusedOneByOne(foreign);
            if (!alike || !refused || foreign.status() >= 500) {
                wrong.add(name(route) + " answers " + foreign.status() + " " + nicks.masked(foreign.body()) + " and "
                        + unknown.status() + " " + nobodys.masked(unknown.body()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).as("routes that name something").isGreaterThan(150);
        assertThat(towns.doneBy(Set.of("demo", towns.told("overkiz", "userId")), NICKS))
                .isEmpty();
    }

    private static boolean namesSomething(Route route) {
        @Nullable String path = nicks.fill(route.fullPath(), PLAIN);
        String body = Json.text(towns.body(route, nicks));
        return path != null && !path.equals(danas.fill(route.fullPath(), PLAIN))
                || route.face().startsWith("sustainder") && !body.equals(Json.text(towns.body(route, danas)))
                || route.path().startsWith("/exec/apply");
    }

    /** An answer that sorts its input, all of it into the part that was not done. */
    private static boolean refusedOneByOne(Answer answer) {
        return answer.body().startsWith("{")
                && answer.object().entrySet().stream()
                        .filter(field -> Pattern.matches("(lcms|groups)_(ok|queued)", field.getKey()))
                        .allMatch(field -> ((List<?>) field.getValue()).isEmpty())
                && answer.body().contains("_nok\":[\"");
    }

    @Test
    @Order(4)
    void whoMayOnlyLookChangesNothing() throws Exception {
        Map<String, Map<String, String>> proofs = towns.vera();
        towns.remember();
        List<String> wrong = new ArrayList<>();
        for (Route route : walked().stream().filter(IsolationTest::built).toList()) {
            if (route.method().name().equals("GET") || OPEN.containsKey(name(route))) {
                continue;
            }
            Answer answer = call(route, danas, proofs.get(route.face()));
            boolean own = ONES_OWN.contains(name(route)) || OVER.contains(name(route));
            if (status(answer) < 400 && !own || status(answer) >= 500) {
                wrong.add(route.face() + " " + name(route) + " answers " + answer.status() + " " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(towns.doneBy(Set.of(TwoTowns.VIEWER), TwoTowns.DANAS))
                .filteredOn(done -> !preferenceOf(done, TwoTowns.VIEWER))
                .isEmpty();
    }

    /** A person's preferences for a site lie in it, and are that person's own. */
    private static boolean preferenceOf(LoggedEvent done, String account) {
        return done.event() instanceof SiteEvent.ResourcePut put
                && put.resource() instanceof Resource.Extra extra
                && extra.kind().equals("preference")
                && extra.json().contains("\"userId\":\"" + account + "\"");
    }

    /** The status of an answer; where one language is wrapped in another, that of the inner one. */
    private static int status(Answer answer) {
        return answer.body().startsWith("{\"CommuniqueType\"")
                ? Integer.parseInt(((Map<?, ?>) answer.object().get("Header"))
                        .get("StatusCode")
                        .toString()
                        .substring(0, 3))
                : answer.status();
    }

    @Test
    @Order(5)
    void aLoginThatIsOverIsNone() throws Exception {
        Map<String, String> cookie = towns.dana().get("overkiz cloud");
        Map<String, String> jwt = towns.jwt();
        Map.Entry<String, Map<String, String>> token = towns.token(towns.told("overkiz", "userId"));
        towns.accounts().revokeKey(token.getKey());
        towns.later(Duration.ofDays(15));
        refusedWith(
                Map.of(
                        "overkiz cloud", cookie,
                        "overkiz local", token.getValue(),
                        "sustainder", jwt,
                        "sustainder tokens", jwt,
                        "quantum", TwoTowns.quantum(towns.told("quantum", "deviceKey"), "of no vendor")),
                walked().stream().filter(IsolationTest::built).toList());
    }
}
