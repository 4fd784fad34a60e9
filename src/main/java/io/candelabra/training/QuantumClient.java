package io.candelabra.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program of the office that asks the processor over HTTPS, a message in each request. */
final class QuantumClient implements TrainingClient {
    private static final String PATH = "/api/v1/leap";
    private static final int ZONES = 6;

    private final HttpsLine line;

    QuantumClient(TrainingTarget target) throws IOException {
        this.line = target.open(Map.of(
                "ApiKey", target.text("quantum", "apiKey"), "Authorization", target.text("quantum", "deviceKey")));
    }

    private void ask(String communique, String url, Map<String, Object> body) throws IOException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("CommuniqueType", communique);
        message.put("Header", Map.of("Url", url));
        if (!body.isEmpty()) {
            message.put("Body", body);
        }
        // what is refused is HTTP 200 as well
        String status = line.post(PATH, message).tree() instanceof Map<?, ?> answer
                        && answer.get("Header") instanceof Map<?, ?> header
                ? String.valueOf(header.get("StatusCode"))
                : "";
        if (!status.startsWith("2")) {
            throw new IOException(communique + " " + url + " was answered " + status);
        }
    }

    @Override
    public int turn(int number) throws IOException {
        String zone = "/zone/" + (1 + number % ZONES) + "/status";
        ask("UpdateRequest", zone, Map.of("ZoneStatus", Map.of("Level", number * 7 % 100)));
        ask("ReadRequest", zone, Map.of());
        ask("ReadRequest", "/area/rootarea", Map.of());
        return 3;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
