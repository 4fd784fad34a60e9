package io.candelabra.dialect.overkiz;

import io.candelabra.wire.http.Method;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dialect's calls, built or not, with their sections and limits. They come from the same table that the project is
 * kept by ({@code docs/operations/overkiz.csv}), so the two cannot drift apart.
 */
final class OverkizOperations {

    /** @param limit id of the limit that the call is under; empty for none */
    record Operation(String id, Method method, String path, String section, String limit) {}

    private final List<Operation> all;
    private final Map<String, Operation> byCall = new HashMap<>();

    private OverkizOperations(List<Operation> all) {
        this.all = List.copyOf(all);
        all.forEach(o -> byCall.put(o.method() + " " + o.path(), o));
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
                    List<String> columns = List.of(line.split(",", 7));
                    operations.add(new Operation(
                            columns.get(1),
                            Method.valueOf(columns.get(2)),
                            columns.get(3),
                            columns.get(4),
                            columns.get(5)));
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

    /** The limit of a call; empty where it has none. */
    String limit(Method method, String path) {
        Operation operation = byCall.get((method == Method.HEAD ? Method.GET : method) + " " + path);
        return operation == null ? "" : operation.limit();
    }
}
