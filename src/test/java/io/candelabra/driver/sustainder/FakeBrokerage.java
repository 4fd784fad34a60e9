package io.candelabra.driver.sustainder;

import io.candelabra.driver.HandLane;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A brokerage layer in the memory of a test: lamps show what they are told after half a second, as its document describes. */
final class FakeBrokerage implements Brokerage {
    /** So many lamps are on one of its pages. */
    int pageSize = 200;

    final List<String> asked = new ArrayList<>();
    final List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
    /** All lamps, by their ids, in the order of the list. */
    final Map<String, Map<String, @Nullable Object>> lamps = new LinkedHashMap<>();

    /** Lamps of which the list of nodes knows nothing. */
    final Set<String> nodeless = new HashSet<>();

    final List<Object> schemes = new ArrayList<>();
    final List<Object> gateways = new ArrayList<>();
    private final Set<String> tokens = new HashSet<>();
    private final Map<String, Runnable> queued = new LinkedHashMap<>();

    @Nullable
    HandLane lane;

    String password = "right";
    List<Object> applications = List.of(Map.of("artkey", 35, "name", "City"));
    boolean away;
    boolean closed;
    /** Its lamps show nothing of what they are told. */
    boolean mute;
    /** No token is good, whoever gave it. */
    boolean trustsNobody;
    /** Answers of this status, with these headers, instead of all others. */
    int status;

    Map<String, String> headers = Map.of();
    /** What it says to requests that begin so, such as {@code GET /lcms/160524000001}, with the status 500 where that is empty. */
    final Map<String, String> ill = new LinkedHashMap<>();
    /** What it says instead of a list of lamps. */
    @Nullable
    String instead;

    private int given;

    FakeBrokerage() {
        gateways.add(
                Map.of("gateway_id", "352890061121289", "gateway_status", "online", "timezone", "Europe/Amsterdam"));
    }

    Map<String, @Nullable Object> lamp(String id) {
        Map<String, @Nullable Object> lamp = new LinkedHashMap<>();
        lamp.put("lcm_id", id);
        lamp.put("model", "Anne 25");
        lamp.put("status", "online");
        lamp.put("pole_number", "P-" + id);
        lamp.put("lighting_mode", "DIMSCHEME");
        lamp.put("override_light_level", List.of());
        lamp.put("light_level", List.of(100, 100, 100, 100));
        lamp.put("latest_energy_kwh", 324.15);
        lamp.put("latest_power_watt", "5.8");
        lamp.put("dimming_calendar_name", null);
        lamp.put("error_type", null);
        lamp.put("error_types", List.of());
        lamp.put("details", Map.of("watt", "25"));
        lamps.put(id, lamp);
        return lamp;
    }

    /** A lamp that was away can be reached again: what waited for it is done. */
    void back(String id) {
        put(id, "status", "online");
        for (String setting : List.of("/lcms/settings/light-levels", "/lcms/settings/dimming-schemes")) {
            Runnable waits = queued.remove(setting + " " + id);
            if (waits != null) {
                waits.run();
            }
        }
    }

    void put(String lamp, String field, @Nullable Object value) {
        Map<String, @Nullable Object> known = lamps.get(lamp);
        if (known == null) {
            throw new AssertionError("no lamp " + lamp);
        }
        known.put(field, value);
    }

    /** All tokens are over. */
    void forgetTokens() {
        tokens.clear();
    }

    long count(String begin) {
        return asked.stream().filter(one -> one.startsWith(begin)).count();
    }

