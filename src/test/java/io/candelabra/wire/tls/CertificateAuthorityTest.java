package io.candelabra.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.testing.TestChance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    private CertificateAuthority open(String... names) throws IOException {
        InstantSource clock = now::get;
        return CertificateAuthority.open(folder.resolve("tls"), List.of(names), TestChance.begin(), clock);
    }

    @Test
    void whatIsThereIsUsedAgain() throws IOException {
        CertificateAuthority first = open("lamp.example", "192.0.2.7", "2001:db8::1");
        CertificateAuthority second = open("lamp.example", "192.0.2.7", "2001:db8::1");
        assertThat(second.root()).isEqualTo(first.root());
        assertThat(second.server()).isEqualTo(first.server());
    }

    @Test
    void aFurtherNameMakesAnotherServerCertificateOfTheSameRoot() throws Exception {
        CertificateAuthority first = open();
        CertificateAuthority second = open("lamp.example");
        assertThat(second.root()).isEqualTo(first.root());
        assertThat(second.server()).isNotEqualTo(first.server());
        assertThat(second.server().getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "lamp.example");
        assertThat(open().server()).as("more names than needed do no harm").isEqualTo(second.server());
    }

    @Test
    void certificatesThatEndSoonAreMadeAgain() throws Exception {
        CertificateAuthority first = open();
        X509Certificate before = first.server();
        now.set(NOW.plus(Duration.ofDays(366)));
        first.renewIfDue();
        assertThat(first.server()).isEqualTo(before);
        now.set(NOW.plus(Duration.ofDays(368)));
        first.renewIfDue();
        assertThat(first.server()).isNotEqualTo(before);
        first.server().verify(first.root().getPublicKey());
        assertThat(open().server()).isEqualTo(first.server());
        now.set(NOW.plus(Duration.ofDays(3640)));
        assertThat(open().root()).as("who trusts it is not asked").isEqualTo(first.root());
        assertThat(open().warnings()).first().asString().contains("root certificate ends in 10 days");
    }

    @Test
    void oneStartWithAWrongClockDoesNoLastingHarm() throws Exception {
        CertificateAuthority first = open();
        assertThat(first.warnings()).isEmpty();
        assertThat(first.daysLeft()).isEqualTo(397);
        for (String wrong : List.of("2037-05-31T12:00:00Z", "2033-01-01T00:00:00Z", "1970-01-01T00:00:00Z")) {
            now.set(Instant.parse(wrong));
            CertificateAuthority then = open();
            assertThat(then.root()).as(wrong).isEqualTo(first.root());
            boolean rootHolds = wrong.startsWith("2033");
            assertThat(then.warnings().isEmpty()).as(wrong).isEqualTo(rootHolds);
            now.set(NOW);
            CertificateAuthority again = open();
            assertThat(again.root()).as(wrong).isEqualTo(first.root());
            assertThat(again.server().getNotBefore().toInstant()).as(wrong).isBefore(NOW);
            assertThat(again.server().getNotAfter().toInstant()).as(wrong).isAfter(NOW.plus(Duration.ofDays(300)));
            assertThat(again.warnings()).as(wrong).isEmpty();
        }
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsFoundAtStart() throws Exception {
        CertificateAuthority first = open();
        Path tls = folder.resolve("tls");
        Files.copy(tls.resolve("ca.key"), tls.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(open().server()).isNotEqualTo(first.server());
        Files.writeString(tls.resolve("server.pem"), "");
        open().server().verify(first.root().getPublicKey());
        Files.copy(tls.resolve("server.key"), tls.resolve("ca.key"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("ca.key is not the key");
    }

    @Test
    void aRootIsNeverReplacedSilently() throws Exception {
        CertificateAuthority first = open();
        Path tls = folder.resolve("tls");
        for (String file : List.of("ca.key", "ca.pem")) {
            Path away = Files.move(tls.resolve(file), folder.resolve(file));
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file + " is missing")
                    .hasMessageContaining("backup");
            Files.move(away, tls.resolve(file));
        }
        assertThat(open().root()).isEqualTo(first.root());
    }

    @Test
    void certificatesSayWhatTheyAreFor() throws Exception {
        CertificateAuthority authority = open();
        X509Certificate root = authority.root();
        X509Certificate server = authority.server();
        assertThat(root.getBasicConstraints()).isZero();
        assertThat(root.getKeyUsage()[5]).as("signs certificates").isTrue();
        assertThat(root.getCriticalExtensionOIDs()).contains("2.5.29.19", "2.5.29.15");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getKeyUsage()[0]).as("signs handshakes").isTrue();
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        byte[] rootId = root.getExtensionValue("2.5.29.14");
        byte[] issuerId = server.getExtensionValue("2.5.29.35");
        assertThat(tail(issuerId)).isEqualTo(tail(rootId));
        assertThat(Duration.between(
                        server.getNotBefore().toInstant(), server.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(398));
        assertThat(root.getSerialNumber().bitLength()).isEqualTo(127);
    }

    /** The twenty bytes of the key's own id. */
    private static String tail(byte[] extension) {
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(extension, extension.length - 20, extension.length));
    }

    @Test
    void keysAreForTheirOwnerOnly() throws IOException {
        open();
        for (String file : List.of("ca.key", "server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls/" + file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(folder.resolve("tls")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aBrokenFolderIsSaidToBe() throws IOException {
        open();
        Files.writeString(folder.resolve("tls/ca.key"), "nonsense");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("unusable keys");
    }

    @Test
    void requestsAreSignedWithTheNameThatIsGiven() throws Exception {
        CertificateAuthority authority = open();
        X509Certificate client = authority.signClient(request("RSA", 2048), "remote-1");
        client.verify(authority.root().getPublicKey());
        assertThat(client.getSubjectX500Principal().getName())
                .contains("CN=remote-1")
                .doesNotContain("asked");
        assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(client.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority
                        .signClient(request("EC", 256), "remote-2")
                        .getPublicKey()
                        .getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void weakOrForgedRequestsAreRefused() throws Exception {
        CertificateAuthority authority = open();
        assertThatThrownBy(() -> authority.signClient(request("RSA", 1024), "x"))
                .hasMessageContaining("shorter");
        assertThatThrownBy(() -> authority.signClient("no request", "x")).isInstanceOf(IllegalArgumentException.class);
        KeyPair one = keys("EC", 256);
        KeyPair other = keys("EC", 256);
        String forged = pem(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), one.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(other.getPrivate()))
                .getEncoded());
        assertThatThrownBy(() -> authority.signClient(forged, "x")).hasMessageContaining("own key");
    }

    private static String request(String algorithm, int bits) throws Exception {
        KeyPair keys = keys(algorithm, bits);
        String signature = algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        return pem(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=asked"), keys.getPublic())
                .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))
                .getEncoded());
    }

    private static KeyPair keys(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(byte[] bytes) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n" + Base64.getMimeEncoder().encodeToString(bytes)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }
}
