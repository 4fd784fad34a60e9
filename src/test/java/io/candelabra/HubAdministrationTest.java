package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.candelabra.AdministeredServer.Ran;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.KeyAndCertificate;
import io.candelabra.wire.tls.Pem;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairing, firmware, licences and the occupancy webhook, set by an administrator while the server runs. */
class HubAdministrationTest {
    private static final String FIRST = "1042-7300-0001";
    private static final String SECOND = "1042-7300-0002";

    @TempDir
    Path folder;

    private AdministeredServer demo;

    @BeforeEach
    void start() throws Exception {
        demo = new AdministeredServer(folder);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private int port(String name) {
        return Integer.parseInt(
                String.valueOf(demo.server().demoFile().face("vive").get(name)));
    }

    private KeyAndCertificate partner(Path out) throws Exception {
        Ran made = demo.json("pairing", "partner", "Test partner", "--out", out.toString());
        Path key = Path.of(made.told("key"));
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String pem = Files.readString(key);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey secret = null;
        for (String kind : List.of("EC", "RSA")) {
            try {
                secret = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
                break;
            } catch (java.security.spec.InvalidKeySpecException other) {
                assertThat(other).as("a key of the other kind").isNotNull();
            }
        }
        return new KeyAndCertificate(
                java.util.Objects.requireNonNull(secret),
                Pem.certificates(Files.readString(Path.of(made.told("certificate"))))
                        .getFirst());
    }

    private static String pairing(KeyPair keys, String code) throws Exception {
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=wish"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(request);
        }
        Map<String, Object> parameters =
                new LinkedHashMap<>(Map.of("CSR", text.toString(), "DisplayName", "Probe", "DeviceUID", "1"));
        if (!code.isEmpty()) {
            parameters.put("OneTimePassword", code);
        }
        return Json.text(Map.of(
                "Header",
                Map.of("RequestType", "Execute", "Url", "/pair", "ClientTag", "get-cert"),
                "Body",
                Map.of("CommandType", "CSR", "Parameters", parameters)));
    }

    private LeapClient.Message pair(LeapClient client, KeyPair keys, String code) throws Exception {
        client.send(pairing(keys, code));
        return client.await(m -> m.header("ClientTag").equals("get-cert"));
    }

    @Test
    void programIsPairedByCodeOrOpenPairingAndEnded() throws Exception {
        Ran added = demo.json("add", "vive", "thermostat", "--site", "office", "--how", "pairing");
        assertThat(added.row()).doesNotContainKeys("password", "token");
        String code = demo.json("pairing", "code", "thermostat").told("oneTimePassword");
        assertThat(code).hasSize(8).containsOnlyDigits();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        KeyAndCertificate shown;
        try (LeapClient client = new LeapClient(demo.authority().clientContext(partner(folder)), port("pairing"))) {
            assertThat(pair(client, keys, "").status()).isEqualTo("401 Unauthorized");
            LeapClient.Message answer = pair(client, keys, code);
            assertThat(answer.status()).isEqualTo("200 OK");
            shown = new KeyAndCertificate(
                    keys.getPrivate(),
                    Pem.certificates(String.valueOf(answer.body("SigningResult/Certificate")))
                            .getFirst());
            assertThat(pair(client, keys, code).status())
                    .as("a code is used up")
                    .isEqualTo("401 Unauthorized");

            assertThat(demo.integration("pairing", "open", "thermostat").status())
                    .isZero();
            assertThat(pair(client, keys, "").status()).isEqualTo("200 OK");
            assertThat(demo.integration("pairing", "close", "--site", "office").status())
                    .isZero();
            assertThat(pair(client, keys, "").status()).isEqualTo("401 Unauthorized");
        }
        assertThat(demo.json("show", "thermostat").row().get("pairings")).isEqualTo(List.of("Probe", "Probe"));
        try (LeapClient client = new LeapClient(demo.authority().clientContext(shown), port("leap"))) {
            assertThat(client.read("/area").status()).isEqualTo("200 OK");
            List<Map<String, Object>> pairings = demo.json("pairing", "list").rows();
            assertThat(pairings).hasSize(2).allSatisfy(row -> assertThat(row)
                    .containsEntry("user", "thermostat")
                    .containsEntry("site", "office"));
            for (Map<String, Object> row : pairings) {
                assertThat(demo.integration("pairing", "revoke", String.valueOf(row.get("pairing")))
                                .status())
                        .isZero();
            }
            // it is told of no zone any more, and is answered all the same
            try (LeapClient other = loggedIn()) {
                other.subscribe("/zone/status", "zones");
                String zone = String.valueOf(((Map<?, ?>) other.read("/zone/status")
                                .list("ZoneStatuses")
                                .getFirst()
                                .get("Zone"))
                        .get("href"));
                for (int level = 10; level <= 60; level += 10) {
                    Map<String, Object> to = Map.of("Type", "Level", "Value", level);
                    other.command(zone, Map.of("CommandType", "GoToLevel", "Parameter", List.of(to)));
                    other.await(m -> m.header("ClientTag").equals("zones"));
                    assertThat(client.read("/area").status()).isEqualTo("401 Unauthorized");
                }
            }
        }
        assertThat(demo.integration("remove", "thermostat").status()).isZero();
        assertThat(demo.integration("pairing", "code", "thermostat").status()).isEqualTo(1);
    }

