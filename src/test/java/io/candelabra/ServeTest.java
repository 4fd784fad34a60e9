package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.admin.Declarations;
import io.candelabra.core.account.Accounts;
import io.candelabra.install.FirstStart;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real server: no demo, no password that anybody could know. */
class ServeTest {
    private static final Path HOME =
            Path.of(System.getProperty("candelabra.root", ""), "src/test/resources/homes/cloud.json");

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private Settings settings() {
        return Settings.demo(folder.resolve("data")).serving().onFreePorts();
    }

    private Candelabra start(Settings settings) throws IOException {
        return Candelabra.start(settings, TestMachine.outside(), told::add, UnaryOperator.identity());
    }

    @Test
    void firstStartMakesOneAccountAndTellsItsPasswordOnce() throws Exception {
        try (Candelabra server = start(settings())) {
            assertThat(server.sites().all()).as("no demo").containsExactly(Accounts.SYSTEM);
            assertThat(server.accounts().accounts()).singleElement().satisfies(account -> assertThat(account.id())
                    .isEqualTo(FirstStart.ADMIN));
            assertThat(folder.resolve("data/demo.json")).doesNotExist();
        }
        String password = password();
        assertThat(password).hasSizeGreaterThan(20);
        told.clear();
        try (Candelabra server = start(settings().withHomes(List.of(HOME)))) {
            assertThat(told).singleElement().asString().contains("was imported").doesNotContain(password);
            assertThat(login(server, "wrong").status()).isEqualTo(401);
            TestClient.Answer login = login(server, password);
            assertThat(login.status()).isEqualTo(200);
            TestClient.Answer setup = cloud(server)
                    .with("Cookie", login.header("set-cookie").orElseThrow().split(";")[0])
                    .send("GET", "/setup");
            assertThat(setup.object().get("oid")).isEqualTo("00000000-0000-4000-8000-000000000000");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("data/first-password")))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(password));
        }
    }

    @Test
    void passwordIsToldAlsoWherePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = settings();
            Settings busy =
                    settings.withHomes(List.of(HOME)).at(settings.listeners().withHttps(taken.getLocalPort()));
            assertThatThrownBy(() -> start(busy))
                    .hasRootCauseInstanceOf(BindException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1, port " + taken.getLocalPort());
        }
        String password = password();
        try (Candelabra server = start(settings())) {
            assertThat(login(server, password).status()).isEqualTo(200);
        }
    }

    @Test
    void certificateIsForEveryAddressThatListens() throws Exception {
        Settings settings = settings();
        Settings everywhere = settings.at(Settings.Listeners.anywhereAt("0.0.0.0"));
        List<String> addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .toList();
        try (Candelabra server = start(everywhere);
                var pem = Files.newInputStream(folder.resolve("data/server.pem"))) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            assertThat(certificate.getSubjectAlternativeNames())
                    .extracting(name -> name.get(1).toString())
                    .contains("localhost", "127.0.0.1")
                    .containsAll(addresses);
            assertThat(server.https()).startsWith("https://localhost:");
        }
    }

    @Test
    void optionsComeFromFileAndFlagsGoBefore() throws IOException {
        Path config = Files.writeString(folder.resolve("candelabra.properties"), """
                # a small house
                https = 9443
                bind = 192.0.2.7
                limits = vendor
                speed = 2.5
                home = a.json, b.json
                data = elsewhere
                """);
        Settings read = serve("--config", config.toString(), "--https", "10443").settings();
        assertThat(read.declared().given()).as("there is a settings file").isTrue();
        assertThat(read.declaring(Declarations.NONE))
                .isEqualTo(Settings.demo(Path.of("elsewhere"))
                        .serving()
                        .at(new Settings.Listeners("192.0.2.7", 10_443, 8081, 8083, ""))
                        .withHomes(List.of(Path.of("a.json"), Path.of("b.json")))
                        .withSpeed(2.5)
                        .limited(Settings.Limits.VENDOR));
        Files.writeString(config, "htps = 9443");
        assertThatThrownBy(() -> serve("--config", config.toString()).settings())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("htps, which is no option; did you mean https?");
        Files.writeString(config, "https = many");
        assertThatThrownBy(() -> serve("--config", config.toString()).settings())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sets https to many");
    }

    private static Main.Serve serve(String... args) {
        CommandLine line = Main.commandLine();
        List<String> all = new ArrayList<>(List.of("serve"));
        all.addAll(List.of(args));
        line.parseArgs(all.toArray(String[]::new));
        return line.getSubcommands().get("serve").getCommand();
    }

    private String password() {
        assertThat(told.getFirst()).startsWith("Created account \"admin\".");
        return told.getFirst().substring(told.getFirst().lastIndexOf(' ') + 1);
    }

    private TestClient cloud(Candelabra server) {
        return TestClient.trusting(folder.resolve("data/ca.pem"), server.https() + "/enduser-mobile-web/enduserAPI");
    }

    private TestClient.Answer login(Candelabra server, String password) throws Exception {
        return cloud(server).form("/login", Map.of("userId", FirstStart.ADMIN, "userPassword", password));
    }
}
