package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every transcript, each against a town of its own in which nothing happens by itself.
 * {@code -Dcandelabra.transcripts=write} writes down what came instead of comparing; read the difference before you keep it.
 */
class TranscriptsTest {
    private static final int LAMPS = 12;
    private static final Path FOLDER =
            Path.of(System.getProperty("candelabra.root", "")).resolve("src/test/resources/transcripts/sustainder");
    private static final boolean WRITE = "write".equals(System.getProperty("candelabra.transcripts"));

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .map(FOLDER::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theServerAnswersAsWritten(Path name) throws IOException {
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.startAt(LampTranscript.begins(FOLDER.resolve(name)), LAMPS)) {
            LampTranscript transcript = new LampTranscript(FOLDER.resolve(name), server, receiver);
            List<String> played = transcript.play();
            if (WRITE) {
                Files.write(FOLDER.resolve(name), played);
            } else {
                assertThat(played).containsExactlyElementsOf(transcript.lines());
            }
        }
    }
}
