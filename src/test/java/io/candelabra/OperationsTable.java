package io.candelabra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * One table of {@code docs/operations}: the calls, events and rules of a dialect, and how far each of it is.
 *
 * <p>{@link #malformed()} looks at the table alone; {@link OperationsProof} at what stands behind it.
 * {@code docs/operations/README.md} explains the columns.
 */
final class OperationsTable {

    /** The tables that there are, and where the handlers of each are found. */
    enum Dialect {
        OVERKIZ("overkiz", "io.candelabra.dialect.overkiz", Set.of("GET", "POST", "PUT", "DELETE")),
        SUSTAINDER("sustainder", "io.candelabra.dialect.sustainder", Set.of("GET", "POST", "PUT", "PATCH", "DELETE")),
        LEAP(
                "leap",
                "io.candelabra.dialect.lutron",
                Set.of("READ", "SUBSCRIBE", "CREATE", "UPDATE", "DELETE", "EXECUTE", "GET", "PUT", "POST"));

        final String table;
        final String packageName;
        final Set<String> methods;

        Dialect(String table, String packageName, Set<String> methods) {
            this.table = table;
            this.packageName = packageName;
            this.methods = methods;
        }
    }

    /** The subject of a row. */
    enum Kind {
        /** A call that the source document names. */
        OPERATION,
        /** A call that clients make although the document does not name it. */
        EXTRA,
        /** A message that goes out by itself. */
        EVENT,
        /** A rate or size limit. */
        LIMIT,
        /** A sentence of the document that no single call holds. */
        RULE;

        boolean isCall() {
            return this == OPERATION || this == EXTRA;
        }
    }

    enum Status {
        TODO,
        DONE
    }

    /** One line; {@code line} is its number in the file, for messages. Columns that do not apply are empty, never null. */
    record Row(
            long line,
            Kind kind,
            String id,
            String method,
            String path,
            String section,
            String limit,
            Set<String> events,
            String successor,
            String handler,
            Status status,
            String transcript,
            String note) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "line %d (%s %s)", line, kind.name().toLowerCase(Locale.ROOT), id);
        }
    }

    /** A call as a server knows it: {@code path} is the template with its variables in braces, as it stands in the table. */
    record Route(String method, String path) {}

    static final List<String> COLUMNS = List.of(
            "kind",
            "id",
            "method",
            "path",
            "section",
            "limit",
            "events",
            "successor",
            "handler",
            "status",
            "transcript",
            "note");

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9]*([._-][A-Za-z0-9]+)*");
    private static final Pattern PATH = Pattern.compile("/|(/([A-Za-z0-9_-]+|\\{[A-Za-z][A-Za-z0-9_]*}))+");
    private static final Pattern HANDLER =
            Pattern.compile("(?<type>([a-z][a-z0-9]*\\.)*[A-Z][A-Za-z0-9]*)(\\.(?<method>[a-z][A-Za-z0-9]*))?");
    private static final Pattern TRANSCRIPT = Pattern.compile("[a-z0-9]+(/[A-Za-z0-9._-]+)+\\.http");
    private static final int MAX_OPERATIONS_PER_CLASS = 30;

    private final Dialect dialect;
    private final List<Row> rows;

    private OperationsTable(Dialect dialect, List<Row> rows) {
        this.dialect = dialect;
        this.rows = List.copyOf(rows);
    }

    /** The table of this dialect as it lies in the project. */
    static OperationsTable read(Dialect dialect) {
        Path file = projectRoot().resolve("docs/operations").resolve(dialect.table + ".csv");
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            return parse(dialect, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OperationsTable parse(Dialect dialect, String csv) {
        try (Reader reader = new StringReader(csv)) {
            return parse(dialect, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException with the line, where the file is not a table of this form at all */
    private static OperationsTable parse(Dialect dialect, Reader reader) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var parser = format.parse(reader)) {
            if (!parser.getHeaderNames().equals(COLUMNS)) {
                throw new IllegalArgumentException(
                        dialect.table + ".csv: the columns are " + parser.getHeaderNames() + ", not " + COLUMNS);
            }
            List<Row> rows = new ArrayList<>();
            for (CSVRecord record : parser) {
                rows.add(row(dialect, record, parser.getCurrentLineNumber()));
            }
            return new OperationsTable(dialect, rows);
        }
    }

    private static Row row(Dialect dialect, CSVRecord record, long line) {
        String where = String.format(Locale.ROOT, "%s.csv, line %d", dialect.table, line);
        if (!record.isConsistent()) {
            throw new IllegalArgumentException(where + ": " + record.size() + " columns instead of " + COLUMNS.size());
        }
        return new Row(
                line,
                named(Kind.class, record.get("kind"), where),
                record.get("id"),
                record.get("method"),
                record.get("path"),
                record.get("section"),
                record.get("limit"),
                Arrays.stream(record.get("events").split(" "))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)),
                record.get("successor"),
                record.get("handler"),
                named(Status.class, record.get("status"), where),
                record.get("transcript"),
                record.get("note"));
    }

    private static <E extends Enum<E>> E named(Class<E> type, String word, String where) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        where + ": no " + type.getSimpleName().toLowerCase(Locale.ROOT) + " is called '" + word + "'"));
    }

    /** The project's folder: handed in by the build, else the current directory. */
    static Path projectRoot() {
        return Path.of(System.getProperty("candelabra.root", "")).toAbsolutePath();
    }

    static Path transcripts() {
        return projectRoot().resolve("src/test/resources/transcripts");
    }

    Dialect dialect() {
        return dialect;
    }

    List<Row> rows() {
        return rows;
    }

    List<Row> rows(Kind kind) {
        return rows.stream().filter(row -> row.kind == kind).toList();
    }

    long done(Kind kind) {
        return rows(kind).stream().filter(row -> row.status == Status.DONE).count();
    }

    /** The faults of the table by itself: twice the same id, words of no known form, names that lead nowhere. */
    List<String> malformed() {
        List<String> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<Route> routes = new HashSet<>();
        Set<String> handlers = new HashSet<>();
        Map<String, Integer> perClass = new HashMap<>();
        Set<String> operations = ids(Kind.OPERATION);
        Set<String> events = ids(Kind.EVENT);
        Set<String> limits = ids(Kind.LIMIT);
        for (Row row : rows) {
            require(wrong, row, ids.add(row.id), "this id stands twice");
            require(wrong, row, ID.matcher(row.id).matches(), "the id is no name");
            require(wrong, row, !row.section.isBlank(), "no section");
            require(
                    wrong,
                    row,
                    row.handler.isEmpty() || HANDLER.matcher(row.handler).matches(),
                    "the handler is no name");
            require(
                    wrong,
                    row,
                    row.transcript.isEmpty()
                            || TRANSCRIPT.matcher(row.transcript).matches(),
                    "the transcript is no path under the transcripts' folder");
            require(wrong, row, row.limit.isEmpty() || limits.contains(row.limit), "no limit is called " + row.limit);
            require(
                    wrong,
                    row,
                    row.successor.isEmpty() || (operations.contains(row.successor) && !row.successor.equals(row.id)),
                    "no other operation is called " + row.successor);
            require(wrong, row, events.containsAll(row.events), "an event has no row of its own");
            if (row.kind.isCall()) {
                require(wrong, row, dialect.methods.contains(row.method), "no method of this dialect: " + row.method);
                require(wrong, row, PATH.matcher(row.path).matches(), "the path is no template: " + row.path);
                require(wrong, row, routes.add(new Route(row.method, row.path)), "this method and path stand twice");
                require(
                        wrong,
                        row,
                        HANDLER.matcher(row.handler).matches()
                                && handlerMethod(row.handler).isPresent(),
                        "a call needs a handler, type and method");
                require(wrong, row, handlers.add(row.handler), "this handler stands twice");
                perClass.merge(handlerType(row.handler), 1, Integer::sum);
            } else {
                require(wrong, row, row.method.isEmpty() && row.path.isEmpty(), "only a call has a method and a path");
                require(
                        wrong,
                        row,
                        row.events.isEmpty() && row.successor.isEmpty(),
                        "only a call has events, a successor");
                require(wrong, row, !row.note.isBlank(), "the note is empty, so the row says nothing");
            }
        }
        perClass.forEach((type, count) -> {
            if (count > MAX_OPERATIONS_PER_CLASS) {
                wrong.add(type + " has " + count + " operations; split it at " + MAX_OPERATIONS_PER_CLASS);
            }
        });
        return wrong;
    }

    private Set<String> ids(Kind kind) {
        return rows(kind).stream().map(Row::id).collect(Collectors.toSet());
    }

    /** The class that a handler names, in full. */
    String className(String handler) {
        String name = handlerType(handler);
        return name.startsWith("io.candelabra.") ? name : dialect.packageName + "." + name;
    }

    private static String handlerType(String handler) {
        var matcher = HANDLER.matcher(handler);
        return matcher.matches() ? matcher.group("type") : "";
    }

    static Optional<String> handlerMethod(String handler) {
        var matcher = HANDLER.matcher(handler);
        return matcher.matches() ? Optional.ofNullable(matcher.group("method")) : Optional.empty();
    }

    static void require(List<String> wrong, Row row, boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(row + ": " + otherwise);
        }
    }
}
