package io.candelabra.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient.Answer;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any request may come to any route: nothing breaks, nothing of the inside is shown, and each refusal is in the
 * dialect's own form. Bodies are those that a route takes, with one place in them spoilt at a time.
 */
class FuzzTest {
    private static final String LONG = "ä".repeat(5_000);

    /** The values that stand in for a field, or for a list's entry. */
    private static final List<Object> SPOILT = List.of(
            "",
            " ",
            "x",
            LONG,
            "\u0000\u0007\ud83d\ude00",
            "1e400",
            -1L,
            0L,
            101L,
            Long.MAX_VALUE,
            1e300,
            0.5,
            true,
            List.of(),
            List.of(List.of(List.of())),
            Map.of(),
            Map.of("a", Map.of("b", 1)));

    private static final List<String> PATHS = List.of(
            "x", "-1", "0", "99999999999999999999", "%00", "%2e%2e%2f", "a%2Fb", "%F0%9F%98%80", "%FF", "%27%20OR%201");

    private static final List<String> QUERIES = List.of(
            "?page=0",
            "?page=1e9",
            "?page=99999999",
            "?page=-1&page=2",
            "?application_artkey=",
            "?application_artkey=35&application_artkey=36",
            "?application_artkey=%00",
            "?service=%FF",
            "?a=b&&=&c");

    private static final List<String> CONSOLE_QUERIES = List.of(
            "?limit=-1",
            "?limit=99999999999999999999",
            "?after=%00",
            "?before=1e9",
            "?sort=%FF",
            "?q=" + "x".repeat(400),
            "?trait=&area=%27",
            "?device=a%0Ab&kind=x");

    private static final List<String> NO_JSON = List.of(
            "{",
            "[]",
            "null",
            "\"a\"",
            "{\"a\":1,}",
            "{\"a\":1}{\"a\":2}",
            "{\"override\":1,\"override\":2}",
            "[".repeat(2_000),
            "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}",
            "{\"a\":1e999999}",
            "{'a':1}",
            "\ufeff{}");

    @TempDir
    static Path folder;

    private static TwoTowns towns;
    private static Ids danas;
    private static Map<String, Map<String, String>> proofs;

    @BeforeAll
    static void start() throws Exception {
        towns = new TwoTowns(folder);
        danas = towns.danas();
        proofs = towns.dana();
    }

    @AfterAll
    static void stop() {
        towns.close();
    }

    private static final List<String> WRONG = new ArrayList<>();
    private int sent;

    /** Sends, and looks at what comes. Calls that need no proof get none, so that no session is ended. */
    private void look(Route route, String path, String contentType, String body) {
        try {
            boolean open = IsolationTest.open(route);
            Answer answer = towns.raw(
                    route.method().name(),
                    path,
                    open ? Map.of() : proofs.getOrDefault(route.face(), Map.of()),
                    contentType,
                    body);
            sent++;
            String wrong = wrong(route, answer);
            if (!wrong.isEmpty()) {
                WRONG.add(wrong + ": " + route.method() + " " + shortened(path) + " " + shortened(body) + " answers "
                        + answer.status() + " " + answer.contentType() + " " + shortened(answer.body()));
            }
        } catch (Exception broken) {
            WRONG.add("no answer to " + route.method() + " " + shortened(path) + " " + shortened(body) + ": " + broken);
        }
    }

    private static String shortened(String text) {
        return text.length() < 300 ? text : text.substring(0, 300) + "…";
    }

    private static String wrong(Route route, Answer answer) {
        if (answer.status() >= 500) {
            return "it broke";
        }
        if (answer.body().contains("Exception:")
                || answer.body().contains("\n\tat ")
                || answer.body().contains("io.candelabra")) {
            return "it shows its inside";
        }
        if (answer.status() < 400) {
            return "";
        }
        return ownForm(route, answer) ? "" : "not in its own form";
    }

