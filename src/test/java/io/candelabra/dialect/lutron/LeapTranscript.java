package io.candelabra.dialect.lutron;

import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A golden transcript of the language, one line a message.
 *
 * <pre>
 * # what it shows
 * shown: cafe               the area that the faces are bound to; without it, all
 * a&gt; {"CommuniqueType":…}   connection a sends; a connection opens, and logs in, when it first speaks
 * a&lt; {"CommuniqueType":…}   the next line on a
 * q&gt; …, q&lt; …                a message in an HTTPS request, and its answer
 * </pre>
 *
 * A connection named {@code guest} does not log in. A received line of {@code ?} stands for whatever comes; writing puts in
 * what came.
 */
final class LeapTranscript {
    private final List<String> lines;
    private final List<String> played = new ArrayList<>();

    LeapTranscript(Path file) throws IOException {
        this.lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    /** Whether playing it changes anything. */
    boolean changes() {
        return lines.stream()
                .anyMatch(line -> line.contains("> ")
                        && (line.contains("\"CreateRequest\"")
                                || (line.contains("\"UpdateRequest\"")
                                        && !line.contains("\"/login\"")
                                        && !line.contains("\"/clientsetting\""))));
    }

    /** The lines as they are on this run. */
    List<String> play(LutronOffice office, HttpClient http) throws Exception {
        Map<String, LeapClient> clients = new LinkedHashMap<>();
        String answer = "";
        office.show("");
        try {
            for (String line : lines) {
                int arrow = line.startsWith("#") ? -1 : line.indexOf(' ');
                String who = arrow < 1 ? "" : line.substring(0, arrow);
                if (line.startsWith("shown: ")) {
                    office.show(line.substring("shown: ".length()).strip());
                    played.add(line);
                } else if (who.equals("q>")) {
                    answer = post(office, http, line.substring(arrow + 1));
                    played.add(line);
                } else if (who.equals("q<")) {
                    played.add("q< " + masked(answer));
                } else if (who.endsWith(">")) {
                    client(clients, office, who).send(line.substring(arrow + 1));
                    played.add(line);
                } else if (who.endsWith("<")) {
                    String name = who.substring(0, who.length() - 1);
                    played.add(who + " "
                            + masked(client(clients, office, name + ">")
                                    .next()
                                    .map(m -> m.line().strip())
                                    .orElse("(closed)")));
                } else {
                    played.add(line);
                }
            }
        } finally {
            for (LeapClient client : clients.values()) {
                client.close();
            }
        }
        return played;
    }

    List<String> lines() {
        return lines;
    }

    private static LeapClient client(Map<String, LeapClient> clients, LutronOffice office, String who)
            throws IOException {
        LeapClient known = clients.get(who);
        if (known == null) {
            known = who.startsWith("guest") ? office.connect() : office.login();
            clients.put(who, known);
        }
        return known;
    }

    private static String post(LutronOffice office, HttpClient http, String message) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + office.https.port() + "/api/v1/leap"))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", LutronOffice.DEVICE_KEY)
                .header("ApiKey", LutronOffice.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Maps without an order of their own are sorted, so that each run gives the same text. */
    private static String masked(String line) {
        return line.startsWith("{") ? Json.text(sorted(Json.tree(line.getBytes(StandardCharsets.UTF_8)), 0)) : line;
    }

    private static Object sorted(Object tree, int depth) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> result = depth < 1 ? new LinkedHashMap<>() : new TreeMap<>();
            map.forEach((key, value) -> result.put(String.valueOf(key), sorted(value, depth + 1)));
            return result;
        }
        return tree instanceof List<?> list
                ? list.stream().map(each -> sorted(each, depth + 1)).toList()
                : tree;
    }
}
