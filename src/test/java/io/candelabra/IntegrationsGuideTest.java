package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.tls.CertificateAuthority;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of docs/guides/integrations.md, one after the other in a shell, against a running demo. Only the ports are others. */
class IntegrationsGuideTest {
    private static final Path GUIDE = Path.of(System.getProperty("candelabra.root", ""), "docs/guides/integrations.md");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 240;

    @TempDir
    Path folder;

    @Test
    void everyCommandDoesWhatItSays() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "skipped: bash or curl is not installed");
        String commands = SHELL.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        assertThat(commands.lines().filter(line -> line.contains("./candelabra integration")))
                .as("commands of the guide")
                .hasSizeGreaterThan(20);
        Shell shell = new Shell(folder, PATIENCE_SECONDS);
        CertificateAuthority root = TestMachine.authority(folder.resolve("receiver"));
        Files.copy(folder.resolve("receiver/ca.pem"), folder.resolve("receiver.pem"));
        HttpsServer receiver = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(root.serverContext()));
        receiver.createContext("/occupancy", x -> {
            x.getRequestBody().readAllBytes();
            x.sendResponseHeaders(204, -1);
            x.close();
        });
        receiver.start();
        Settings settings =
                Settings.demo(folder.resolve("data/demo")).onFreePorts().withLamps(10);
        try (Candelabra server = Candelabra.start(settings, TestMachine.outside())) {
            String here = commands.replace("https://localhost:8443", server.https())
                    .replace(
                            "localhost:9443",
                            "localhost:" + receiver.getAddress().getPort());
            assertThat(here).doesNotContain("8443").doesNotContain("9443");
            Shell.Outcome outcome = shell.run("-e", "-o", "pipefail", "-c", here);
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out())
                    .contains("demo quantum", "one time password", "answered 204", "OneAreaDefinition", "\"lcm_id\"")
                    .contains("01.13.04", "view, control", "cannot be shown again")
                    .contains("revoked", "yes");
            assertThat(server.accounts().integrations().find("floor-plan")).isEmpty();
            assertThat(server.accounts().integrations().find("pylutron")).isPresent();
            assertThat(folder.resolve("partner.key")).exists();
        } finally {
            receiver.stop(0);
        }
    }
}
