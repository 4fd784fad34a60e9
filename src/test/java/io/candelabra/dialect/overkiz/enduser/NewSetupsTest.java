package io.candelabra.dialect.overkiz.enduser;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.api.Registration;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.testing.TestServer;
import io.candelabra.testing.Within;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may make accounts and setups, and what is left of those that were refused. */
class NewSetupsTest {
    private static final String FRESH = "rain on the harbour 7";
    private static final String NEW = "{\"endUser\":{\"userId\":\"%s\"},\"password\":\"" + FRESH + "\"}";

    private static HttpResponse<String> send(
            TestServer server, String method, String path, String type, String body, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.origin() + OverkizFace.CLOUD_PREFIX + path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return server.client().send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> login(TestServer server, String user, String password) throws Exception {
        return send(
                server,
                "POST",
                "/login",
                "application/x-www-form-urlencoded",
                "userId=" + encoded(user) + "&userPassword=" + encoded(password),
                "");
    }

    private static String cookie(TestServer server, String user, String password) throws Exception {
        String header =
                login(server, user, password).headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> register(TestServer server, String user, String cookie) throws Exception {
        return send(
                server,
                "POST",
                "/enduser/mainAccount",
                "application/json",
                String.format(Locale.ROOT, NEW, user),
                cookie);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "MEMBERS"})
    void aStrangerMakesNothing(Registration registration) throws Exception {
        try (TestServer server = TestServer.registering(registration)) {
            int before = server.accounts().accounts().size();
            int bindings = server.accounts().bindings(OverkizFace.DIALECT).size();
            assertThat(register(server, "new@candelabra.example", "").statusCode())
                    .isEqualTo(401);
            assertThat(server.accounts().accounts()).hasSize(before);
            assertThat(server.accounts().bindings(OverkizFace.DIALECT)).hasSize(bindings);
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void whereItIsOffNobodyMakesAnything() throws Exception {
        try (TestServer server = TestServer.registering(Registration.OFF)) {
            String owner = cookie(server, TestServer.OWNER, TestServer.PASSWORD);
            assertThat(register(server, "new@candelabra.example", owner).statusCode())
                    .isEqualTo(403);
            assertThat(send(server, "POST", "/enduser/setup", "application/json", "{}", owner)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.accounts().account("new@candelabra.example")).isEmpty();
        }
    }

    @Test
    void anInstallationBeginsWithRegistrationOff(@TempDir Path folder) {
        assertThat(Settings.demo(folder).serving().registration()).isEqualTo(Registration.OFF);
    }

    @Test
    void aStrangerComesInWhenTheLetterIsAnswered() throws Exception {
        try (TestServer server = TestServer.registering(Registration.OPEN)) {
            String user = "new@candelabra.example";
            assertThat(register(server, user, "").statusCode()).isEqualTo(201);
            assertThat(login(server, user, FRESH).statusCode()).isEqualTo(401);
            Within.reason("the letter goes out", () -> !server.mails().isEmpty());
            assertThat(server.mails().getFirst().to()).isEqualTo(user);
            Matcher token = Pattern.compile("[0-9a-f]{64}")
                    .matcher(server.mails().getFirst().text());
            assertThat(token.find()).isTrue();
            send(
                    server,
                    "POST",
                    "/enduser/" + encoded(user) + "/validation/" + token.group(),
                    "application/json",
                    "",
                    "");
            String cookie = cookie(server, user, FRESH);
            assertThat(send(server, "GET", "/setup/devices", "application/json", "", cookie)
                            .body())
                    .as("a site of one's own, and nothing of anybody else's")
                    .isEqualTo("[]");
            assertThat(send(server, "GET", "/enduser/mainAccount", "application/json", "", cookie)
                            .body())
                    .contains(user);
        }
    }

    /** Somebody who has no account cannot take one by making it again. */
    @Test
    void aNameThatIsTakenStaysWhoseItIs() throws Exception {
        try (TestServer server = TestServer.registering(Registration.OPEN)) {
            String hash =
                    server.accounts().account(TestServer.OWNER).orElseThrow().passwordHash();
            assertThat(register(server, TestServer.OWNER, "").statusCode()).isEqualTo(400);
            assertThat(server.accounts().account(TestServer.OWNER).orElseThrow().passwordHash())
                    .isEqualTo(hash);
            assertThat(login(server, TestServer.OWNER, TestServer.PASSWORD).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void strangersMakeFew() throws Exception {
        try (TestServer server = TestServer.registering(Registration.OPEN)) {
            int made = 0;
            for (int i = 0; i < 9; i++) {
                made += register(server, "n" + i + "@candelabra.example", "").statusCode() == 201 ? 1 : 0;
            }
            assertThat(made).isBetween(1, 6);
        }
    }

    @Test
    void onePersonHasSoManySetups() throws Exception {
        try (TestServer server = TestServer.start()) {
            String owner = cookie(server, TestServer.OWNER, TestServer.PASSWORD);
            int made = 0;
            for (int i = 0; i < 25; i++) {
                made += send(server, "POST", "/enduser/setup", "application/json", "{}", owner)
                                        .statusCode()
                                == 201
                        ? 1
                        : 0;
            }
            assertThat(made).isEqualTo(20);
        }
    }

    @Test
    void whoMadeASetupAndIsAloneInItLeavesNothingBehind() throws Exception {
        try (TestServer server = TestServer.start()) {
            String owner = cookie(server, TestServer.OWNER, TestServer.PASSWORD);
            String user = "nora@candelabra.example";
            assertThat(register(server, user, owner).statusCode()).isEqualTo(201);
            String nora = cookie(server, user, FRESH);
            assertThat(send(server, "DELETE", "/enduser/mainAccount", "application/json", "", nora)
                            .statusCode())
                    .isEqualTo(204);
            assertThat(server.accounts().account(user)).isEmpty();
            assertThat(server.accounts().bindings(OverkizFace.DIALECT))
                    .extracting(FaceBinding::site)
                    .noneMatch(site -> site.value().startsWith("setup-"));
            assertThat(send(server, "GET", "/setup", "application/json", "", nora)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(send(server, "DELETE", "/enduser/mainAccount", "application/json", "", owner)
                            .statusCode())
                    .as("a setup that has gateways keeps its last administrator")
                    .isEqualTo(400);
        }
    }

    /** A guest who is left behind would have nobody who could let anybody in. */
    @Test
    void whoIsNotAloneStays() throws Exception {
        try (TestServer server = TestServer.start()) {
            String user = "nora@candelabra.example";
            register(server, user, cookie(server, TestServer.OWNER, TestServer.PASSWORD));
            String nora = cookie(server, user, FRESH);
            send(
                    server,
                    "POST",
                    "/enduser/secondaryAccounts",
                    "application/json",
                    String.format(Locale.ROOT, NEW, "gus@candelabra.example"),
                    nora);
            assertThat(send(server, "DELETE", "/enduser/mainAccount", "application/json", "", nora)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(server.accounts().account(user)).isPresent();
        }
    }

    /** Nothing of a site that is refused is there. */
    @Test
    void aRefusalLeavesNoSite() throws Exception {
        try (TestServer server = TestServer.start()) {
            String owner = cookie(server, TestServer.OWNER, TestServer.PASSWORD);
            int accounts = server.accounts().accounts().size();
            long events = server.sites().view(Caller.CORE, Accounts.SYSTEM).seq();
            for (String body : new String[] {
                "{}",
                "{\"endUser\":{}}",
                "{\"endUser\":{\"userId\":\"a b\"},\"password\":\"" + FRESH + "\"}",
                "{\"endUser\":{\"userId\":\"otto\"},\"password\":\"x\"}",
                "{\"location\":{\"timezone\":\"Moon/Base\"},\"endUser\":{\"userId\":\"otto\"},\"password\":\"" + FRESH
                        + "\"}",
                "{\"location\":7,\"endUser\":{\"userId\":\"otto\"},\"password\":\"" + FRESH + "\"}",
                "{\"activationTimestamp\":5,\"expirationTimestamp\":4,\"endUser\":{\"userId\":\"otto\"},\"password\":\""
                        + FRESH + "\"}"
            }) {
                assertThat(send(server, "POST", "/enduser/mainAccount", "application/json", body, owner)
                                .statusCode())
                        .as(body)
                        .isEqualTo(400);
            }
            assertThat(server.accounts().accounts()).hasSize(accounts);
            assertThat(server.sites().view(Caller.CORE, Accounts.SYSTEM).seq()).isEqualTo(events);
        }
    }
}
