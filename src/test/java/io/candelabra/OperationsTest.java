package io.candelabra;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.OperationsTable.Dialect;
import io.candelabra.OperationsTable.Kind;
import io.candelabra.OperationsTable.Route;
import io.candelabra.wire.http.BadRequest;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.FaceErrors;
import io.candelabra.wire.http.Filter;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations tables are well formed, complete, and say {@code done} only of what is there. */
class OperationsTest {

    private static final String HEADER = String.join(",", OperationsTable.COLUMNS) + "\n";

    @ParameterizedTest
    @EnumSource
    void tableIsWellFormed(Dialect dialect) {
        assertThat(OperationsTable.read(dialect).malformed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDoneIsThere(Dialect dialect) {
        assertThat(new OperationsProof(OperationsTable.read(dialect)).unproven(OperationsTable.transcripts()))
                .isEmpty();
    }

    /** A transcript that no row names proves nothing to anybody. */
    @Test
    void everyTranscriptBelongsToARow() throws IOException {
        List<String> named = Stream.of(Dialect.values())
                .flatMap(dialect -> OperationsTable.read(dialect).rows().stream())
                .map(OperationsTable.Row::transcript)
                .toList();
        Path folder = OperationsTable.transcripts();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(file -> file.toString().endsWith(".http"))
                                .map(file -> folder.relativize(file).toString().replace('\\', '/')))
                        .isSubsetOf(named);
            }
        }
    }

    @Test
    void overkizIsComplete() {
        OperationsTable table = OperationsTable.read(Dialect.OVERKIZ);
        assertThat(table.rows(Kind.OPERATION)).hasSize(495);
        assertThat(table.rows(Kind.EVENT).stream().filter(row -> row.section().equals("Documented events")))
                .hasSize(138);
        assertThat(table.rows(Kind.LIMIT)).hasSize(6);
        assertThat(table.rows(Kind.OPERATION).stream()
                        .filter(row -> !row.limit().isEmpty()))
                .hasSize(46);
        assertThat(table.rows(Kind.OPERATION).stream()
                        .filter(row -> !row.events().isEmpty()))
                .hasSize(194);
        assertThat(table.rows(Kind.OPERATION).stream().filter(row -> row.note().startsWith("main path")))
                .hasSize(117);
    }

    @Test
    void sustainderIsComplete() {
        OperationsTable table = OperationsTable.read(Dialect.SUSTAINDER);
        assertThat(table.rows(Kind.OPERATION)).hasSize(41);
        assertThat(table.rows(Kind.EVENT)).hasSize(4);
    }

    /** One rule for each point of the two sheets: 35 of Vive's, 40 of Quantum's. */
    @Test
    void leapIsComplete() {
        OperationsTable table = OperationsTable.read(Dialect.LEAP);
        assertThat(table.rows(Kind.RULE).stream().filter(row -> row.id().startsWith("rule.vive.")))
                .hasSize(35);
        assertThat(table.rows(Kind.RULE).stream().filter(row -> row.id().startsWith("rule.quantum.")))
                .hasSize(40);
    }

    /** The examples in the guides and in the tables' own page are rows. */
    @Test
    void theGuidesNameRealHandlers() throws IOException {
        Set<String> handlers = Stream.of(Dialect.values())
                .flatMap(dialect -> OperationsTable.read(dialect).rows().stream())
                .map(OperationsTable.Row::handler)
                .collect(toSet());
        Pattern handler = Pattern.compile("`((?:[a-z][a-z0-9]*\\.)+[A-Z]\\w*Routes\\.[a-z]\\w*)`");
        try (Stream<Path> files = Files.walk(OperationsTable.projectRoot().resolve("docs"))) {
            List<String> named = files.filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> handler.matcher(OperationsProof.text(file)).results())
                    .map(result -> result.group(1))
                    .toList();
            assertThat(named).isNotEmpty().isSubsetOf(handlers);
        }
    }

    // The tests below show that each check can fail.

    @Test
    void otherColumnsAreRefused() {
        assertThatThrownBy(() -> OperationsTable.parse(Dialect.OVERKIZ, "kind,id\nrule,rule.a.1\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns");
        assertThatThrownBy(() -> OperationsTable.parse(Dialect.OVERKIZ, HEADER + "rule,rule.a.1,todo\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> OperationsTable.parse(Dialect.OVERKIZ, HEADER + "rule,rule.a.1,,,S,,,,,almost,,n\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("almost");
    }

    @Test
    void aRowThatLeadsNowhereIsTold() {
        assertThat(table(
                                "operation,getA,GET,/a,S,,,,a.ARoutes.get,todo,,",
                                "operation,getA,GET,/a,S,,,,a.ARoutes.get,todo,,",
                                "operation,getB,FETCH,b,S,none,XEvent,getC,b.BRoutes,todo,,",
                                "rule,rule.a.1,GET,/a,S,,,,,todo,,")
                        .malformed()
                        .stream()
                        .collect(joining("\n")))
                .contains("id stands twice")
                .contains("method and path stand twice")
                .contains("handler stands twice")
                .contains("no method of this dialect: FETCH")
                .contains("no template: b")
                .contains("no limit is called none")
                .contains("an event has no row of its own")
                .contains("no other operation is called getC")
                .contains("type and method")
                .contains("only a call has a method")
                .contains("says nothing");
    }

    @Test
    void aClassOfTooManyOperationsIsTold() {
        String[] rows = new String[31];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = String.format(Locale.ROOT, "operation,get%d,GET,/a%d,S,,,,a.ARoutes.get%d,todo,,", i, i, i);
        }
        assertThat(table(rows).malformed()).singleElement().asString().contains("a.ARoutes has 31 operations");
    }

    @Test
    void doneWithoutProofIsTold(@TempDir Path transcripts) throws IOException {
        String thisMethod = "io.candelabra.OperationsTest.doneWithoutProofIsTold";
        Files.createDirectories(transcripts.resolve("overkiz"));
        Files.writeString(transcripts.resolve("overkiz/a.http"), "GET https://host/base/x/42/y?q=1\n\nAEvent\n");
        assertThat(proof(
                                "operation,getA,GET,/x/{id}/y,S,,,," + thisMethod + ",done,overkiz/a.http,",
                                "event,AEvent,,,S,,,,,done,overkiz/a.http,n",
                                "rule,rule.a.1,,,S,,,," + thisMethod + ",done,,n")
                        .unproven(transcripts))
                .isEmpty();
        assertThat(proof(
                                "operation,getA,GET,/x/{id},S,,,," + thisMethod + ",done,overkiz/a.http,",
                                "operation,getB,GET,/b,S,,,,b.BRoutes.get,done,overkiz/b.http,",
                                "operation,getC,GET,/c,S,,,,c.CRoutes.get,todo,overkiz/a.http,",
                                "operation,getD,GET,/d,S,,,," + thisMethod + "Not,done,,",
                                "event,BEvent,,,S,,,,,done,overkiz/a.http,n",
                                "rule,rule.a.1,,,S,,,,,done,,n")
                        .unproven(transcripts))
                .satisfiesExactly(
                        s -> assertThat(s).contains("getA").contains("never calls it"),
                        s -> assertThat(s).contains("getB").contains("not in the code"),
                        s -> assertThat(s).contains("getB").contains("does not exist"),
                        s -> assertThat(s).contains("getC").contains("still says todo"),
                        s -> assertThat(s).contains("getD").contains("without a transcript"),
                        s -> assertThat(s).contains("getD").contains("not in the code"),
                        s -> assertThat(s).contains("BEvent").contains("never names it"),
                        s -> assertThat(s).contains("rule.a.1").contains("neither"));
    }

    @Test
    void aDifferenceFromTheServerIsTold() {
        OperationsProof proof = proof(
                "operation,getA,GET,/a,S,,,,a.ARoutes.get,done,overkiz/a.http,",
                "operation,getB,GET,/b,S,,,,b.BRoutes.get,todo,,",
                "extra,getC,GET,/c/{id},S,,,,c.CRoutes.get,done,overkiz/c.http,");
        assertThat(proof.difference(List.of(new Route("GET", "/a"), new Route("GET", "/c/{id}"))))
                .isEmpty();
        assertThat(proof.difference(List.of(new Route("GET", "/a"), new Route("GET", "/b"), new Route("PUT", "/a"))))
                .satisfiesExactlyInAnyOrder(
                        s -> assertThat(s).contains("PUT /a").contains("has no row"),
                        s -> assertThat(s).contains("getC").contains("not served"));
    }

    @Test
    void aDifferenceFromAFaceIsTold() {
        RouteSet somewhereElse = new SomewhereElse();
        RouteSet notBuilt = routes -> routes.get("/b", x -> Reply.noContent());
        Face face = new Face("test", "/base", List.of(somewhereElse, notBuilt), Filter.NONE, new NeverAsked());
        assertThat(proof(
                                "operation,getA,GET,/a,S,,,,io.candelabra.OperationsTest.getA,done,overkiz/a.http,",
                                "operation,getB,GET,/b,S,,,,b.BRoutes.get,todo,,")
                        .difference(face, notBuilt.getClass()))
                .singleElement()
                .asString()
                .contains("getA")
                .contains("served by " + SomewhereElse.class.getName());
        assertThat(proof("operation,getA,GET,/base/a,S,,,,a.ARoutes.getA,todo,,")
                        .difference(face, notBuilt.getClass()))
                .singleElement()
                .asString()
                .contains("GET /a is served and has no row");
    }

    private record SomewhereElse() implements RouteSet {
        @Override
        public void routes(Routes routes) {
            routes.get("/a", x -> Reply.noContent());
        }
    }

    /** The errors of a face that is only looked at. */
    private record NeverAsked() implements FaceErrors {
        @Override
        public Reply onError(Exchange x, Throwable problem) {
            throw new AssertionError(problem);
        }

        @Override
        public Reply noSuchResource(Exchange x) {
            throw new AssertionError(x);
        }

        @Override
        public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
            throw new AssertionError(x);
        }

        @Override
        public Reply badRequest(Exchange x, BadRequest.Kind kind) {
            throw new AssertionError(x);
        }

        @Override
        public Reply tooLarge(Exchange x) {
            throw new AssertionError(x);
        }
    }

    private static OperationsProof proof(String... rows) {
        return new OperationsProof(table(rows));
    }

    private static OperationsTable table(String... rows) {
        return OperationsTable.parse(Dialect.OVERKIZ, HEADER + String.join("\n", rows) + "\n");
    }
}