    @Override
    public Answer send(String method, String path, String authorization, @Nullable Object body) throws IOException {
        asked.add(method + " " + path);
        if (away) {
            throw new IOException("connection refused");
        }
        if (status != 0) {
            return answer(status, headers, Map.of("detail", "no"));
        }
        for (Map.Entry<String, String> one : ill.entrySet()) {
            if ((method + " " + path).startsWith(one.getKey())) {
                boolean fault = one.getValue().isEmpty();
                return new Answer(fault ? 500 : 200, Map.of(), one.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        Map<String, @Nullable Object> given = ToldJson.object(body == null ? null : Json.tree(Json.write(body)))
                .orElse(Map.of());
        if (path.startsWith("/auth/jwt")) {
            return login(path, given);
        }
        if (trustsNobody || !tokens.contains(authorization)) {
            return answer(401, Map.of(), Map.of("detail", "Invalid or expired token."));
        }
        if (method.equals("GET")) {
            return read(path);
        }
        bodies.add(given);
        return ordered(method, path, given);
    }

    private static Answer answer(int status, Map<String, String> headers, Object body) {
        return new Answer(status, headers, Json.write(body));
    }

    private static Answer ok(Object body) {
        return answer(200, Map.of(), body);
    }

    private Answer login(String path, Map<String, @Nullable Object> body) {
        boolean exchange = path.endsWith("/refresh/");
        boolean good = exchange
                ? tokens.remove("JWT " + body.get("token"))
                : password.equals(body.get("password")) && "town".equals(body.get("username"));
        if (!good) {
            return answer(
                    exchange ? 400 : 401, Map.of(), Map.of("detail", "Unable to log in with provided credentials."));
        }
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"iat\":1000,\"exp\":1300}".getBytes(StandardCharsets.UTF_8));
        String token = "head" + ++given + "." + claims + ".signed";
        tokens.add("JWT " + token);
        return ok(Map.of("name", "town", "token", token, "auth-header", "JWT " + token));
    }

    private Answer read(String whole) {
        String path = whole.replaceFirst("[?&]application_artkey=35$", "");
        if (path.equals("/auth/me/")) {
            return ok(Map.of("name", "town", "applications", applications));
        }
        if (path.equals(whole)) {
            return answer(403, Map.of(), Map.of("detail", "which application?"));
        }
        if (path.startsWith("/lcms?page=")) {
            if (instead != null) {
                return new Answer(200, Map.of(), instead.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            }
            return page("lcms", List.copyOf(lamps.values()), path);
        }
        if (path.startsWith("/lcms/")) {
            Map<String, @Nullable Object> lamp = lamps.get(path.substring("/lcms/".length()));
            return lamp == null ? answer(404, Map.of(), Map.of("detail", "Not found.")) : ok(lamp);
        }
        if (path.startsWith("/nodes?page=")) {
            return page(
                    "nodes",
                    lamps.keySet().stream()
                            .filter(lamp -> !nodeless.contains(lamp))
                            .map(this::node)
                            .toList(),
                    path);
        }
        if (path.equals("/gateways")) {
            return ok(Map.of("_embedded", Map.of("gateways", gateways)));
        }
        if (path.equals("/dimming-schemes")) {
            return ok(Map.of("_embedded", Map.of("dimming_schemes", schemes)));
        }
        if (path.endsWith("/sunsetsunrise")) {
            return ok(Map.of("_embedded", Map.of("switch_moments", sun())));
        }
        return answer(404, Map.of(), Map.of("detail", "Not found."));
    }

    private Map<String, @Nullable Object> node(String lcm) {
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("node_id", "n" + lcm);
        node.put("name", "Lamp " + lcm);
        node.put("latitude", "52.1");
        node.put("longitude", 5.2);
        node.put("gateway_id", "352890061121289");
        node.put("lcm_service_id", lcm);
        return node;
    }

    private static List<Object> sun() {
        List<Object> days = new ArrayList<>();
        for (int day = 0; day < 14; day++) {
            String date = Instant.ofEpochMilli(HandLane.START_MS + day * 86_400_000L)
                    .toString()
                    .substring(0, 10);
            days.add(Map.of("timestamp", date, "sunset", date + "T17:20:00Z", "sunrise", date + "T06:20:00Z"));
        }
        return days;
    }

    private Answer page(String rel, List<?> all, String path) {
        int page = Integer.parseInt(path.substring(path.indexOf('=') + 1));
        int from = Math.min(all.size(), (page - 1) * pageSize);
        List<?> some = all.subList(from, Math.min(all.size(), from + pageSize));
        return ok(Map.of("_links", Map.of(), "_embedded", Map.of(rel, some), "_total", some.size()));
    }

    // ---- what it is told ----

    private Answer ordered(String method, String path, Map<String, @Nullable Object> body) {
        if (!Long.valueOf(35).equals(body.get("application_artkey"))) {
            return answer(403, Map.of(), Map.of("detail", "which application?"));
        }
        if (method.equals("PATCH")) {
            return ok(Map.of());
        }
        List<Map<String, @Nullable Object>> orders =
                switch (path) {
                    case "/lcms/functions/direct-control" -> ToldJson.objects(body, "override");
                    case "/lcms/functions/preview-light-levels", "/lcms/settings/light-levels" ->
                        ToldJson.objects(body, "light_levels");
                    case "/lcms/settings/dimming-schemes" -> ToldJson.objects(body, "lcms");
                    default -> ids(body);
                };
        if (orders.stream().anyMatch(one -> "ill".equals(one.get("lcm_id")))) {
            return answer(500, Map.of(), Map.of());
        }
        if (orders.size() > 1 && orders.stream().anyMatch(one -> "bad".equals(one.get("lcm_id")))) {
            return answer(400, Map.of(), Map.of("detail", "override: one is bad"));
        }
        List<String> ok = new ArrayList<>();
        List<String> waits = new ArrayList<>();
        List<String> nok = new ArrayList<>();
        for (Map<String, @Nullable Object> order : orders) {
            String id = String.valueOf(order.get("lcm_id"));
            Map<String, @Nullable Object> lamp = lamps.get(id);
            if (lamp == null || id.equals("bad")) {
                nok.add(id);
            } else if ("online".equals(lamp.get("status"))) {
                ok.add(id);
                later(() -> shows(path, order, lamp));
            } else if (Boolean.TRUE.equals(body.get("queue_when_offline"))) {
                waits.add(id);
                queued.put(path + " " + id, () -> shows(path, order, lamp));
            } else {
                nok.add(id);
            }
        }
        return ok(Map.of("lcms_ok", ok, "lcms_queued", waits, "lcms_nok", nok));
    }

    private static List<Map<String, @Nullable Object>> ids(Map<String, @Nullable Object> body) {
        List<Map<String, @Nullable Object>> orders = new ArrayList<>();
        if (body.get("lcm_ids") instanceof List<?> all) {
            all.forEach(id -> orders.add(Map.of("lcm_id", id)));
        }
        return orders;
    }

    private void later(Runnable shows) {
        HandLane now = lane;
        if (now != null && !mute) {
            now.at(now.nowMs() + 500, shows);
        }
    }

    private static void shows(String path, Map<String, @Nullable Object> order, Map<String, @Nullable Object> lamp) {
        switch (path) {
            case "/lcms/functions/direct-control" -> {
                lamp.put("lighting_mode", "OVERRIDE");
                lamp.put("override_light_level", order.get("override"));
            }
            case "/lcms/functions/preview-light-levels" -> lamp.put("lighting_mode", "PREVIEW");
            case "/lcms/settings/light-levels" -> lamp.put("light_level", order.get("light_levels"));
            case "/lcms/settings/dimming-schemes" -> lamp.put("dimming_calendar_name", order.get("calendar_name"));
            default -> {
                lamp.put("lighting_mode", "DIMSCHEME");
                lamp.put("override_light_level", List.of());
            }
        }
    }

    @Override
    public String fingerprint() {
        return "ab".repeat(32);
    }

    @Override
    public void close() {
        closed = true;
    }
}
