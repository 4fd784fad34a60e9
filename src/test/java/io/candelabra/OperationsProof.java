package io.candelabra;

import static io.candelabra.OperationsTable.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.candelabra.OperationsTable.Dialect;
import io.candelabra.OperationsTable.Kind;
import io.candelabra.OperationsTable.Route;
import io.candelabra.OperationsTable.Row;
import io.candelabra.OperationsTable.Status;
import io.candelabra.wire.http.Face;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds a table against what is really there: the code, the transcripts, the routes of a running server.
 *
 * <p>Each check gives a list of sentences, empty when all is well.
 */
record OperationsProof(OperationsTable table) {

    /**
     * The claims of {@code done} rows that nothing shows, and the {@code todo} rows that something shows too early.
     *
     * <p>A call that is done has its method in the code and its transcript. Of an event, a limit or a rule either is enough;
     * the handler may then be a test, which is what keeps most rules.
     *
     * @param transcripts the folder that the transcript column starts from
     */
    List<String> unproven(Path transcripts) {
        List<String> wrong = new ArrayList<>();
        for (Row row : table.rows()) {
            if (row.status() == Status.TODO) {
                require(wrong, row, row.transcript().isEmpty(), "has a transcript and still says todo");
                continue;
            }
            if (row.kind().isCall()) {
                require(wrong, row, !row.transcript().isEmpty(), "is done without a transcript");
            } else {
                require(
                        wrong,
                        row,
                        !row.handler().isEmpty() || !row.transcript().isEmpty(),
                        "is done with neither handler nor transcript to show for it");
            }
            if (!row.handler().isEmpty()) {
                require(wrong, row, exists(row.handler()), "its handler " + row.handler() + " is not in the code");
            }
            if (!row.transcript().isEmpty()) {
                checkTranscript(wrong, row, transcripts.resolve(row.transcript()));
            }
        }
        return wrong;
    }

    private void checkTranscript(List<String> wrong, Row row, Path file) {
        if (!Files.isRegularFile(file)) {
            wrong.add(row + ": its transcript " + row.transcript() + " does not exist");
            return;
        }
        String text = text(file);
        if (row.kind() == Kind.EVENT) {
            require(wrong, row, text.contains(row.id()), "its transcript never names it");
        } else if (row.kind().isCall()) {
            Pattern call = table.dialect() == Dialect.LEAP ? leapLine(row) : requestLine(row);
            require(wrong, row, call.matcher(text).find(), "its transcript never calls it");
        }
    }

    /** A line that starts with the method and whose address ends in the path, with anything in place of each variable. */
    private static Pattern requestLine(Row row) {
        String path = Arrays.stream(row.path().split("/"))
                .map(word -> word.startsWith("{") ? "[^/\\s?]+" : Pattern.quote(word))
                .collect(Collectors.joining("/"));
        return Pattern.compile("^" + row.method() + " \\S*" + path + "/?(\\?\\S*)?(\\s|$)", Pattern.MULTILINE);
    }

    /** A line with the message, or the HTTPS request, that the row is about. */
    private static Pattern leapLine(Row row) {
        String path = Arrays.stream(row.path().split("/"))
                .map(word ->
                        word.equals("{path}") ? "[^\"\\s]+" : word.startsWith("{") ? "[^/\"?]+" : Pattern.quote(word))
                .collect(Collectors.joining("/"));
        boolean wrapped = row.method().equals("POST") && row.path().equals("/api/v1/leap");
        String line = wrapped
                ? "^q> "
                : row.path().startsWith("/api/")
                        ? "^h> " + row.method() + " " + path + "(\\s|$)"
                        : "^\\w+> .*\"" + communique(row.method()) + "\".*\"Url\":\"" + path + "[\"?]";
        return Pattern.compile(line, Pattern.MULTILINE);
    }

    /** {@code ReadRequest} of {@code READ}; the pairing port says {@code Execute} alone. */
    private static String communique(String verb) {
        String word = verb.charAt(0) + verb.substring(1).toLowerCase(Locale.ROOT);
        return verb.equals("EXECUTE") ? word : word + "Request";
    }

    /**
     * How the table and a server differ: a live route that has no row, a {@code done} row that no route answers.
     *
     * <p>A served route whose row says {@code todo} is no difference: it waits for its transcript. Hand in the routes that are
     * built, without those which answer only that they are not supported yet.
     */
    List<String> difference(List<Route> live) {
        Map<Route, Row> calls = table.rows().stream()
                .filter(row -> row.kind().isCall())
                .collect(Collectors.toMap(row -> new Route(row.method(), row.path()), row -> row));
        Set<Route> built = new HashSet<>(live);
        List<String> wrong = new ArrayList<>();
        for (Route route : live) {
            if (!calls.containsKey(route)) {
                wrong.add(String.format(Locale.ROOT, "%s %s is served and has no row", route.method(), route.path()));
            }
        }
        calls.forEach((route, row) -> {
            if (row.status() == Status.DONE && !built.contains(route)) {
                wrong.add(row + ": is done and not served");
            }
        });
        return wrong;
    }

    /**
     * How the table and a face differ. Beside what {@link #difference(List)} tells, a route must be registered by the class
     * that its row names.
     *
     * @param notBuilt a class that registers routes only to answer that they are not supported yet
     */
    List<String> difference(Face face, Class<?>... notBuilt) {
        List<io.candelabra.wire.http.Route> built = face.routeTable().stream()
                .filter(route -> !List.of(notBuilt).contains(route.owner()))
                .toList();
        List<String> wrong =
                new ArrayList<>(difference(built.stream().map(this::asInTable).toList()));
        Map<Route, String> owners = built.stream().collect(Collectors.toMap(this::asInTable, route -> route.owner()
                .getName()));
        for (Row row : table.rows()) {
            String owner = owners.get(new Route(row.method(), row.path()));
            if (owner != null && !owner.equals(table.className(row.handler()))) {
                wrong.add(row + ": is served by " + owner + ", not by " + table.className(row.handler()));
            }
        }
        return wrong;
    }

    private Route asInTable(io.candelabra.wire.http.Route route) {
        String path = table.dialect() == Dialect.SUSTAINDER ? route.fullPath() : route.path();
        return new Route(route.method().name(), path);
    }

    private boolean exists(String handler) {
        try {
            Class<?> type = Class.forName(table.className(handler), false, OperationsProof.class.getClassLoader());
            return OperationsTable.handlerMethod(handler)
                    .map(method -> Stream.concat(
                                    Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getMethods()))
                            .anyMatch(declared -> declared.getName().equals(method)))
                    .orElse(true);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
