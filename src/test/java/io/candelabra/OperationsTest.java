package io.candelabra;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.OperationsTable.Dialect;
import io.candelabra.OperationsTable.Kind;
import io.candelabra.OperationsTable.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(OperationsTable.read(dialect).unproven(OperationsTable.transcripts()))
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

    // What follows shows that each check can fail.

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
            rows[i] = "operation,get%d,GET,/a%d,S,,,,a.ARoutes.get%d,todo,,".formatted(i, i, i);
        }
        assertThat(table(rows).malformed()).singleElement().asString().contains("a.ARoutes has 31 operations");
    }

    @Test
    void doneWithoutProofIsTold(@TempDir Path transcripts) throws IOException {
        String thisMethod = "io.candelabra.OperationsTest.doneWithoutProofIsTold";
        Files.createDirectories(transcripts.resolve("overkiz"));
        Files.writeString(transcripts.resolve("overkiz/a.http"), "GET https://host/base/x/42/y?q=1\n\nAEvent\n");
        assertThat(table(
                                "operation,getA,GET,/x/{id}/y,S,,,," + thisMethod + ",done,overkiz/a.http,",
                                "event,AEvent,,,S,,,,,done,overkiz/a.http,n",
                                "rule,rule.a.1,,,S,,,," + thisMethod + ",done,,n")
                        .unproven(transcripts))
                .isEmpty();
        assertThat(table(
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
        OperationsTable table = table(
                "operation,getA,GET,/a,S,,,,a.ARoutes.get,done,overkiz/a.http,",
                "operation,getB,GET,/b,S,,,,b.BRoutes.get,todo,,",
                "extra,getC,GET,/c/{id},S,,,,c.CRoutes.get,done,overkiz/c.http,");
        assertThat(table.difference(List.of(new Route("GET", "/a"), new Route("GET", "/c/{id}"))))
                .isEmpty();
        assertThat(table.difference(List.of(new Route("GET", "/a"), new Route("GET", "/b"), new Route("PUT", "/a"))))
                .satisfiesExactlyInAnyOrder(
                        s -> assertThat(s).contains("getB").contains("still says todo"),
                        s -> assertThat(s).contains("PUT /a").contains("has no row"),
                        s -> assertThat(s).contains("getC").contains("not served"));
    }

    private static OperationsTable table(String... rows) {
        return OperationsTable.parse(Dialect.OVERKIZ, HEADER + String.join("\n", rows) + "\n");
    }
}
