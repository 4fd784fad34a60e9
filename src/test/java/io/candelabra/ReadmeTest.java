package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.core.access.Caller;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Device;
import io.candelabra.model.SiteId;
import io.candelabra.model.Value;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that README.md gives to paste into a terminal do what it says. Only the ports are others here. */
class ReadmeTest {
    private static final Path README = Path.of(System.getProperty("candelabra.root", ""), "README.md");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private Candelabra server;

    @BeforeEach
    void start() throws IOException {
        Settings settings =
                Settings.demo(folder.resolve("data/demo")).onFreePorts().withLamps(10);
        server = Candelabra.start(settings.withSpeed(20), TestMachine.outside());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void firstMinuteMovesShutter() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "skipped: bash or curl is not installed");
        Shell.Outcome outcome = paste(block("exec/apply"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("\"success\":true")
                .contains("\"deviceURL\":")
                .contains("\"execId\":")
                .endsWith("]")
                .doesNotContain("errorCode");
        awaits(
                DemoInstallation.HOME,
                device -> device.type().equals("io:RollerShutterGenericIOComponent")
                        && device.states().value("core:ClosureState").equals(Value.of(33)));
    }

    @Test
    void otherDialectsSetWhatTheySay() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "skipped: bash or curl is not installed");
        Shell.Outcome outcome = paste(block("direct-control"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("\"CommuniqueType\":\"UpdateResponse\"")
                .contains("\"CommuniqueType\":\"CreateResponse\"")
                .contains("\"Level\":30")
                .doesNotContain("ExceptionResponse")
                .doesNotContain("\"detail\"");
        awaits(
                DemoInstallation.OFFICE,
                device -> device.id("leap.zone").filter("1"::equals).isPresent()
                        && Stream.of("core:LightIntensityState", "core:LevelState")
                                .anyMatch(state -> device.states().value(state).asNumber() == 30));
    }

    private static String block(String holding) throws IOException {
        List<String> blocks = SHELL.matcher(Files.readString(README))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(text -> text.contains(holding))
                .toList();
        assertThat(blocks).as("a block with " + holding).hasSize(1);
        return blocks.getFirst();
    }

    private Shell.Outcome paste(String commands) throws Exception {
        String here = commands.replace("https://localhost:8443", server.https());
        assertThat(here).doesNotContain("8443").doesNotContain("8081");
        return new Shell(folder, PATIENCE_SECONDS).run("-c", here);
    }

    private void awaits(SiteId site, Predicate<Device> wanted) throws InterruptedException {
        long give = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        boolean there = false;
        while (!there && System.nanoTime() < give) {
            var state = server.sites().state(Caller.CORE, site);
            there = state.devices().stream().anyMatch(wanted);
            if (!there) {
                server.sites().awaitAfter(site, state.seq(), Duration.ofSeconds(1));
            }
        }
        assertThat(there).as("what was asked for has happened").isTrue();
    }
}
