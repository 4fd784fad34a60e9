package io.candelabra.dialect.lutron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every transcript of the language against the office. {@code -Dcandelabra.transcripts=write} writes down what came
 * instead of comparing; read the difference before you keep it.
 */
class LeapTranscriptsTest {
    private static final Path ROOT = Path.of(System.getProperty("candelabra.root", ""));
    private static final Path FOLDER = ROOT.resolve("src/test/resources/transcripts/leap");
    private static final boolean WRITE = "write".equals(System.getProperty("candelabra.transcripts"));

    @TempDir
    static Path folder;

    private static LutronOffice office;
    private static HttpClient http;

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .map(FOLDER::relativize)
                    .sorted()
                    .toList();
        }
    }

    @AfterAll
    static void close() throws Exception {
        end();
    }

    private static void end() throws Exception {
        if (office != null) {
            http.close();
            office.close();
        }
        office = null;
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theServerAnswersAsWritten(Path name) throws Exception {
        if (office == null) {
            office = new LutronOffice(folder);
            http = HttpClient.newBuilder()
                    .sslContext(office.authority.clientContext())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }
        LeapTranscript transcript = new LeapTranscript(FOLDER.resolve(name));
        List<String> played = transcript.play(office, http);
        if (transcript.changes()) {
            // the next one begins with an office in which nothing has happened
            end();
        }
        if (WRITE) {
            Files.write(FOLDER.resolve(name), played);
        } else {
            assertThat(played).containsExactlyElementsOf(transcript.lines());
        }
    }
}
