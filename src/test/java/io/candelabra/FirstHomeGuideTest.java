package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.core.access.Caller;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.testing.TestMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide that fills an empty server do what they say. Only the ports are others here. */
class FirstHomeGuideTest {
    private static final Path GUIDE = Path.of(System.getProperty("candelabra.root", ""), "docs/guides/first-home.md");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void anEmptyServerBecomesAHomeWhoseLampAllFourApisSwitch() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "skipped: bash or curl is not installed");
        String commands = SHELL.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        Settings boxes =
                Settings.demo(folder.resolve("data/demo")).onFreePorts().withLamps(10);
        Settings own = Settings.demo(folder.resolve("data/serve")).serving().onFreePorts();
        try (Candelabra box = Candelabra.start(boxes, TestMachine.outside());
                Candelabra server =
                        Candelabra.start(own, TestMachine.outside(), told -> {}, UnaryOperator.identity())) {
            String port = box.https().replaceFirst(".*:", "");
            String here = commands.replace("https://localhost:8443", box.https())
                    .replace("port=8443", "port=" + port)
                    .replace("https://localhost:9443", server.https());
            assertThat(here).doesNotContain("8443").doesNotContain("9443");
            Shell.Outcome outcome = new Shell(folder, PATIENCE_SECONDS).run("-e", "-o", "pipefail", "-c", here);
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out())
                    .contains("running", "Dining table", "execId", "\"Level\":40", "\"Level\":60", "\"lcms_nok\":[]")
                    .endsWith("\"value\":83\n");
            assertThat(box.sites().state(Caller.CORE, DemoInstallation.HOME).devices().stream())
                    .as("at the box, whatever stands between")
                    .anyMatch(device -> device.label().startsWith("Dining table")
                            && device.states().number("core:LightIntensityState") == 83);
        }
    }
}
