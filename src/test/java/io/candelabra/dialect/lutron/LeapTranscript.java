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
 * p&gt; …, p&lt; …                the same on the pairing port, as a partner
 * authorised:               an administrator lets who is there be paired
 * h&gt; PUT /api/v1/… [Name: value] {…}   any HTTPS request, with at most one header beside the usual ones
 * h&lt; 200 [ETag] {…}             its answer
 * </pre>
 *
 * {@code <pairing>} stands for the id of the first pairing; certificates and times are masked.
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
                        && (line.startsWith("h> P")
                                || line.startsWith("p> ")
                                || line.contains("\"CreateRequest\"")
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
                } else if (line.startsWith("authorised:")) {
                    office.ports.pairing().authorise();
                    played.add(line);
                } else if (who.equals("q>")) {
                    answer = post(office, http, line.substring(arrow + 1));
                    played.add(line);
                } else if (who.equals("h>")) {
                    answer = call(office, http, line.substring(arrow + 1));
                    played.add(line);
                } else if (who.equals("h<")) {
                    int body = answer.indexOf('{');
                    played.add(
                            "h< " + (body < 0 ? answer : answer.substring(0, body) + masked(answer.substring(body))));
                } else if (who.equals("q<")) {
                    played.add("q< " + masked(answer));
                } else if (who.endsWith(">")) {
                    String message = line.substring(arrow + 1);
                    client(clients, office, who)
                            .send(
                                    message.contains("<pairing>")
                                            ? message.replace("<pairing>", pairing(office))
                                            : message);
                    played.add(line);
                } else if (who.endsWith("<")) {
                    String name = who.substring(0, who.length() - 1);
                    played.add(who + " "
                            + unlike(masked(client(clients, office, name + ">")
                                    .next()
                                    .map(m -> m.line().strip())
                                    .orElse("(closed)"))));
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
            known = who.startsWith("guest")
                    ? office.connect()
                    : who.equals("p>")
                            ? new LeapClient(
                                    office.authority.clientContext(
                                            office.ports.partners().issueClient("a partner")),
                                    office.ports.pairingPort())
                            : office.login();
            clients.put(who, known);
        }
        return known;
    }

    private static String pairing(LutronOffice office) {
        return office.ports.integrations().pairings("vive-office").stream()
                .findFirst()
                .map(key -> key.id().substring(0, 16))
                .orElse("none");
    }

    /** The values that differ from run to run. */
    private static String unlike(String line) {
        return line.replaceAll("/server/leap/pairing/[0-9a-f]{16}", "/server/leap/pairing/<pairing>")
                .replaceAll("\"-----BEGIN CERTIFICATE[^\"]*\"", "\"<certificate>\"")
                .replaceAll("\"Issued\":\"[^\"]*\"", "\"Issued\":\"<time>\"");
    }

    private static String call(LutronOffice office, HttpClient http, String line) throws Exception {
        int open = line.indexOf(" {");
        String body = open < 0 ? "" : line.substring(open + 1);
        String[] words = (open < 0 ? line : line.substring(0, open)).split(" ", 3);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + office.https.port() + words[1]))
                .header("Authorization", LutronOffice.DEVICE_KEY)
                .header("ApiKey", LutronOffice.API_KEY)
                .method(
                        words[0],
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (words.length > 2) {
            request.header(words[2].split(": ")[0], words[2].split(": ")[1]);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return (answer.statusCode() + " " + answer.headers().firstValue("ETag").orElse("") + " " + answer.body())
                .replace("  ", " ")
                .strip();
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
