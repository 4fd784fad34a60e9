package io.candelabra.dialect.overkiz;

import io.candelabra.wire.http.Method;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The dialect's calls, built or not, with their sections and limits. They come from the same table that the project is
 * kept by ({@code docs/operations/overkiz.csv}), so the two cannot drift apart.
 */
final class OverkizOperations {

    /**
     * @param limit id of the limit that the call is under; empty for none
     * @param events names of the events that the call can cause
     * @param deprecated whether another call has taken its place
     */
    record Operation(
            String id,
            Method method,
            String path,
            String section,
            String limit,
            List<String> events,
            boolean deprecated) {}

    /**
     * @param name method and path, such as {@code GET /setup}
     * @param limit id of the limit that it is under; empty for none
     */
    record Call(String name, String limit) {}

    private final List<Operation> all;
    /** By path: its text is the route's own, so that no request hashes it anew. */
    private final Map<String, Map<Method, Call>> calls = new HashMap<>();

    private OverkizOperations(List<Operation> all) {
        this.all = List.copyOf(all);
        for (Operation o : all) {
            Map<Method, Call> ofPath = calls.computeIfAbsent(o.path(), p -> new EnumMap<>(Method.class));
            ofPath.put(o.method(), new Call(o.method() + " " + o.path(), o.limit()));
            if (o.method() == Method.GET) {
                ofPath.putIfAbsent(Method.HEAD, new Call(Method.HEAD + " " + o.path(), o.limit()));
            }
        }
    }

    static OverkizOperations read() {
        List<Operation> operations = new ArrayList<>();
        try (InputStream in = OverkizOperations.class.getResourceAsStream("overkiz.csv")) {
            if (in == null) {
                throw new IllegalStateException("the table of operations is not among the resources");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("operation,") || line.startsWith("extra,")) {
                    // the columns that are read come before the first one that may hold a quoted comma
                    List<String> columns = List.of(line.split(",", 8));
                    operations.add(new Operation(
                            columns.get(1),
                            Method.valueOf(columns.get(2)),
                            columns.get(3),
                            columns.get(4),
                            columns.get(5),
                            Stream.of(columns.get(6).split(" "))
                                    .filter(name -> !name.isEmpty())
                                    .toList(),
                            line.contains("deprecated since")));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new OverkizOperations(operations);
    }

    List<Operation> all() {
        return all;
    }

    /** A call as limits know it; one that is in no table has no limit. */
    Call call(Method method, String path) {
        Map<Method, Call> ofPath = calls.get(path);
        Call call = ofPath == null ? null : ofPath.get(method);
        return call == null ? new Call(method + " " + path, "") : call;
    }
}
