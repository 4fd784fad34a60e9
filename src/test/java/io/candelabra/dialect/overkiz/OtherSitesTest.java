package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The headers that a browser brings along for a page of another site, and the calls that a token of the local gateway
 * may not make.
 */
class OtherSitesTest {
    private static final String TOKENS = "/config/" + TestHome.GATEWAY + "/local/tokens";

    private static TestServer server;
    private static TestClient cloud;
    private static TestClient owner;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        cloud = TestClient.of(server.client(), server.origin() + OverkizFace.CLOUD_PREFIX);
        Answer login = cloud.form("/login", Map.of("userId", TestServer.OWNER, "userPassword", TestServer.PASSWORD));
        String cookie = login.header("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Lax");
        owner = cloud.with("Cookie", cookie.split(";")[0]);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer write(TestClient client) throws Exception {
        return client.send("POST", "/events/register", "text/plain", "");
    }

    @Test
    void aPageOfAnotherSiteChangesNothingWithACookie() throws Exception {
        for (Map.Entry<String, String> browser : List.of(
                Map.entry("Origin", "https://evil.example"),
                Map.entry("Origin", "null"),
                Map.entry("Origin", server.origin() + ".evil.example"),
                Map.entry("Sec-Fetch-Site", "cross-site"),
                Map.entry("Sec-Fetch-Site", "same-site"))) {
            TestClient page = owner.with(browser.getKey(), browser.getValue());
            Answer refused = write(page);
            assertThat(refused.status()).as(browser.toString()).isEqualTo(403);
            assertThat(refused.object()).containsEntry("errorCode", "RESOURCE_ACCESS_DENIED");
            assertThat(page.send("GET", "/logout").status()).isEqualTo(403);
        }
        assertThat(owner.send("GET", "/authenticated").object()).containsEntry("authenticated", true);
    }

    @Test
    void aPageOfAnotherSiteLetsNobodyIn() throws Exception {
        Map<String, String> guest = Map.of("userId", TestServer.GUEST, "userPassword", TestServer.PASSWORD);
        Answer refused = cloud.with("Origin", "https://evil.example").form("/login", guest);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("set-cookie")).isEmpty();
        assertThat(cloud.with("Origin", server.origin()).form("/login", guest).status())
                .isEqualTo(200);
    }

    @Test
    void aLocalTokenErasesNoHistory() throws Exception {
        TestClient local = TestClient.of(server.client(), server.origin() + OverkizFace.LOCAL_PREFIX)
                .with("Authorization", "Bearer " + server.token());
        assertThat(local.send("DELETE", "/history").status()).isEqualTo(403);
        assertThat(owner.send("DELETE", "/history").status()).isEqualTo(204);
    }

    @Test
    void ourOwnPagesAndClientsThatAreNoBrowsersGoOn() throws Exception {
        assertThat(write(owner).status()).isEqualTo(200);
        assertThat(write(owner.with("Origin", server.origin()).with("Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void privateAnswersAreKeptNowhere() throws Exception {
        Answer setup = owner.send("GET", "/setup/gateways");
        assertThat(setup.header("cache-control")).contains("no-store");
        assertThat(setup.header("x-content-type-options")).contains("nosniff");
    }

    @Test
    void aLocalTokenIsOfTheLocalFaceAndMakesNoTokens() throws Exception {
        String bearer = "Bearer " + server.token();
        TestClient local = TestClient.of(server.client(), server.origin() + OverkizFace.LOCAL_PREFIX)
                .with("Authorization", bearer);
        assertThat(local.send("GET", "/setup/gateways").status()).isEqualTo(200);
        assertThat(cloud.with("Authorization", bearer)
                        .send("GET", "/setup/gateways")
                        .status())
                .isEqualTo(401);
        assertThat(local.send("GET", TOKENS + "/generate").status()).isNotEqualTo(200);
        String fresh =
                String.valueOf(owner.send("GET", TOKENS + "/generate").object().get("token"));
        assertThat(local.json("POST", TOKENS, Map.of("label", "stolen", "token", fresh))
                        .status())
                .isNotEqualTo(200);
        assertThat(owner.json("POST", TOKENS, Map.of("label", "mine", "token", fresh))
                        .status())
                .isEqualTo(200);
    }
}
