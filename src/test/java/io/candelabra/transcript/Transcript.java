package io.candelabra.transcript;

import io.candelabra.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of requests, the answers to them, and what a listener hears.
 *
 * <pre>
 * # as guest
 * POST /exec/apply
 * Content-Type: application/json
 *
 * {"actions":[…]}
 *
 * HTTP 200
 * Content-Type: application/json
 *
 * {"execId":"&lt;any:exec&gt;"}
 *
 * EVENTS
 * [{"name":"ExecutionRegisteredEvent","execId":"&lt;exec&gt;", …}, …]
 * </pre>
 *
 * <p>{@code # speed X} says how fast the simulated field runs; slow where something has to be still under way.
 *
 * <p>{@code # as NAME} says who asks from there on: {@code owner} (also at first), {@code guest}, {@code neighbour}, all with
 * a cookie on the cloud face; {@code token}, the owner on the local face; {@code nobody}, {@code nobody-local}. Other lines
 * that start with {@code #} are remarks. Paths start below the face. In a request {@code <name>} stands for what was bound
 * before. In an answer {@code <any>} fits anything that is there, {@code <any:name>} also binds it, and {@code <name>} is
 * what was bound. JSON must have exactly the fields that are given, in any order. Headers that are not named are not looked
 * at; a header at {@code <none>} must not be there. Of the events, those given must come in their order; others may come between.
 */
record Transcript(List<Call> calls, double speed) {
    private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|DELETE|PATCH|OPTIONS|HEAD) \\S+");
    private static final Pattern ANSWER = Pattern.compile("HTTP \\d{3}");

    /** @param line of the request in the file, from 1 */
    record Call(
            int line,
            String as,
            String method,
            String path,
            List<String> headers,
            String body,
            int status,
            List<String> answerHeaders,
            String answer,
            String events) {}

    static Transcript parse(String text) {
        Parser parser = new Parser(text.split("\n", -1));
        return new Transcript(parser.calls(), parser.speed);
    }

    private static final class Parser {
        private final String[] lines;
        private int at;
        private String as = "owner";
        private double speed = TestServer.SPEED;

        Parser(String[] lines) {
            this.lines = lines;
        }

        List<Call> calls() {
            List<Call> calls = new ArrayList<>();
            for (skip(); at < lines.length; skip()) {
                calls.add(call());
            }
            return calls;
        }

        private void skip() {
            while (at < lines.length && (lines[at].isBlank() || lines[at].startsWith("#"))) {
                if (lines[at].startsWith("# as ")) {
                    as = lines[at].substring(5).strip();
                }
                if (lines[at].startsWith("# speed ")) {
                    speed = Double.parseDouble(lines[at].substring(8).strip());
                }
                at++;
            }
        }

        private Call call() {
            int line = at + 1;
            if (!REQUEST.matcher(lines[at]).matches()) {
                throw new IllegalArgumentException("line " + line + ": a request is expected: " + lines[at]);
            }
            String[] request = lines[at++].split(" ", 2);
            List<String> headers = headers();
            String body = until();
            if (at == lines.length || !ANSWER.matcher(lines[at]).matches()) {
                throw new IllegalArgumentException("line " + (at + 1) + ": an answer is expected");
            }
            int status = Integer.parseInt(lines[at++].substring(5));
            List<String> answerHeaders = headers();
            String answer = until();
            String events = "";
            if (at < lines.length && lines[at].equals("EVENTS")) {
                at++;
                events = until();
            }
            return new Call(line, as, request[0], request[1], headers, body, status, answerHeaders, answer, events);
        }

        private List<String> headers() {
            List<String> headers = new ArrayList<>();
            while (at < lines.length && !lines[at].isBlank()) {
                headers.add(lines[at++]);
            }
            return headers;
        }

        private String until() {
            StringBuilder body = new StringBuilder();
            while (at < lines.length
                    && !lines[at].equals("EVENTS")
                    && !ANSWER.matcher(lines[at]).matches()
                    && !REQUEST.matcher(lines[at]).matches()
                    && !lines[at].startsWith("#")) {
                body.append(lines[at++]).append('\n');
            }
            return body.toString().strip();
        }
    }
}
