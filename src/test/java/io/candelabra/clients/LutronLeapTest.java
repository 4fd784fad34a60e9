package io.candelabra.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.dialect.lutron.vive.PairingPort;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.tls.Pem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library lutron-leap, unmodified: it is paired, lists, presses and hears, shows a person each thing by a name and a kind
 * that clients know, and dims a lamp. Where node or npm cannot, it is left out.
 */
class LutronLeapTest {
    private static final Path DRIVER =
            Path.of(System.getProperty("candelabra.root", ""), "src/test/node/lutron-leap.js");

    /** The words that clients of LEAP know for kinds of devices. */
    private static final Set<String> KINDS = Set.of(
            "WallDimmer",
            "InLineDimmer",
            "WhiteTune",
            "ColorTune",
            "SpectrumTune",
            "WallSwitch",
            "InLineSwitch",
            "PlugInDimmer",
            "PlugInSwitch",
            "PowPak0-10V",
            "PowPakSwitch",
            "PowPakCCO",
            "ViveHub",
            "Shade",
            "QsWirelessShade",
            "RPSOccupancySensor",
            "RPSCeilingMountedOccupancySensor",
            "RPSWallMountedOccupancySensor",
            "RPSDaylightSensor",
            "Pico1Button",
            "Pico2Button",
            "Pico2ButtonRaiseLower",
            "Pico3Button",
            "Pico3ButtonRaiseLower",
            "Pico4Button",
            "Pico4ButtonScene",
            "Pico4ButtonZone",
            "Pico4Button2Group");

    private static final int INSTALL_SECONDS = 120;
    private static final int RUN_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void itIsPairedListsPressesAndHears() throws Exception {
        install();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (LutronOffice office = new LutronOffice(folder.resolve("server"));
                PairingPort port = PairingPort.start(
                        // the library shows a certificate of its own, whose root it brings along
                        new PairingPort.Settings("127.0.0.1", 0, office.authority, List.of(itsRoot()), "vive-office"),
                        office.ports.integrations(),
                        TestTime.begin(),
                        threads)) {
            port.authorise();
            Outcome outcome = run(
                    RUN_SECONDS,
                    Map.of(
                            "CLIENTS",
                            folder.toString(),
                            "PAIRING_PORT",
                            Integer.toString(port.port()),
                            "LEAP_PORT",
                            Integer.toString(office.vive.port()),
                            "CSR",
                            pem(new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=test"), keys.getPublic())
                                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))),
                            "KEY",
                            Pem.text(keys.getPrivate())),
                    "node",
                    DRIVER.toAbsolutePath().toString());
            assertThat(outcome.status()).as("%s", outcome.err()).isZero();
            String last = outcome.out().lines().reduce((first, next) -> next).orElseThrow();
            Map<String, Object> saw = Events.object(Json.tree(last.getBytes(StandardCharsets.UTF_8)));
            assertThat(saw)
                    .containsEntry("permissions", List.of("Public", "PhysicalAccess"))
                    .containsEntry("firmware", "01.13.04")
                    .containsEntry("model", "HJS-2-FM")
                    .containsEntry("devices", 68L)
                    .containsEntry("buttons", 5L)
                    .containsEntry("events", List.of("Press", "Release"))
                    .containsEntry("dimmed", true);
            List<Map<String, Object>> shown = Events.objects(saw.get("shown"));
            assertThat(shown)
                    .allSatisfy(
                            device -> assertThat(device.get("name").toString()).isNotBlank())
                    .allSatisfy(device ->
                            assertThat(KINDS).contains(device.get("kind").toString()));
            assertThat(shown.stream().map(device -> device.get("name"))).doesNotHaveDuplicates();
            assertThat(shown.stream().map(device -> device.get("kind")))
                    .contains("WallDimmer", "WallSwitch", "Pico3ButtonRaiseLower");
            assertThat(shown.stream().map(device -> device.get("name"))).contains(saw.get("lamp"));
        } finally {
            threads.shutdown();
        }
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    private X509Certificate itsRoot() throws Exception {
        Outcome told = run(
                RUN_SECONDS,
                Map.of(),
                "node",
                "-e",
                "console.log(require('./node_modules/lutron-leap/dist/Association').assocCACert)");
        return Pem.certificates(told.out()).getFirst();
    }

    private void install() throws Exception {
        Outcome outcome;
        try {
            run(INSTALL_SECONDS, Map.of(), "node", "--version");
            outcome = run(
                    INSTALL_SECONDS,
                    Map.of(),
                    "npm",
                    "install",
                    "lutron-leap@3.4.2",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund");
        } catch (IOException absent) {
            abort("skipped: node and npm are not installed");
            return;
        }
        if (outcome.status() != 0) {
            abort("skipped: npm could not fetch lutron-leap: "
                    + outcome.err().lines().reduce((first, last) -> last).orElse(""));
        }
    }

    private record Outcome(int status, String out, String err) {}

    private Outcome run(int seconds, Map<String, String> environment, String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Outcome(-1, "", String.join(" ", command) + " did not end within " + seconds + " s");
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
