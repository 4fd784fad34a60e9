package io.candelabra.dialect.sustainder;

import io.candelabra.testing.TestTime;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of requests, the answers to them, and what a subscriber is told:
 *
 * <pre>
 * # at 2026-06-16T12:00:00Z  the first line: when the town's time begins, where the answer follows from it
 * # as guest                who asks from here on: demo (also at first), guest, neighbour, nobody
 * # until "OVERRIDE"        the next call is repeated until its answer holds this
 * # field gateway ID down   a gateway goes, or comes: up
 * # field ID STATE NUMBER   a lamp tells a state
 * # mailed                  the token of the last letter is the token from here on
 * # with token              from here on a token is shown, and no password
 * POST /v2/lcms/functions/direct-control
 * Content-Type: application/json
 *
 * {"override":[{"lcm_id":"…","override":40}]}
 *
 * HTTP 200
 * Content-Type: application/hal+json
 *
 * {…}
 *
 * # pushed 2                what the subscriber has got by now, waited for
 * PUSHED /status_push
 * {…}
 * </pre>
 *
 * <p>In requests {@code https://receiver} is the subscriber's address and {@code <token>} the last token; in answers the
 * server is {@code https://host}, and what differs from run to run is {@code <time>}, {@code <token>}, {@code <secret>},
 * {@code <message>} (an id) or {@code <number>}.
 */
final class LampTranscript {
    private static final String AT = "# at ";
    private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|DELETE|PATCH) (/\\S*)");
    private static final List<String> SHOWN = List.of("Content-Type", "Location", "WWW-Authenticate", "Allow");

    private final List<String> lines;
    private final List<String> played = new ArrayList<>();
    private final TownServer server;
    private final PushReceiver receiver;
    private String as = TownServer.USER;
    private String token = "";
    private boolean withToken;
    private String until = "";

    LampTranscript(Path file, TownServer server, PushReceiver receiver) throws IOException {
        this.lines = Files.readAllLines(file);
        this.server = server;
        this.receiver = receiver;
    }

    /** The time that a file begins at. */
    static TestTime begins(Path file) throws IOException {
        String first = Files.readAllLines(file).getFirst();
        return first.startsWith(AT) ? TestTime.at(first.substring(AT.length())) : TestTime.begin();
    }

    List<String> lines() {
        return lines;
    }

    /** The file as it would be written now. */
    List<String> play() {
        for (int at = 0; at < lines.size(); ) {
            String line = lines.get(at);
            if (line.startsWith("# ")) {
                directive(line);
                at++;
            } else if (REQUEST.matcher(line).matches()) {
                at = call(at);
            } else {
                at++;
            }
        }
        while (!played.isEmpty() && played.getLast().isEmpty()) {
            played.removeLast();
        }
        return played;
    }

    private void directive(String line) {
        played.add(line);
        String[] words = line.substring(2).split(" ", 2);
        switch (words[0]) {
            case "as" -> {
                as = words[1];
                withToken = false;
            }
            case "until" -> until = words[1];
            case "with" -> withToken = true;
            case "mailed" -> token = server.mails().getLast().text().replaceAll("(?s).*\\s(eyJ\\S+).*", "$1");
            case "field" -> server.field(words[1].split(" "));
            case "pushed" -> {
                receiver.await(Integer.parseInt(words[1])).forEach(push -> {
                    played.add("PUSHED " + push.path());
                    push.headers().forEach(h -> played.add(masked(h)));
                    played.add("");
                    json(push.body());
                });
                played.add("");
            }
            default -> {
                // a remark
            }
        }
    }

    private int call(int start) {
        int at = start;
        Matcher request = REQUEST.matcher(lines.get(at));
        if (!request.matches()) {
            throw new IllegalStateException("no request: " + lines.get(at));
        }
        played.add(lines.get(at++));
        while (at < lines.size() && !lines.get(at).isEmpty()) {
            played.add(lines.get(at++));
        }
        StringBuilder body = new StringBuilder();
        List<String> bodyLines = new ArrayList<>();
        for (at++; at < lines.size() && !ends(lines.get(at)); at++) {
            body.append(lines.get(at)).append('\n');
            if (!lines.get(at).isEmpty()) {
                bodyLines.add(lines.get(at));
            }
        }
        while (at < lines.size()
                && !lines.get(at).startsWith("# ")
                && !REQUEST.matcher(lines.get(at)).matches()) {
            at++;
        }
        played.add("");
        if (!bodyLines.isEmpty()) {
            played.addAll(bodyLines);
            played.add("");
        }
        answer(request.group(1), request.group(2), body.toString().strip());
        return at;
    }

    private static boolean ends(String line) {
        return line.startsWith("HTTP ")
                || line.startsWith("# ")
                || REQUEST.matcher(line).matches();
    }

    private void answer(String method, String path, String body) {
        String sent = body.replace("https://receiver", receiver.origin()).replace("<token>", token);
        byte @Nullable [] bytes = sent.isEmpty() ? null : sent.getBytes(StandardCharsets.UTF_8);
        TownServer.Answer answer = server.callUntil(method, "^" + path, bytes, proof(), until);
        until = "";
        played.add("HTTP " + answer.status());
        for (String header : SHOWN) {
            answer.raw().headers().firstValue(header).ifPresent(value -> played.add(header + ": " + masked(value)));
        }
        played.add("");
        if (!answer.raw().body().isEmpty()) {
            if (Json.tree(answer.raw().body().getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                    && map.get("token") instanceof String fresh) {
                token = fresh;
            }
            json(answer.raw().body());
            played.add("");
        }
        played.add("");
    }

    private @Nullable String proof() {
        if (withToken) {
            return "JWT " + token;
        }
        return as.equals("nobody") ? null : TownServer.basic(as);
    }

    private void json(String text) {
        StringBuilder pretty = new StringBuilder();
        pretty(Json.tree(text.getBytes(StandardCharsets.UTF_8)), "", pretty);
        played.addAll(masked(pretty.toString()).lines().toList());
    }

    private String masked(String text) {
        String here = text.replace(server.origin(), "https://host").replace(receiver.origin(), "https://receiver");
        return here.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "<time>")
                .replaceAll("(\"(timestamp|production_date)\": )\"\\d{4}-\\d\\d-\\d\\d\"", "$1\"<day>\"")
                .replaceAll("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "<token>")
                .replaceAll("msg_[\\w-]+", "<message>")
                .replaceAll("(\"(duration_ms|last_event)\": ?)\\d+", "$1<number>")
                .replaceAll("whsec_[\\w+/=]+", "<secret>");
    }

    /** One field a line; a short object stands on one. */
    private static void pretty(@Nullable Object value, String indent, StringBuilder out) {
        String flat = Json.text(value);
        if (flat.length() < 90 && !(value instanceof Map<?, ?> && indent.isEmpty())) {
            out.append(flat);
            return;
        }
        switch (value) {
            case Map<?, ?> map -> {
                out.append("{");
                String comma = "\n";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(comma)
                            .append(indent)
                            .append(" \"")
                            .append(entry.getKey())
                            .append("\": ");
                    pretty(entry.getValue(), indent + " ", out);
                    comma = ",\n";
                }
                out.append("\n").append(indent).append("}");
            }
            case List<?> list -> {
                out.append("[");
                String comma = "\n";
                for (Object one : list) {
                    out.append(comma).append(indent).append(" ");
                    pretty(one, indent + " ", out);
                    comma = ",\n";
                }
                out.append("\n").append(indent).append("]");
            }
            case null, default -> out.append(flat);
        }
    }
}
