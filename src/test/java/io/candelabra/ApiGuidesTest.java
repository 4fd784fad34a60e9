package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guides to the APIs, one after the other in one folder, as a reader goes through them: each command in a shell, each program
 * in its file, against a running demo. Only the ports are others.
 */
class ApiGuidesTest {
    private static final Path GUIDES = Path.of(System.getProperty("candelabra.root", ""), "docs/guides");
    private static final Pattern BLOCK =
            Pattern.compile("```(sh|python)\\n(# (\\S+\\.py):[^\\n]*\\n)?(.*?)```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 240;

    @TempDir
    Path folder;

    @Test
    void everyCommandDoesWhatItSays() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "skipped: bash or curl is not installed");
        assumeTrue(
                Shell.has("python3"),
                "skipped: python3, in which the receiver of webhooks is written, is not installed");
        Shell shell = new Shell(folder, PATIENCE_SECONDS);
        Settings settings =
                Settings.demo(folder.resolve("data/demo")).onFreePorts().withLamps(20);
        try (Candelabra server = Candelabra.start(settings, TestMachine.outside())) {
            String homes = pasted(shell, server, "homes-api.md");
            assertThat(homes)
                    .contains(
                            "\"name\":\"core:ClosureState\"",
                            "\"execId\":",
                            "ExecutionRegisteredEvent",
                            "\"triggerId\":")
                    .doesNotContain("errorCode");
            String people = pasted(shell, server, "people-and-rights.md");
            assertThat(people)
                    .contains("endUserDeviceControlPermission", "\"deviceURL\":\"io://2001-0101-4201/10200103\"")
                    .doesNotContain("errorCode");
            String offices = pasted(shell, server, "offices-api.md");
            assertThat(offices)
                    .contains("MultipleAreaDefinition", "201 Created", "SubscribeResponse", "OneSystemAlertStatus")
                    .contains("\"Level\":75", "\"Level\":60")
                    .doesNotContain("ExceptionResponse");
            String town = pasted(shell, server, "street-lights-api.md");
            assertThat(town)
                    .contains("\"lcms_ok\":[\"", "\"groups_ok\":[\"", "\"dimming_scheme_name\":\"market street\"")
                    .contains("msg_test_status_response", "\"delivered\":true")
                    .doesNotContain("\"detail\"");
        }
    }

    private String pasted(Shell shell, Candelabra server, String guide) throws Exception {
        String commands = BLOCK.matcher(Files.readString(GUIDES.resolve(guide)))
                .results()
                .map(block -> block.group(1).equals("sh")
                        ? block.group(4)
                        : "cat > " + block.group(3) + " <<'END'\n" + block.group(4) + "END\n")
                .collect(Collectors.joining("\n"))
                .replace("https://localhost:8443", server.https())
                .replace("9444", Integer.toString(freePort()));
        assertThat(commands).isNotBlank().doesNotContain("8443");
        Shell.Outcome outcome = shell.run("-e", "-o", "pipefail", "-c", commands);
        assertThat(outcome.err()).as(guide).isEmpty();
        assertThat(outcome.status()).as(guide).isZero();
        return outcome.out();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
