package io.candelabra.console;

import static io.candelabra.console.ConsoleHome.API;
import static io.candelabra.console.ConsoleHome.device;
import static io.candelabra.console.ConsoleHome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who comes into the console, and who does not. */
class ConsoleSignInTest {
    private static ConsoleHome home;
    private static TestClient owner;

    @BeforeAll
    static void start() throws Exception {
        home = new ConsoleHome();
        owner = home.as(ConsoleHome.OWNER);
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    @Test
    void aSessionIsACookieThatNoScriptAndNoOtherSiteSees() throws Exception {
        Answer in = home.signIn(ConsoleHome.OWNER, ConsoleHome.PASSWORD);
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.header("set-cookie").orElseThrow())
                .startsWith("__Host-candelabra=")
                .endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict");
        assertThat(in.object()).containsEntry("name", ConsoleHome.OWNER);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameReadAlike() throws Exception {
        Answer wrong = home.signIn(ConsoleHome.OWNER, "not-this-one");
        Answer unknown = home.signIn("nobody", "not-this-one");
        refused(wrong, 401, "Wrong name or password");
        assertThat(unknown.object().get("detail")).isEqualTo(wrong.object().get("detail"));
        assertThat(wrong.header("set-cookie")).isEmpty();
    }

    @Test
    void nothingIsShownToAStranger() throws Exception {
        for (String path : List.of("/me", "/sites", "/sites/home", "/sites/home/devices", "/sites/home/events")) {
            refused(home.stranger().send("GET", API + path), 401, "Not signed in");
        }
        refused(
                home.stranger().with("Cookie", "__Host-candelabra=guess").send("GET", API + "/me"),
                401,
                "Not signed in");
    }

    @Test
    void aSignedOutSessionIsWorthNothing() throws Exception {
        TestClient client = home.as(ConsoleHome.OWNER);
        assertThat(client.send("GET", API + "/me").status()).isEqualTo(200);
        Answer out = client.send("POST", API + "/sign-out");
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("set-cookie").orElseThrow()).contains("Max-Age=0");
        refused(client.send("GET", API + "/me"), 401, "Not signed in");
    }

    @Test
    void aSessionOfAnotherFaceOpensNothingHere() throws Exception {
        String secret = home.accounts()
                .sessions()
                .open(ConsoleHome.OWNER, "overkiz", "", "127.0.0.1")
                .secret();
        refused(
                home.stranger().with("Cookie", "__Host-candelabra=" + secret).send("GET", API + "/me"),
                401,
                "Not signed in");
    }

    @Test
    void aProgramSendsNameAndPasswordWithEachRequest() throws Exception {
        assertThat(basic(ConsoleHome.PASSWORD).send("GET", API + "/me").object())
                .containsEntry("name", ConsoleHome.OWNER);
        refused(basic("not-this-one").send("GET", API + "/me"), 401, "Wrong name or password");
    }

    private static TestClient basic(String password) {
        String proof = Base64.getEncoder()
                .encodeToString((ConsoleHome.OWNER + ":" + password).getBytes(StandardCharsets.UTF_8));
        return home.stranger().with("Authorization", "Basic " + proof);
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() throws Exception {
        for (TestClient other : List.of(
                owner.with("Origin", "https://evil.example"),
                owner.with("Sec-Fetch-Site", "cross-site"),
                owner.with("Sec-Fetch-Site", "same-site"))) {
            refused(
                    other.json("POST", device(TestHome.LAMP) + "/commands", Map.of("trait", "onOff", "value", true)),
                    403,
                    "Asked by another site");
            refused(
                    other.json("POST", API + "/sign-in", Map.of("name", "x", "password", "y")),
                    403,
                    "Asked by another site");
        }
        TestClient own = owner.with("Origin", home.origin()).with("Sec-Fetch-Site", "same-origin");
        assertThat(own.json("POST", device(TestHome.LAMP) + "/commands", Map.of("trait", "onOff", "value", false))
                        .status())
                .isEqualTo(202);
    }
}
