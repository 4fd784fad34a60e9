package io.candelabra.dialect.overkiz.enduser;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.Login;
import io.candelabra.core.account.Parts;
import io.candelabra.core.account.Slips;
import io.candelabra.core.account.Slips.Purpose;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.testing.TestServer;
import io.candelabra.testing.Within;
import io.candelabra.wire.out.Mail;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Letters with tokens, as people use them and as attackers do. */
class LettersTest {
    private static final String FRESH = "rain on the harbour 7";
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String type, String body, String cookie)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.origin() + OverkizFace.CLOUD_PREFIX + path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return server.client().send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> asks(String user, String email) throws Exception {
        return send(
                "POST",
                "/enduser/password/reset",
                "application/json",
                "{\"userId\":\"" + user + "\",\"email\":\"" + email + "\"}",
                "");
    }

    private String reset(String user, String token, String password) throws Exception {
        return send(
                        "POST",
                        "/accountManagement/resetPassword",
                        "application/x-www-form-urlencoded",
                        "userId=" + encoded(user) + "&token=" + token + "&newPassword=" + encoded(password),
                        "")
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private HttpResponse<String> login(String user, String password) throws Exception {
        return send(
                "POST",
                "/login",
                "application/x-www-form-urlencoded",
                "userId=" + encoded(user) + "&userPassword=" + encoded(password),
                "");
    }

    private String cookie(String user, String password) throws Exception {
        String header = login(user, password).headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Mail letter(int number) {
        Within.reason("a letter goes out", () -> server.mails().size() >= number);
        return server.mails().get(number - 1);
    }

    private static String token(Mail letter) {
        Matcher found = TOKEN.matcher(letter.text());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void aLetterSetsAnotherPasswordOnce() throws Exception {
        String before = cookie(TestServer.OWNER, TestServer.PASSWORD);
        assertThat(asks(TestServer.OWNER, TestServer.OWNER.toUpperCase(Locale.ROOT))
                        .statusCode())
                .isEqualTo(200);
        Mail letter = letter(1);
        assertThat(letter.to()).isEqualTo(TestServer.OWNER);
        assertThat(reset(TestServer.OWNER, token(letter), FRESH)).isEqualTo("resetPasswordSuccess");
        assertThat(login(TestServer.OWNER, TestServer.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(login(TestServer.OWNER, FRESH).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/currentUserId", "application/json", "", before).statusCode())
                .as("who had come in with the old password is out")
                .isEqualTo(401);
        assertThat(reset(TestServer.OWNER, token(letter), "rain on the harbour 8"))
                .startsWith("resetPasswordFailure");
        assertThat(login(TestServer.OWNER, FRESH).statusCode()).isEqualTo(200);
    }

    /** A program that reads mail follows links, and a person may choose a bad password first. */
    @Test
    void lookingAndABadPasswordUseNothingUp() throws Exception {
        asks(TestServer.OWNER, TestServer.OWNER);
        String token = token(letter(1));
        send(
                "GET",
                "/accountManagement/resetPassword?userId=" + encoded(TestServer.OWNER) + "&token=" + token,
                "text/plain",
                "",
                "");
        assertThat(reset(TestServer.OWNER, token, "Password2024!")).startsWith("resetPasswordFailure");
        assertThat(reset(TestServer.OWNER, token, FRESH)).isEqualTo("resetPasswordSuccess");
    }

    @Test
    void aTokenIsOfOnePersonAndForOneThing() throws Exception {
        asks(TestServer.OWNER, TestServer.OWNER);
        String token = token(letter(1));
        assertThat(reset(TestServer.GUEST, token, FRESH)).startsWith("resetPasswordFailure");
        assertThat(send(
                                "POST",
                                "/enduser/" + encoded(TestServer.OWNER) + "/validation/" + token,
                                "application/json",
                                "",
                                "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(reset(TestServer.OWNER, token, FRESH)).isEqualTo("resetPasswordSuccess");
    }

    @Test
    void aTokenIsOverAfterAnHour() throws Exception {
        String token = server.accounts()
                .slips()
                .issue(TestServer.OWNER, new Purpose("password", Duration.ZERO), mark())
                .orElseThrow();
        assertThat(reset(TestServer.OWNER, token, FRESH)).startsWith("resetPasswordFailure");
        assertThat(login(TestServer.OWNER, TestServer.PASSWORD).statusCode()).isEqualTo(200);
    }

    private String mark() {
        return Slips.ofPassword(server.accounts().account(TestServer.OWNER).orElseThrow());
    }

    /** Somebody who was in the account for a moment leaves no way in behind. */
    @Test
    void anotherPasswordOrAddressMakesALetterWorthless() throws Exception {
        String token = server.accounts()
                .slips()
                .issue(TestServer.OWNER, Purpose.PASSWORD, mark())
                .orElseThrow();
        server.accounts().changePassword(TestServer.OWNER, FRESH);
        assertThat(reset(TestServer.OWNER, token, "rain on the harbour 8")).startsWith("resetPasswordFailure");
        String second = server.accounts()
                .slips()
                .issue(TestServer.OWNER, Purpose.PASSWORD, mark())
                .orElseThrow();
        server.accounts().changeAccount(TestServer.OWNER, a -> Parts.with(a, "email", "elsewhere@candelabra.example"));
        assertThat(reset(TestServer.OWNER, second, "rain on the harbour 8")).startsWith("resetPasswordFailure");
    }

    @Test
    void anotherLetterCancelsTheOneBefore() throws Exception {
        Slips slips = server.accounts().slips();
        String first = slips.issue(TestServer.OWNER, Purpose.PASSWORD, mark()).orElseThrow();
        String second = slips.issue(TestServer.OWNER, Purpose.PASSWORD, mark()).orElseThrow();
        assertThat(reset(TestServer.OWNER, first, FRESH)).startsWith("resetPasswordFailure");
        assertThat(reset(TestServer.OWNER, second, FRESH)).isEqualTo("resetPasswordSuccess");
    }

    @Test
    void nothingIsKeptThatOpensAnything() {
        String token = server.accounts()
                .slips()
                .issue(TestServer.OWNER, Purpose.PASSWORD, mark())
                .orElseThrow();
        assertThat(server.accounts()
                        .account(TestServer.OWNER)
                        .orElseThrow()
                        .vendor()
                        .values())
                .noneMatch(kept -> kept.contains(token));
    }

    /** Neither another address than the account's, nor a name that nobody has, brings a letter or another answer. */
    @Test
    void lettersGoToTheirOwnersAlone() throws Exception {
        HttpResponse<String> known = asks(TestServer.OWNER, TestServer.OWNER);
        letter(1);
        for (HttpResponse<String> other : List.of(
                asks("nobody@candelabra.example", "nobody@candelabra.example"),
                asks(TestServer.GUEST, "thief@candelabra.example"),
                asks(TestServer.GUEST, ""))) {
            assertThat(other.statusCode()).isEqualTo(known.statusCode());
            assertThat(other.body()).isEqualTo(known.body());
        }
        // what was posted before is out when this is
        asks(TestServer.NEIGHBOUR, TestServer.NEIGHBOUR);
        Within.reason("the neighbour's goes out", () -> server.mails().stream()
                .anyMatch(mail -> mail.to().equals(TestServer.NEIGHBOUR)));
        assertThat(server.mails())
                .extracting(Mail::to)
                .doesNotContain("thief@candelabra.example", TestServer.GUEST, "");
    }

    /** A letter names the server by what its owner set: a stranger's word for it would lead the token elsewhere. */
    @Test
    void aLinkLeadsWhereNoStrangerChooses() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.origin().replace("localhost", "127.0.0.1")
                        + OverkizFace.CLOUD_PREFIX + "/enduser/password/reset"))
                .header("X-Forwarded-Host", "thief.example")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"userId\":\"" + TestServer.OWNER + "\",\"email\":\"" + TestServer.OWNER + "\"}"))
                .build();
        server.client().send(request, BodyHandlers.ofString());
        assertThat(letter(1).text()).doesNotContain("thief.example", "https://");
    }

    @Test
    void strangersAskSeldom() throws Exception {
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            refused += asks("nobody" + i, "nobody@candelabra.example").statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(5, 15);
        int unanswered = 0;
        String cookie = cookie(TestServer.OWNER, TestServer.PASSWORD);
        for (int i = 0; i < 15; i++) {
            unanswered += send("GET", "/enduser/existingUserIds/n" + i, "application/json", "", cookie)
                                    .statusCode()
                            == 429
                    ? 1
                    : 0;
        }
        assertThat(unanswered).isBetween(3, 8);
    }

    @Test
    void anAddressIsValidatedByItsLetter() throws Exception {
        String cookie = cookie(TestServer.OWNER, TestServer.PASSWORD);
        send("PUT", "/enduser/account", "application/json", "{\"email\":\"olga@post.example\"}", cookie);
        assertThat(send("POST", "/enduser/email/validation", "application/json", "", cookie)
                        .statusCode())
                .isEqualTo(200);
        Mail letter = letter(1);
        assertThat(letter.to()).isEqualTo("olga@post.example");
        String path = "/enduser/email/validation/" + token(letter);
        assertThat(send("POST", path, "application/json", "", cookie(TestServer.GUEST, TestServer.PASSWORD))
                        .statusCode())
                .as("somebody else's")
                .isEqualTo(400);
        assertThat(Slips.address(server.accounts().account(TestServer.OWNER).orElseThrow()))
                .isEqualTo(TestServer.OWNER);
        assertThat(send("POST", path, "application/json", "", cookie).body()).isEqualTo("{\"emailValidated\":true}");
        assertThat(Slips.address(server.accounts().account(TestServer.OWNER).orElseThrow()))
                .isEqualTo("olga@post.example");
        assertThat(letter(2).to()).as("told where letters went before").isEqualTo(TestServer.OWNER);
        assertThat(send("POST", path, "application/json", "", cookie).statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/enduser/mainAccount", "application/json", "", cookie)
                        .body())
                .contains("\"emailValidated\":true");
    }

    /** The letter of one address says nothing about another. */
    @Test
    void aLetterToAnotherAddressValidatesNothing() throws Exception {
        String cookie = cookie(TestServer.OWNER, TestServer.PASSWORD);
        send("PUT", "/enduser/account", "application/json", "{\"email\":\"mine@post.example\"}", cookie);
        send("POST", "/enduser/email/validation", "application/json", "", cookie);
        String path = "/enduser/email/validation/" + token(letter(1));
        send("PUT", "/enduser/account", "application/json", "{\"email\":\"chief@government.example\"}", cookie);
        assertThat(send("POST", path, "application/json", "", cookie).statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/enduser/mainAccount", "application/json", "", cookie)
                        .body())
                .contains("\"emailValidated\":false");
    }

    @Test
    void anAccountThatWaitsForItsLetterLetsNobodyIn() throws Exception {
        server.accounts().changeAccount(TestServer.OWNER, Slips::unproved);
        HttpResponse<String> waiting = login(TestServer.OWNER, TestServer.PASSWORD);
        assertThat(waiting.body())
                .isEqualTo(login(TestServer.OWNER, "not the password").body());
        assertThat(waiting.statusCode()).isEqualTo(401);
        assertThat(server.accounts().basic(TestServer.OWNER, TestServer.PASSWORD, "192.0.2.1"))
                .isInstanceOf(Login.Wrong.class);
        String path = "/enduser/" + encoded(TestServer.OWNER) + "/validation";
        send("POST", path, "application/json", "", "");
        assertThat(send("POST", path + "/" + token(letter(1)), "application/json", "", "")
                        .body())
                .isEqualTo("{\"emailAndAccountValidated\":true}");
        assertThat(login(TestServer.OWNER, TestServer.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(Objects.requireNonNull(letter(1)).about()).isEqualTo(TestServer.OWNER);
    }
}
