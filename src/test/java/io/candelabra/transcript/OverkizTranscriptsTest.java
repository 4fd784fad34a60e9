package io.candelabra.transcript;

import io.candelabra.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every transcript of the Overkiz dialect, each against a server of its own. */
class OverkizTranscriptsTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts/overkiz");

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(FOLDER)) {
            files = walk.filter(f -> f.toString().endsWith(".http")).sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> {
                    Transcript transcript = Transcript.parse(Files.readString(file));
                    try (TestServer server = TestServer.start(transcript.speed())) {
                        new OverkizRunner(server).play(transcript);
                    }
                }));
    }
}
