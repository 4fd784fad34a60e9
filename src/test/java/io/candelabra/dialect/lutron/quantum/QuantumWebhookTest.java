package io.candelabra.dialect.lutron.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.out.AddressCorpus;
import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.Pem;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Areas that become occupied or unoccupied are told to a receiver that TLS proves by its own root alone. */
class QuantumWebhookTest {
    private record Told(Map<String, String> headers, String body) {}

    @TempDir
    Path folder;

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private LutronOffice office;
    private CertificateAuthority receiverRoot;
    private HttpsServer receiver;
    private HttpClient http;

    @BeforeEach
    void open() throws Exception {
        office = new LutronOffice(folder.resolve("server"));
        receiverRoot = TestMachine.authority(folder.resolve("receiver"));
        receiver = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(receiverRoot.serverContext()));
        receiver.createContext("/", x -> {
            Map<String, String> headers = new LinkedHashMap<>();
            x.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            // a client that has the answer finds the message
            told.add(new Told(headers, body));
            x.sendResponseHeaders(204, -1);
            x.close();
        });
        receiver.start();
        http = HttpClient.newBuilder()
                .sslContext(office.authority.clientContext())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterEach
    void close() throws Exception {
        http.close();
        receiver.stop(0);
        office.close();
    }

    private HttpResponse<String> call(String method, String path, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + office.https.port() + "/api/v1" + path))
                .header("Authorization", LutronOffice.DEVICE_KEY)
                .header("ApiKey", LutronOffice.API_KEY)
                .method(method, HttpRequest.BodyPublishers.ofString(Json.text(body)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Map<String, Object> config(String root) {
        return Map.of(
                "url",
                "https://localhost:" + receiver.getAddress().getPort() + "/occupancy",
                "authenticationKey",
                "key-of-the-receiver",
                "rootCertificatePem",
                root,
                "enabled",
                true);
    }

    private void seen(DeviceId sensor, boolean occupied) {
        office.seen(new Report.StatesSeen(
                sensor, List.of(State.of("core:OccupancyState", occupied ? "personInside" : "noPersonInside"))));
    }

    private Device sensor(String label) {
        return office.state().devices().stream()
                .filter(d -> d.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void changesOfOccupancyAreToldAsTheLanguageTellsThem() throws Exception {
        assertThat(call("PUT", "/webhook", config(Pem.text(receiverRoot.root())))
                        .statusCode())
                .isEqualTo(200);
        Device reception = sensor("Reception sensor");
        boolean before = reception.states().text("core:OccupancyState").equals("personInside");
        seen(reception.id(), !before);
        Told first = told.poll(20, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        assertThat(first.headers())
                .containsEntry("authorization", "key-of-the-receiver")
                .containsKeys("webhook-id", "webhook-timestamp", "webhook-signature");
        String state = before ? "Unoccupied" : "Occupied";
        assertThat(first.body())
                .isEqualTo("{\"CommuniqueType\":\"ReadResponse\",\"Header\":{\"MessageBodyType\":\"OneAreaStatus\","
                        + "\"StatusCode\":\"200 OK\",\"Url\":\"/area/4/status\"},\"Body\":" + bodyOf(first) + "}");
        assertThat(bodyOf(first)).contains("\"OccupancyStatus\":\"" + state + "\"", "\"IsLeaf\":true");
    }

    private static String bodyOf(Told told) {
        return told.body()
                .substring(told.body().indexOf("\"Body\":") + 7, told.body().length() - 1);
    }

    /** Two sensors look at the north office: it is empty only when both say so. */
    @Test
    void anAreaThatStaysOccupiedIsNoNews() throws Exception {
        seen(sensor("North sensor 1").id(), true);
        seen(sensor("North sensor 2").id(), true);
        assertThat(call("PUT", "/webhook", config(Pem.text(receiverRoot.root())))
                        .statusCode())
                .isEqualTo(200);
        seen(sensor("North sensor 1").id(), false);
        seen(sensor("North sensor 2").id(), false);
        Told only = told.poll(20, TimeUnit.SECONDS);
        assertThat(only).isNotNull();
        assertThat(only.body()).contains("/area/8/status", "Unoccupied");
        assertThat(told).isEmpty();
    }

    @Test
    void aReceiverOfAnotherRootIsNotSpokenTo() throws Exception {
        assertThat(call("PUT", "/webhook", config(Pem.text(office.authority.root())))
                        .statusCode())
                .isEqualTo(200);
        assertThat(call("POST", "/webhook/test", Map.of()).body()).contains("unreachable");
        assertThat(told).isEmpty();
        call("PUT", "/webhook", config(Pem.text(receiverRoot.root())));
        assertThat(call("POST", "/webhook/test", Map.of()).body()).contains("answered 204");
        assertThat(told).hasSize(1);
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        assertThat(call("PUT", "/webhook", Map.of()).statusCode()).isEqualTo(400);
        assertThat(call("PUT", "/webhook", config("no certificate")).statusCode())
                .isEqualTo(400);
        Map<String, Object> plain = new LinkedHashMap<>(config(Pem.text(receiverRoot.root())));
        plain.put("url", "http://localhost/x");
        assertThat(call("PUT", "/webhook", plain).statusCode()).isEqualTo(400);
        assertThat(call("POST", "/webhook/test", Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void addressesThatMayNotBeSentToAreRefused() throws Exception {
        String root = Files.readString(receiverRoot.rootFile());
        for (String url : AddressCorpus.refusedEverywhere()) {
            Map<String, Object> config = new LinkedHashMap<>(config(root));
            config.put("url", url);
            assertThat(call("PUT", "/webhook", config).statusCode()).as(url).isEqualTo(400);
        }
        assertThat(call("POST", "/webhook/test", Map.of()).statusCode())
                .as("nothing is set")
                .isEqualTo(400);
    }
}
