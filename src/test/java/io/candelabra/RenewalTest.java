package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs for more than a year shows a certificate that is good, and nobody has to start it anew. */
class RenewalTest {
    private static final Duration A_YEAR = Duration.ofDays(385);

    @TempDir
    Path folder;

    @Test
    void theCertificateIsRenewedWhileTheServerRuns() throws Exception {
        AtomicLong laterMs = new AtomicLong(-A_YEAR.toMillis());
        InstantSource wall = () -> TestMachine.clock().instant().plusMillis(laterMs.get());
        Settings settings = Settings.demo(folder.resolve("data")).serving().onFreePorts();
        try (Candelabra server = Candelabra.start(settings, TestMachine.outside(wall, wall))) {
            X509Certificate first = shown(server);
            laterMs.set(0);
            Within.reason("another certificate is shown", () -> !shown(server).equals(first));
            assertThat(shown(server).getNotAfter()).isAfter(first.getNotAfter());
            assertThat(TestClient.trusting(folder.resolve("data/ca.pem"), server.https())
                            .send("GET", "/health")
                            .status())
                    .as("the root is the one that clients trust")
                    .isEqualTo(200);
        }
    }

    private X509Certificate shown(Candelabra server) throws Exception {
        try (HttpClient client = TestClient.http(folder.resolve("data/ca.pem"))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.https() + "/health"))
                    .build();
            return (X509Certificate) client.send(request, BodyHandlers.discarding())
                    .sslSession()
                    .orElseThrow()
                    .getPeerCertificates()[0];
        }
    }
}
