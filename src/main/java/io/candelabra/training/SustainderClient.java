package io.candelabra.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dashboard of street lights: it leafs through lamps, dims some, and has their status pushed to an address of its own. */
final class SustainderClient implements TrainingClient {
    private static final int TOGETHER = 20;

    private final HttpsLine line;
    private final int artkey;
    private final List<String> lamps = new ArrayList<>();

    SustainderClient(TrainingTarget target) throws IOException {
        this.artkey = target.number("sustainder", "artkey");
        String user = target.text("sustainder", "username");
        String password = target.text("sustainder", "password");
        String token;
        try (HttpsLine login = target.open(Map.of())) {
            token = login.post("/v2/auth/jwt", Map.of("username", user, "password", password))
                                    .tree()
                            instanceof Map<?, ?> answer
                    ? String.valueOf(answer.get("token"))
                    : "";
        }
        this.line = target.open(Map.of("Authorization", "JWT " + token));
        find(line.get(lamps(1)).tree());
        // the pushes come back to the server itself, at a path that takes whatever it is sent: no receiver is needed
        // for them
        Map<String, Object> webhook = new LinkedHashMap<>();
        webhook.put("remote_url", target.https() + "/v2/welcome");
        webhook.put("auth_method", "BASIC");
        webhook.put("username", user);
        webhook.put("password_or_token", password);
        webhook.put("application_artkey", artkey);
        line.post("/v2/webhooks/status_push", webhook);
    }

    private String lamps(int page) {
        return "/v2/lcms?page=" + page + "&application_artkey=" + artkey;
    }

    /** The ids of all lamps in an answer, however deep they stand. */
    private void find(@Nullable Object tree) {
        switch (tree) {
            case Map<?, ?> fields -> {
                if (fields.get("lcm_id") instanceof String id) {
                    lamps.add(id);
                }
                fields.values().forEach(this::find);
            }
            case List<?> items -> items.forEach(this::find);
            case null, default -> {}
        }
    }

    @Override
    public int turn(int number) throws IOException {
        List<String> some = lamps.subList(0, Math.min(lamps.size(), number % 4 == 0 ? TOGETHER : 1));
        List<Map<String, Object>> override = some.stream()
                .map(lamp -> Map.<String, Object>of("lcm_id", lamp, "override", number * 7 % 100, "duration", 10))
                .toList();
        line.post("/v2/lcms/functions/direct-control", Map.of("application_artkey", artkey, "override", override));
        line.get("/v2/lcms/" + lamps.get(number % lamps.size()) + "?application_artkey=" + artkey);
        line.get(lamps(1 + number % 5));
        if (number % 8 != 0) {
            return 3;
        }
        line.get("/v2/nodes?page=1&application_artkey=" + artkey);
        line.get("/v2/sensors?page=1&application_artkey=" + artkey);
        line.get("/v2/groups?application_artkey=" + artkey);
        line.get("/v2/gateways?application_artkey=" + artkey);
        line.post("/v2/lcms/functions/clear-override", Map.of("application_artkey", artkey, "lcm_ids", some));
        return 8;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
