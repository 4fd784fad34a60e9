package io.candelabra.dialect.overkiz.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.intake.HomeFile;
import io.candelabra.intake.ImportReport;
import io.candelabra.intake.ImportedHome;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields of an imported home go out by {@code GET /setup}, on the face whose form the file had. */
class SetupDocumentTest {

    @ParameterizedTest
    @CsvSource({"cloud,false", "local,true"})
    void aHomeGoesOutAsItCameIn(String file, boolean local) throws IOException {
        try (InputStream in = SetupDocumentTest.class.getResourceAsStream("/homes/" + file + ".json")) {
            check(Objects.requireNonNull(in).readAllBytes(), local);
        }
    }

    /** Homes of real people, masked, where somebody has put some beside the project. */
    @TestFactory
    Stream<DynamicTest> realHomesGoOutAsTheyCameIn() throws IOException {
        Path folder = Path.of(System.getProperty("candelabra.homes", "../shared/homes"));
        if (!Files.isDirectory(folder)) {
            return Stream.of(dynamicTest(
                    "no real homes", () -> abort("skipped: there is no folder of real homes at " + folder)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .map(file -> dynamicTest(String.valueOf(file.getFileName()), () -> {
                        byte[] content = Files.readAllBytes(file);
                        check(content, !object(content).containsKey("oid"));
                    }));
        }
    }

    private static void check(byte[] content, boolean local) {
        ImportedHome home = HomeFile.read(content, "home", Showing.CATALOGUE, Set.of());
        String oid = object(String.valueOf(home.profile().vendor().get(VendorFields.DOCUMENT))
                        .getBytes(StandardCharsets.UTF_8))
                .get("oid")
                .toString();
        try (Showing showing = new Showing().with(home)) {
            OverkizSession session = showing.owner(oid, local);
            View state = session.state();
            RenderedDevices documents = new RenderedDevices();
            byte[] shown = SetupDocument.setup(
                    session, state, documents.array(session, state, RenderedDevices.listed(session, state)));
            assertThat(object(asItWas(shown, home))).isEqualTo(object(content));
            assertThat(documents.array(session, state, RenderedDevices.listed(session, state)))
                    .as("what is kept rendered is what was rendered")
                    .isEqualTo(new RenderedDevices().array(session, state, RenderedDevices.listed(session, state)));
        }
    }

    /** With the ids that the file had, where the report says that one was changed; ids that were made have no such place. */
    private static byte[] asItWas(byte[] shown, ImportedHome home) {
        String json = new String(shown, StandardCharsets.UTF_8);
        for (ImportReport.Line line : home.report().lines()) {
            if (!line.was().isEmpty()) {
                json = json.replace(line.is(), line.was());
            }
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // a document is an object
    private static Map<String, Object> object(byte[] json) {
        return (Map<String, Object>) Objects.requireNonNull(Json.tree(json));
    }
}
