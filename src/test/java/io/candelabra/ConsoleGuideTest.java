package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.testing.TestMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the console's guide do what they say. Only the port is another here. */
class ConsoleGuideTest {
    private static final Path GUIDE = Path.of(System.getProperty("candelabra.root", ""), "docs/guides/console.md");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void aProgramDimsALampAndReadsItInFourLanguages() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "skipped: bash or curl is not installed");
        String commands = SHELL.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        Settings settings =
                Settings.demo(folder.resolve("data/demo")).onFreePorts().withLamps(10);
        try (Candelabra server = Candelabra.start(settings, TestMachine.outside())) {
            String here = commands.replace("https://localhost:8443", server.https());
            assertThat(here).doesNotContain("8443");
            Shell.Outcome outcome = new Shell(folder, PATIENCE_SECONDS).run("-e", "-o", "pipefail", "-c", here);
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out())
                    .contains("\"total\":3", "\"execution\":", "\"dialect\":\"vive\"", "event: hello")
                    .doesNotContain("urn:candelabra:problem");
        }
    }
}
