package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One device in four languages: each is exactly what a client of that API is answered at the address that stands beside it. */
class ConsoleLanguagesTest {
    @TempDir
    private static Path folder;

    private static Candelabra server;
    private static TestClient plain;
    private static TestClient console;
    private static Map<?, ?> told;

    @BeforeAll
    static void start() throws Exception {
        server = Candelabra.start(
                Settings.demo(folder.resolve("data")).onFreePorts().withLamps(20),
                TestMachine.outside(TestMachine.clock()),
                drivers -> SimulatorDriver.factory(Liveliness.OFF));
        plain = TestClient.trusting(folder.resolve("data/ca.pem"), server.https());
        told = (Map<?, ?>) Json.tree(Files.readAllBytes(folder.resolve("data/demo.json")));
        console = plain.with("Authorization", basic("demo"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String demo(String face, String key) {
        return String.valueOf(((Map<?, ?>) told.get(face)).get(key));
    }

    private static String basic(String name) {
        String proof = name + ":" + demo("console", "password");
        return "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8));
    }

    private static List<?> languages(String site, String device) throws Exception {
        String id = URLEncoder.encode(device, StandardCharsets.UTF_8);
        Answer answer = console.send("GET", "/console/api/sites/" + site + "/devices/" + id + "/languages");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (List<?>) answer.object().get("languages");
    }

    private static Map<?, ?> in(List<?> languages, String dialect) {
        return languages.stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> dialect.equals(each.get("dialect")))
                .findFirst()
                .orElseThrow();
    }

    private static String address(Map<?, ?> language) {
        String request = String.valueOf(language.get("request"));
        return request.substring(request.indexOf(' ') + 1);
    }

    private static String first(String site, String query) throws Exception {
        Answer devices = console.send("GET", "/console/api/sites/" + site + "/devices?limit=1" + query);
        Map<?, ?> device = (Map<?, ?>) ((List<?>) devices.object().get("devices")).getFirst();
        return String.valueOf(device.get("id"));
    }

    @Test
    void anOfficeLampIsWhatEachApiAnswers() throws Exception {
        List<?> languages = languages("office", first("office", "&trait=level"));
        assertThat(languages).hasSize(4);

        Answer in = plain.form(
                "/enduser-mobile-web/enduserAPI/login",
                Map.of(
                        "userId",
                        demo("overkiz", "userId"),
                        "userPassword",
                        demo("overkiz", "userPassword"),
                        "setupOID",
                        server.accounts()
                                .binding("overkiz office")
                                .orElseThrow()
                                .address()));
        TestClient overkiz =
                plain.with("Cookie", in.header("set-cookie").orElseThrow().split(";", -1)[0]);
        Map<?, ?> asOverkiz = in(languages, "overkiz");
        assertThat(overkiz.send("GET", address(asOverkiz)).tree()).isEqualTo(asOverkiz.get("answer"));

        TestClient sustainder = plain.with("Authorization", basic("demo"));
        Map<?, ?> asSustainder = in(languages, "sustainder");
        assertThat(sustainder.send("GET", address(asSustainder)).tree()).isEqualTo(asSustainder.get("answer"));

        TestClient quantum =
                plain.with("ApiKey", demo("quantum", "apiKey")).with("Authorization", demo("quantum", "deviceKey"));
        Map<?, ?> asQuantum = in(languages, "quantum");
        assertThat(quantum.send("GET", address(asQuantum)).tree()).isEqualTo(asQuantum.get("answer"));

        Map<?, ?> asVive = in(languages, "vive");
        assertThat(vive(address(asVive))).isEqualTo(asVive.get("answer"));
    }

    /** The answer of a hub to a client that has logged in, without the tag that joins it to its request. */
    private static Object vive(String address) throws Exception {
        try (Socket socket = TestClient.http(folder.resolve("data/ca.pem"))
                .sslContext()
                .getSocketFactory()
                .createSocket("localhost", Integer.parseInt(demo("vive", "leap")))) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            ask(
                    socket,
                    in,
                    "UpdateRequest",
                    "/login",
                    Map.of(
                            "Login",
                            Map.of(
                                    "ContextType",
                                    "Application",
                                    "LoginId",
                                    demo("vive", "username"),
                                    "Password",
                                    demo("vive", "password"))));
            return ask(socket, in, "ReadRequest", address, Map.of());
        }
    }

    private static Object ask(Socket socket, BufferedReader in, String communique, String url, Map<String, ?> body)
            throws Exception {
        Map<String, Object> message = body.isEmpty()
                ? Map.of("CommuniqueType", communique, "Header", Map.of("Url", url))
                : Map.of("CommuniqueType", communique, "Header", Map.of("Url", url), "Body", body);
        socket.getOutputStream().write((Json.text(message) + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        while (answer.isBlank()) {
            answer = in.readLine();
        }
        return Json.tree(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anApiThatDoesNotShowADeviceSaysSo() throws Exception {
        List<?> shutter = languages("home", first("home", "&trait=coverPosition"));
        assertThat(in(shutter, "overkiz").get("answer")).isNotNull();
        for (String dialect : List.of("sustainder", "quantum", "vive")) {
            assertThat(in(shutter, dialect).get("answer")).isNull();
            assertThat(String.valueOf(in(shutter, dialect).get("absent"))).contains("no part of the site");
        }
        List<?> thermometer = languages("office", first("office", "&trait=occupancy"));
        assertThat(String.valueOf(in(thermometer, "sustainder").get("absent"))).contains("lights");
    }

    @Test
    void aGuestIsShownNoMoreThanTheGuestSees() throws Exception {
        TestClient neighbour = plain.with(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((demo("sustainder", "otherUsername") + ":"
                                                + demo("sustainder", "otherPassword"))
                                        .getBytes(StandardCharsets.UTF_8)));
        String id = URLEncoder.encode(first("office", "&trait=level"), StandardCharsets.UTF_8);
        assertThat(neighbour
                        .send("GET", "/console/api/sites/office/devices/" + id + "/languages")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBrowserGetsThePageAndAProgramTheAddresses() throws Exception {
        Answer page = plain.with("Accept", "text/html,application/xhtml+xml").send("GET", "/");
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.header("content-security-policy").orElseThrow())
                .startsWith("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(plain.send("GET", "/").object()).containsEntry("name", "candelabra");
        assertThat(plain.with("Accept", "text/html")
                        .send("GET", "/sites/home/devices/io%3A%2F%2F1%2F2")
                        .contentType())
                .startsWith("text/html");
        assertThat(demo("console", "url")).isEqualTo(server.https() + "/");
        String script = page.body().replaceAll("(?s).*src=\"([^\"]+)\".*", "$1");
        Answer asset = plain.send("GET", script);
        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("cache-control").orElseThrow()).contains("immutable");
        assertThat(plain.with("If-None-Match", asset.header("etag").orElseThrow())
                        .send("GET", script)
                        .status())
                .isEqualTo(304);
        assertThat(plain.send("GET", "/assets/..%2Findex.html").status()).isEqualTo(404);
        assertThat(plain.send("GET", "/assets/none.js").status()).isEqualTo(404);
        byte[] packed = ConsoleLanguagesTest.class
                .getResourceAsStream("/console" + script + ".gz")
                .readAllBytes();
        assertThat(packed.length).as("the first script, compressed").isLessThan(100_000);
    }
}
