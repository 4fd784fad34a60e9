package io.candelabra.dialect.lutron.quantum;

import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.wire.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Errors as problem details (RFC 9457): the status says what kind it is, the detail is fit for people. */
final class Problems {
    private static final String TYPE = "application/problem+json";
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    private Problems() {}

    static Reply of(int status, String detail) {
        return of(status, detail, List.of());
    }

    /** An exception of the language; its words about a field come along as {@code errors}. */
    static Reply of(LeapReply error) {
        int status = error.status().number();
        List<?> fields = error.body().get("Errors") instanceof List<?> all ? all : List.of();
        List<Map<String, String>> errors = fields.stream()
                .filter(Map.class::isInstance)
                .map(each -> (Map<?, ?>) each)
                .map(field -> Map.of(
                        "detail", String.valueOf(field.get("Message")), "pointer", "#/" + field.get("FieldPath")))
                .toList();
        return of(status, String.valueOf(error.body().get("Message")), errors);
    }

    private static Reply of(int status, String detail, List<Map<String, String>> errors) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "Error"));
        problem.put("status", status);
        problem.put("detail", detail);
        if (!errors.isEmpty()) {
            problem.put("errors", errors);
        }
        return Reply.status(status, problem).as(TYPE);
    }
}
