package io.candelabra.cli;

import io.candelabra.admin.Order;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.local.LocalCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends an order to the server that runs on a folder, and shows the answer: as a table, or as JSON. Exit statuses: 0 done,
 * 1 refused, 2 not understood on the command line, 3 no server runs there.
 */
public final class Asking {
    static final int REFUSED = 1;
    static final int NO_SERVER = 3;

    private static final List<Path> USUAL = List.of(Path.of("data", "serve"), Path.of("data", "demo"));

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the running server's folder (default: ./data/serve or ./data/demo, where one runs)")
    @Nullable
    Path data;

    @Option(names = "--json", description = "answers as JSON, for programs")
    boolean json;

    /** The command line makes it, as a part of a command. */
    public Asking() {}

    /** Whether the answer is asked for as JSON. */
    public boolean json() {
        return json;
    }

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway") // set by the library
    CommandSpec command;

    /** The folder of the server that is meant. */
    Path folder() {
        if (data != null) {
            return data;
        }
        List<Path> running = USUAL.stream().filter(LocalCall::possible).toList();
        if (running.size() > 1) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "servers may run on " + running + ": say which one with --data");
        }
        return Stream.concat(running.stream(), USUAL.reversed().stream())
                .findFirst()
                .orElseThrow();
    }

    /** Takes a step more with a row before it is shown. */
    @FunctionalInterface
    public interface Finishing {
        Map<String, Object> finish(Map<String, Object> row) throws IOException;
    }

    int ask(Order order) throws IOException {
        return ask(order, List.of(), row -> row);
    }

    /** Sends an order that one dialect alone knows, and shows the answer. */
    public int ask(String dialect, Object order) throws IOException {
        return ask(dialect, order, List.of(), row -> row);
    }

    /**
     * The same with a table of some columns, and with a last step.
     *
     * @param order a record whose text holds no secret
     * @param columns of a table; all where there are none
     */
    public int ask(String dialect, Object order, List<String> columns, Finishing finishing) throws IOException {
        return ask(
                new Order.OfDialect(dialect, order.toString(), Json.forStorage().text(order)), columns, finishing);
    }

    /** The server's answer, of which nothing is shown yet. */
    record Heard(int status, @Nullable Object told) {
        /** The one row of it; empty where there is none. */
        Map<String, Object> row() {
            return told instanceof Map<?, ?> row ? named(row) : Map.of();
        }

        List<Map<String, Object>> rows() {
            return told instanceof List<?> rows
                    ? rows.stream().map(row -> named((Map<?, ?>) row)).toList()
                    : List.of();
        }
    }

    /** Sends an order; what keeps it from being done is told. */
    Heard hear(Order order) throws IOException {
        PrintWriter err = command.commandLine().getErr();
        Object answered;
        try {
            answered = Json.tree(LocalCall.ask(
                    folder().toAbsolutePath().normalize(), Json.forStorage().write(order)));
        } catch (LocalCall.Nobody nobody) {
            err.println("candelabra: " + nobody.getMessage() + ", so nothing was asked or changed;"
                    + " start one (./candelabra demo, or ./candelabra serve), or name its folder with --data");
            return new Heard(NO_SERVER, null);
        }
        if (!(answered instanceof Map<?, ?> answer)) {
            throw new IOException("the server's answer cannot be read");
        }
        if (!Boolean.TRUE.equals(answer.get("done"))) {
            err.println("candelabra: " + answer.get("message"));
            return new Heard(REFUSED, null);
        }
        return new Heard(0, answer.get("told"));
    }

    /** @param columns of a table; all where there are none */
    int ask(Order order, List<String> columns, Finishing finishing) throws IOException {
        Heard heard = hear(order);
        return heard.status() == 0 ? show(heard.told(), columns, finishing) : heard.status();
    }

    /** Shows one row. */
    int show(Map<String, Object> row) throws IOException {
        return show(row, List.of(), same -> same);
    }

    private int show(@Nullable Object answered, List<String> columns, Finishing finishing) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        Object told = answered;
        if (told instanceof Map<?, ?> row) {
            told = finishing.finish(named(row));
        }
        if (json) {
            out.println(Json.text(told));
        } else if (told instanceof List<?> rows) {
            Table.print(rows.stream().map(r -> named((Map<?, ?>) r)).toList(), columns, out);
        } else if (told instanceof Map<?, ?> row) {
            Table.print(named(row), out);
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> named(Map<?, ?> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        row.forEach((key, value) -> named.put(String.valueOf(key), value == null ? "" : value));
        return named;
    }
}
