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

/** A lamp that comes back gets the scheme as it is by then, and no other than the last that was set. */
class SchemeChangesTest {
    private static TownServer server;
    private static List<String> away;

    @BeforeAll
    static void start() {
        server = TownServer.start(300);
        away = server.get("/lcms").embedded("lcms").stream()
                .filter(l -> "offline".equals(l.get("status")))
                .map(l -> String.valueOf(l.get("lcm_id")))
                .toList();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String made(String name, int level) {
        Answer made = server.post("/dimming-schemes", scheme(name, level));
        assertThat(made.status()).isEqualTo(201);
        return made.raw().headers().firstValue("Location").orElseThrow();
    }

    private static Map<String, Object> scheme(String name, int level) {
        return Map.of("dimming_scheme_name", name, "steps", List.of(Map.of("light_level", level, "time", "20:00")));
    }

    private static void queue(String lamp, String name, Map<String, Object> sentAlong) {
        Answer queued = server.post(
                "/lcms/settings/dimming-schemes",
                Map.of(
                        "lcms",
                        List.of(Map.of("lcm_id", lamp, "calendar_name", name)),
                        "dimming_schemes",
                        sentAlong.isEmpty() ? List.of() : List.of(sentAlong),
                        "queue_when_offline",
                        true));
        assertThat(queued.list("lcms_queued")).isEqualTo(List.of(lamp));
    }

    /** Name and plan of the scheme that waits for a lamp. */
    private static List<String> waiting(String lamp) {
        return server.town().resources(QueuedSettings.class).stream()
                .filter(q -> q.device().address().equals(lamp))
                .flatMap(q -> q.waiting().getFirst().command().parameters().stream())
                .map(value -> value.asText())
                .toList();
    }

    private static int change(String location, String name, int level) {
        return server.call("PUT", location, scheme(name, level), basic("demo")).status();
    }

    @Test
    void whatWaitsIsTheSchemeAsItIsNow() {
        String location = made("lane", 10);
        queue(away.get(0), "lane", Map.of());
        assertThat(change(location, "new lane", 20)).isEqualTo(200);
        assertThat(waiting(away.get(0))).first().isEqualTo("new lane");
        assertThat(waiting(away.get(0)).get(1)).endsWith("@20");
        assertThat(server.call("DELETE", location, null, basic("demo")).status())
                .as("a lamp is to run it")
                .isEqualTo(409);
    }

    @Test
    void whatWasSetLaterStandsWhenTheOldSchemeIsChanged() {
        String lamp = away.get(1);
        String running = String.valueOf(server.get("/lcms/" + lamp).json().get("dimming_calendar_name"));
        Map<?, ?> known = server.get("/dimming-schemes").embedded("dimming_schemes").stream()
                .filter(s -> running.equals(s.get("dimming_scheme_name")))
                .findFirst()
                .orElseThrow();
        made("square", 30);
        queue(lamp, "square", Map.of());
        Answer changed = server.call(
                "PUT",
                "/dimming-schemes/" + known.get("dimming_scheme_id"),
                Map.of("steps", known.get("steps")),
                basic("demo"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(waiting(lamp)).first().isEqualTo("square");
    }

    @Test
    void aCalendarOfItsOwnWithTheSameNameIsLeftAlone() {
        String lamp = away.get(2);
        queue(lamp, "alley", scheme("alley", 40));
        String location = made("alley", 50);
        assertThat(change(location, "alley", 60)).isEqualTo(200);
        assertThat(waiting(lamp).get(1)).endsWith("@40");
        assertThat(server.call("DELETE", location, null, basic("demo")).status())
                .isEqualTo(204);
    }
}
