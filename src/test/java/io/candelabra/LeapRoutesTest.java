package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.OperationsTable.Dialect;
import io.candelabra.OperationsTable.Row;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.dialect.lutron.leap.route.ResourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resources that a running server has, and the table of them. */
class LeapRoutesTest {

    @Test
    void servedAndListedAgree(@TempDir Path folder) throws Exception {
        OperationsTable table = OperationsTable.read(Dialect.LEAP);
        try (LutronOffice office = new LutronOffice(folder)) {
            List<ResourceTree.Entry> entries = office.leap.tree().entries();
            List<OperationsTable.Route> live = Stream.concat(
                            entries.stream()
                                    .map(e -> new OperationsTable.Route(e.verb().name(), e.path())),
                            office.https.routes().stream()
                                    .map(r ->
                                            new OperationsTable.Route(r.method().name(), inTable(r.fullPath()))))
                    .distinct()
                    .toList();
            // the pairing port has a language of its own
            List<String> wrong = new ArrayList<>(new OperationsProof(table).difference(live));
            wrong.removeIf(sentence -> sentence.contains("executePair"));
            assertThat(wrong).isEmpty();
            for (ResourceTree.Entry entry : entries) {
                Row row = table.rows().stream()
                        .filter(r -> r.method().equals(entry.verb().name())
                                && r.path().equals(entry.path()))
                        .findFirst()
                        .orElseThrow();
                assertThat(table.className(row.handler()))
                        .as("%s", row)
                        .isEqualTo(entry.owner().getName());
            }
        }
    }

    /** Each resource has an address in HTTPS as well; one row stands for all. */
    private static String inTable(String path) {
        return path.startsWith("/api/v1/leap/") ? "/api/v1/leap/{path}" : path;
    }
}
