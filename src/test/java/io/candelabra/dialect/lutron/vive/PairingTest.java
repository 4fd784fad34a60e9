package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.tls.KeyAndCertificate;
import io.candelabra.wire.tls.Pem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program is paired with the hub, comes in with its certificate, and is sent away when that is revoked. */
class PairingTest {
    private static final String BINDING = "vive-office";

    @TempDir
    Path folder;

    private LutronOffice office;
    private KeyPair keys;

    @BeforeEach
    void open() throws Exception {
        office = new LutronOffice(folder.resolve("server"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private LeapClient partner() throws IOException {
        KeyAndCertificate shown = office.ports.partners().issueClient("a partner");
        return new LeapClient(office.authority.clientContext(shown), office.ports.pairingPort());
    }

    private String request() throws Exception {
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=wish"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(request);
        }
        return text.toString();
    }

    private Message pair(LeapClient client, String code) throws Exception {
        Map<String, Object> parameters = new LinkedHashMap<>(
                Map.of("CSR", request(), "DisplayName", "Test program", "DeviceUID", "000000000000", "Role", "Admin"));
        if (!code.isEmpty()) {
            parameters.put("OneTimePassword", code);
        }
        client.send(Json.text(Map.of(
                "Header",
                Map.of("RequestType", "Execute", "Url", "/pair", "ClientTag", "get-cert"),
                "Body",
                Map.of("CommandType", "CSR", "Parameters", parameters))));
        return client.await(m -> m.header("ClientTag").equals("get-cert"));
    }

    private static List<?> permissions(Message greeting) {
        assertThat(greeting.header("ContentType")).isEqualTo("status;plurality=single");
        return (List<?>) greeting.body("Status/Permissions");
    }

    private KeyAndCertificate issued(Message answer) {
        assertThat(answer.status()).isEqualTo("200 OK");
        assertThat(answer.header("ContentType")).isEqualTo("signing-result;plurality=single");
        assertThat(Pem.certificates(String.valueOf(answer.body("SigningResult/RootCertificate"))))
                .containsExactly(office.authority.root());
        return new KeyAndCertificate(
                keys.getPrivate(),
                Pem.certificates(String.valueOf(answer.body("SigningResult/Certificate")))
                        .getFirst());
    }

    @Test
    void aCodePairsOnceAndTheCertificateComesIn() throws Exception {
        ViveIntegrations integrations = office.ports.integrations();
        String code = integrations.issueCode(BINDING, LutronOffice.USER);
        assertThat(code).hasSize(8).containsOnlyDigits();
        KeyAndCertificate shown;
        try (LeapClient client = partner()) {
            assertThat(permissions(client.next().orElseThrow())).hasToString("[Public]");
            assertThat(pair(client, "").status()).isEqualTo("401 Unauthorized");
            assertThat(pair(client, "x").status()).isEqualTo("401 Unauthorized");
            shown = issued(pair(client, code));
            assertThat(pair(client, code).status()).as("a code is used up").isEqualTo("401 Unauthorized");
        }
        try (LeapClient client = new LeapClient(office.authority.clientContext(shown), office.vive.port())) {
            assertThat(client.read("/area").status()).isEqualTo("200 OK");
            Message pairings = client.read("/server/leap/pairing");
            assertThat(pairings.body("Pairings/0/DisplayName")).isEqualTo("Test program");
            integrations.pairings(BINDING).forEach(key -> office.accounts.revokeKey(key.id()));
            assertThat(client.read("/area").status()).isEqualTo("401 Unauthorized");
        }
    }

    @Test
    void aCodeLivesAQuarterOfAnHour() throws Exception {
        String code = office.ports.integrations().issueCode(BINDING, LutronOffice.USER);
        office.laterMs.set(15 * 60_000 + 1_000);
        try (LeapClient client = partner()) {
            assertThat(pair(client, code).status()).isEqualTo("401 Unauthorized");
        }
    }

    @Test
    void codesCannotBeGuessed() throws Exception {
        String code = office.ports.integrations().issueCode(BINDING, LutronOffice.USER);
        try (LeapClient client = partner()) {
            for (int guess = 0; guess < 10; guess++) {
                assertThat(pair(client, "wrong" + guess).status()).isEqualTo("401 Unauthorized");
            }
            assertThat(pair(client, code).status()).as("not even looked at").isEqualTo("401 Unauthorized");
        }
        assertThat(office.ports.integrations().use(code, BINDING, "another"))
                .as("the wrong codes of one lock out nobody else")
                .contains(LutronOffice.USER);
    }

    @Test
    void anAdministratorMayAuthoriseWhoIsThere() throws Exception {
        try (LeapClient client = partner()) {
            assertThat(permissions(client.next().orElseThrow())).hasToString("[Public]");
            office.ports.pairing().authorise();
            assertThat(permissions(client.next().orElseThrow())).hasToString("[Public, PhysicalAccess]");
            issued(pair(client, ""));
            office.laterMs.set(181_000);
            assertThat(pair(client, "").status()).isEqualTo("401 Unauthorized");
        }
    }

    @Test
    void aPairedProgramMayLeaveAndWhoConfiguresMaySendItAway() throws Exception {
        office.accounts.putAccount(
                "visitor",
                "Visitor",
                LutronOffice.PASSWORD,
                List.of(new Grant(LutronOffice.SITE, Set.of(Verb.VIEW, Verb.CONTROL), Set.of())));
        FaceBinding hub = office.accounts.binding(BINDING).orElseThrow();
        office.accounts.putBinding(new FaceBinding(
                hub.id(),
                hub.dialect(),
                hub.site(),
                hub.address(),
                hub.area(),
                List.of(LutronOffice.USER, "visitor"),
                hub.vendor()));
        List<KeyAndCertificate> two = new ArrayList<>();
        try (LeapClient client = partner()) {
            office.ports.pairing().authorise();
            two.add(issued(pair(client, "")));
            two.add(issued(pair(client, "")));
        }
        try (LeapClient first = new LeapClient(office.authority.clientContext(two.getFirst()), office.vive.port());
                LeapClient second = new LeapClient(office.authority.clientContext(two.getLast()), office.vive.port());
                LeapClient admin = office.login()) {
            List<String> hrefs = first.read("/server/leap/pairing").list("Pairings").stream()
                    .map(pairing -> String.valueOf(pairing.get("href")))
                    .toList();
            assertThat(hrefs).hasSize(2).doesNotHaveDuplicates();
            List<String> left = hrefs.stream()
                    .map(href -> ended(first, href))
                    .filter(status -> status.startsWith("204"))
                    .toList();
            assertThat(left).as("its own alone").hasSize(1);
            try (LeapClient visitor = office.login("visitor")) {
                assertThat(hrefs.stream().map(href -> ended(visitor, href)))
                        .containsExactlyInAnyOrder("404 NotFound", "403 Forbidden");
            }
            assertThat(first.read("/area").status()).isEqualTo("401 Unauthorized");
            assertThat(second.read("/area").status()).isEqualTo("200 OK");
            assertThat(hrefs.stream().map(href -> ended(admin, href)))
                    .containsExactlyInAnyOrder("404 NotFound", "204 NoContent");
            assertThat(second.read("/area").status()).isEqualTo("401 Unauthorized");
        }
    }

    private static String ended(LeapClient client, String href) {
        try {
            return client.ask("DeleteRequest", href, null).status();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Test
    void strangersAreTurnedAwayByTls() throws Exception {
        var strangers = TestMachine.authority(folder.resolve("strangers"));
        KeyAndCertificate shown = strangers.issueClient("a stranger");
        assertThatThrownBy(() -> {
                    try (LeapClient client =
                            new LeapClient(office.authority.clientContext(shown), office.ports.pairingPort())) {
                        if (client.next().isEmpty()) {
                            throw new SSLException("closed");
                        }
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aPairedProgramHearsOfZonesWithoutAsking() throws Exception {
        KeyAndCertificate shown;
        try (LeapClient client = partner()) {
            office.ports.pairing().authorise();
            shown = issued(pair(client, ""));
        }
        try (LeapClient paired = new LeapClient(office.authority.clientContext(shown), office.vive.port());
                LeapClient other = office.login()) {
            paired.read("/server/1/status/ping");
            other.command("/zone/7", ViveZonesTest.dimmed(81));
            Message push = paired.next().orElseThrow();
            assertThat(push.header("MessageBodyType")).isEqualTo("OneZoneStatus");
            assertThat(push.header("Url")).isEqualTo("/zone/7/status");
            assertThat(push.line()).doesNotContain("ClientTag");
            assertThat(push.body("ZoneStatus/Level")).isEqualTo(81L);
            paired.subscribe("/zone/status", "all");
            other.command("/zone/7", ViveZonesTest.dimmed(18));
            assertThat(paired.next().orElseThrow().header("ClientTag")).isEqualTo("all");
        }
    }
}