    private static boolean ownForm(Route route, Answer answer) {
        if (!answer.body().startsWith("{")) {
            return false;
        }
        Map<String, Object> body = answer.object();
        return switch (route.face()) {
            case "sustainder", "sustainder tokens", "console" ->
                answer.contentType().equals("application/problem+json")
                        && body.get("detail") instanceof String
                        && Long.valueOf(answer.status()).equals(body.get("status"));
            case "quantum" -> body.get("Message") instanceof String || body.get("detail") instanceof String;
            default -> body.get("errorCode") instanceof String && body.get("error") instanceof String;
        };
    }

    private void each(Set<String> faces, Consumer<Route> look) {
        WRONG.clear();
        towns.routes().stream()
                .filter(route -> faces.contains(route.face()))
                .filter(IsolationTest::built)
                .forEach(look);
        assertThat(WRONG).isEmpty();
    }

    private static String path(Route route) {
        return IsolationTest.path(route, danas);
    }

    @Test
    void lamps() {
        each(Set.of("sustainder", "sustainder tokens"), route -> {
            paths(route);
            QUERIES.forEach(query -> look(route, path(route) + query, "", ""));
            bodies(route, SPOILT);
        });
        assertThat(sent).isGreaterThan(2_000);
    }

    @Test
    void homes() {
        Random chance = new Random(3);
        each(Set.of("overkiz cloud"), route -> {
            paths(route);
            bodies(route, List.of(SPOILT.get(chance.nextInt(SPOILT.size()))));
        });
        assertThat(sent).isGreaterThan(1_000);
    }

    @Test
    void offices() {
        each(Set.of("quantum"), route -> {
            paths(route);
            bodies(route, SPOILT.subList(2, 9));
        });
        assertThat(sent).isGreaterThan(200);
    }

    @Test
    void console() {
        each(Set.of("console"), route -> {
            paths(route);
            // a listener would be answered for ever
            if (!route.path().endsWith("/events")) {
                CONSOLE_QUERIES.forEach(query -> look(route, path(route) + query, "", ""));
                bodies(route, SPOILT);
            }
        });
        assertThat(sent).isGreaterThan(500);
    }

    /** Each variable of a path, spoilt. */
    private void paths(Route route) {
        String whole = route.fullPath();
        for (int open = whole.indexOf('{'); open >= 0; open = whole.indexOf('{', open + 1)) {
            int close = whole.indexOf('}', open);
            for (String value : PATHS) {
                String template = whole.substring(0, open) + value + whole.substring(close + 1);
                String filled = danas.fill(template, IsolationTest.PLAIN);
                look(route, filled == null ? template.replaceAll("\\{[^}]*}", "x") : filled, "", "");
            }
        }
    }

    private void bodies(Route route, List<Object> spoilt) {
        String path = path(route);
        @Nullable Object good = towns.body(route, danas);
        if (good == null) {
            look(route, path, "application/json", "{");
            return;
        }
        NO_JSON.forEach(text -> look(route, path, "application/json", text));
        look(route, path, "text/xml", "<a/>");
        look(route, path, "application/x-www-form-urlencoded", "a=b");
        look(route, path, "application/json", Json.text(good).substring(1));
        spoil(good, spoilt, body -> look(route, path, "application/json", Json.text(body)));
    }

    /** Every variant of a tree with one place spoilt, left out or null. */
    private static void spoil(@Nullable Object tree, List<Object> spoilt, Consumer<Object> found) {
        if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> field : map.entrySet()) {
                Map<Object, @Nullable Object> without = new LinkedHashMap<>(map);
                without.remove(field.getKey());
                found.accept(without);
                Consumer<@Nullable Object> put = value -> {
                    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
                    copy.put(field.getKey(), value);
                    found.accept(copy);
                };
                put.accept(null);
                spoilt.forEach(put);
                spoil(field.getValue(), spoilt, put::accept);
            }
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                Consumer<@Nullable Object> put = value -> {
                    List<@Nullable Object> copy = new ArrayList<>(list);
                    copy.set(at, value);
                    found.accept(copy);
                };
                put.accept(null);
                spoilt.forEach(put);
                spoil(list.get(i), spoilt, put::accept);
            }
        }
    }
}