    @Test
    void firmwareAndLicenceOpenTheHub() throws Exception {
        assertThat(demo.integration("hub", "list").out()).contains("HJS-2-FM", FIRST);
        assertThat(demo.integration("hub", "set", FIRST, "--firmware", "01.11.00")
                        .out())
                .contains("01.11.00");
        assertThat(answer("/area")).contains("503", "too old");
        demo.integration("hub", "set", FIRST, "--firmware", "01.12.00", "--model", "HJS-1-FM");
        assertThat(answer("/area")).contains("503", "no licence");
        Ran licensed = demo.json("hub", "set", FIRST, "--update-licence", "on");
        assertThat(licensed.row()).containsEntry("updateLicence", true).containsEntry("firmware", "01.12.00");
        assertThat(answer("/area")).contains("200 OK");
        assertThat(answer("/virtualbutton")).as("came with 1.13").contains("405");
        demo.integration("hub", "set", FIRST, "--firmware", "01.13.00");
        assertThat(answer("/virtualbutton")).contains("200 OK");
    }

    private LeapClient loggedIn() throws Exception {
        Map<String, Object> vive = demo.server().demoFile().face("vive");
        LeapClient client = new LeapClient(demo.authority().clientContext(), port("leap"));
        client.ask(
                "UpdateRequest",
                "/login",
                Map.of("Login", Map.of("LoginId", vive.get("username"), "Password", vive.get("password"))));
        return client;
    }

    private String answer(String url) throws Exception {
        Map<String, Object> vive = demo.server().demoFile().face("vive");
        try (LeapClient client = new LeapClient(demo.authority().clientContext(), port("leap"))) {
            client.send(LeapClient.request(
                    "UpdateRequest",
                    "/login",
                    "l",
                    Map.of("Login", Map.of("LoginId", vive.get("username"), "Password", vive.get("password")))));
            LeapClient.Message first = client.next().orElseThrow();
            return first.header("ClientTag").equals("l")
                    ? client.read(url).status()
                    : first.status() + " " + first.body("Message");
        }
    }

    @Test
    void licencesOfProcessorBoundQuantum() throws Exception {
        assertThat(demo.quantum("/area/13/status").body()).contains("200 OK").doesNotContain("InstantaneousPower");
        Ran set = demo.json("licence", "set", SECOND, "--power", "on");
        assertThat(set.row()).containsEntry("powerLicence", true).containsEntry("apiLicence", true);
        assertThat(demo.quantum("/area/13/status").body()).contains("InstantaneousPower");
        demo.integration("licence", "set", SECOND, "--api", "off");
        assertThat(demo.quantum("/area/13/status").body()).contains("403 Forbidden");
        assertThat(demo.integration("licence", "list").out()).contains(SECOND, "no");
        demo.restart();
        assertThat(demo.quantum("/area/13/status").body()).contains("403 Forbidden");
    }

    @Test
    void webhookIsSetTriedSwitchedAndDeleted() throws Exception {
        CertificateAuthority root = TestMachine.authority(folder.resolve("receiver"));
        BlockingQueue<String> keys = new LinkedBlockingQueue<>();
        HttpsServer receiver = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(root.serverContext()));
        receiver.createContext("/", x -> {
            keys.add(x.getRequestHeaders().getFirst("Authorization"));
            x.getRequestBody().readAllBytes();
            x.sendResponseHeaders(204, -1);
            x.close();
        });
        receiver.start();
        try {
            String url = "https://localhost:" + receiver.getAddress().getPort() + "/occupancy";
            Path key = Files.writeString(folder.resolve("key"), "key-of-the-receiver\n");
            String pem = folder.resolve("receiver/ca.pem").toString();
            Ran set = demo.integration(
                    "webhook", "set", "--site", "office", "--url", url, "--key-file", key.toString(), "--root", pem);
            assertThat(set.err()).isEmpty();
            assertThat(set.out()).contains(url, "enabled  yes").doesNotContain("key-of-the-receiver");
            assertThat(demo.json("webhook", "test", "--site", "office").told("outcome"))
                    .contains("204");
            assertThat(keys.poll(20, TimeUnit.SECONDS)).isEqualTo("key-of-the-receiver");
            assertThat(demo.json("webhook", "log", "--site", "office").rows())
                    .filteredOn(row -> "test".equals(row.get("kind")))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("outcome", "answered 204"));
            assertThat(demo.json("webhook", "show", "--site", "office").row())
                    .containsEntry("url", url)
                    .containsEntry("enabled", true)
                    .doesNotContainValue("key-of-the-receiver");

            assertThat(demo.integration("webhook", "disable", "--site", "office")
                            .status())
                    .isZero();
            assertThat(demo.integration("webhook", "test", "--site", "office").status())
                    .as("nothing to try")
                    .isEqualTo(1);
            demo.integration("webhook", "enable", "--site", "office");
            demo.restart();
            assertThat(demo.json("webhook", "test", "--site", "office").told("outcome"))
                    .contains("204");
            assertThat(demo.integration("webhook", "delete", "--site", "office").status())
                    .isZero();
            assertThat(demo.integration("webhook", "show", "--site", "office").status())
                    .isEqualTo(1);
            assertThat(demo.integration(
                                    "webhook",
                                    "set",
                                    "--site",
                                    "office",
                                    "--url",
                                    url.replace("https", "http"),
                                    "--key-file",
                                    key.toString(),
                                    "--root",
                                    pem)
                            .err())
                    .contains("url: has to begin with https://");
        } finally {
            receiver.stop(0);
        }
    }
}
