package io.candelabra.training;

import io.candelabra.cli.LeapLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program in the office that is connected to the hub: it sets zones, and is subscribed to all of them. */
final class LeapHubClient implements TrainingClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final LeapLine hub;
    private final List<String> zones = new ArrayList<>();

    LeapHubClient(TrainingTarget target) throws IOException {
        this.hub = LeapLine.open(target.text("vive", "host"), target.number("vive", "leap"), target.root(), TIMEOUT);
        ask(
                "UpdateRequest",
                "/login",
                LeapLine.login(target.text("vive", "username"), target.text("vive", "password")));
        for (String url : List.of("/zone/status", "/occupancygroup/status", "/area/status")) {
            ask("SubscribeRequest", url, null);
        }
        if (ask("ReadRequest", "/zone", null).get("Body") instanceof Map<?, ?> body
                && body.get("Zones") instanceof List<?> all) {
            for (Object zone : all) {
                if (zone instanceof Map<?, ?> fields && "Dimmed".equals(fields.get("ControlType"))) {
                    zones.add(String.valueOf(fields.get("href")));
                }
            }
        }
    }

    private Map<?, ?> ask(String communique, String url, @Nullable Object body) throws IOException {
        Map<?, ?> answer = hub.ask(communique, url, body);
        if (!LeapLine.done(answer)) {
            throw new IOException(communique + " of " + url + " was answered " + answer);
        }
        return answer;
    }

    @Override
    public int turn(int number) throws IOException {
        String zone = zones.get(number % zones.size());
        ask("CreateRequest", zone + "/commandprocessor", goToLevel(number * 7 % 100));
        ask("ReadRequest", zone + "/status", null);
        ask("ReadRequest", "/server/1/status/ping", null);
        if (number % 16 != 0) {
            return 3;
        }
        ask("ReadRequest", "/zone", null);
        ask("ReadRequest", "/area", null);
        ask("ReadRequest", "/device", null);
        return 6;
    }

    private static Map<String, Object> goToLevel(int percent) {
        return Map.of(
                "Command",
                Map.of("CommandType", "GoToLevel", "Parameter", List.of(Map.of("Type", "Level", "Value", percent))));
    }

    @Override
    public void close() throws IOException {
        hub.close();
    }
}
