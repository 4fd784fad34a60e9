package io.candelabra.dialect.sustainder;

import static io.candelabra.dialect.sustainder.TownServer.PASSWORD;
import static io.candelabra.dialect.sustainder.TownServer.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.sustainder.TownServer.Answer;
import io.candelabra.wire.out.Mail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person who forgot a password gets a letter, and a new password with it; nobody else does. */
class PasswordResetTest {
    private static TownServer server;

    @BeforeAll
    static void start() {
        server = TownServer.start(4);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String person(String name) {
        server.accounts().putAccount(name, name, PASSWORD, List.of());
        return name;
    }

    private static Answer ask(String name) {
        return server.call("POST", "/auth/reset-password/", Map.of("username", name), null);
    }

    private static Answer confirm(String token, String password) {
        return server.call(
                "POST", "/auth/reset-password/confirm/", Map.of("token", token, "new_password", password), null);
    }

    private static List<Mail> letters(String name) {
        return server.mails().stream().filter(m -> m.about().equals(name)).toList();
    }

    private static String token(String name) {
        return letters(name).getLast().text().replaceAll("(?s).*\\s(eyJ\\S+).*", "$1");
    }

    private static int welcome(String proof) {
        return server.call("GET", "/welcome", null, proof).status();
    }

    @Test
    void theTokenOfTheLetterSetsOnePassword() {
        String name = person("forgetful@candelabra.example");
        String jwt =
                String.valueOf(server.call("POST", "/auth/jwt", Map.of("username", name, "password", PASSWORD), null)
                        .json()
                        .get("auth-header"));
        assertThat(ask(name).status()).isEqualTo(200);
        assertThat(letters(name)).singleElement().satisfies(m -> assertThat(m.to())
                .isEqualTo(name));
        String token = token(name);
        assertThat(welcome(basic(name))).as("nothing has changed yet").isEqualTo(200);
        assertThat(confirm(token, "short").json().get("new_password")).isNotNull();
        assertThat(confirm(token, "Nine-lamp-posts").status()).isEqualTo(200);
        assertThat(welcome(basic(name))).isEqualTo(401);
        assertThat(welcome(jwt)).as("a login with the old password").isEqualTo(401);
        assertThat(welcome(basic(name, "Nine-lamp-posts"))).isEqualTo(200);
        assertThat(confirm(token, "Ten-lamp-posts").status()).as("once").isEqualTo(400);
        assertThat(welcome(basic(name, "Nine-lamp-posts"))).isEqualTo(200);
    }

    @Test
    void namesThatNobodyHasAreAnsweredAlikeAndGetNoLetter() {
        int before = server.mails().size();
        Answer nobody = ask("nobody");
        assertThat(server.mails()).hasSize(before);
        String name = person("somebody");
        assertThat(ask(name).json()).isEqualTo(nobody.json());
        assertThat(letters(name))
                .singleElement()
                .satisfies(m -> assertThat(m.to()).as("no address is known").isEmpty());
    }

    @Test
    void nobodyIsFloodedWithLetters() {
        String name = person("popular");
        for (int i = 0; i < 5; i++) {
            assertThat(ask(name).status()).isEqualTo(200);
        }
        assertThat(letters(name)).hasSize(1);
        server.later(Duration.ofMinutes(6));
        ask(name);
        assertThat(letters(name)).hasSize(2);
    }

    @Test
    void aTokenIsOverInAnHourAndGoodForNothingElse() {
        String name = person("slow");
        ask(name);
        String token = token(name);
        assertThat(welcome("JWT " + token)).as("it is no login").isEqualTo(401);
        assertThat(server.call("POST", "/auth/jwt/refresh", Map.of("token", token), null)
                        .status())
                .isEqualTo(400);
        String login =
                String.valueOf(server.call("POST", "/auth/jwt", Map.of("username", name, "password", PASSWORD), null)
                        .json()
                        .get("token"));
        assertThat(confirm(login, "Nine-lamp-posts").status())
                .as("a login is no letter")
                .isEqualTo(400);
        server.later(Duration.ofMinutes(61));
        assertThat(confirm(token, "Nine-lamp-posts").json().get("token")).isNotNull();
        assertThat(welcome(basic(name))).isEqualTo(200);
    }

    @Test
    void aLoginTokenIsOverInFiveMinutes() {
        String name = person("punctual");
        Map<?, ?> login = server.call("POST", "/auth/jwt", Map.of("username", name, "password", PASSWORD), null)
                .json();
        String header = String.valueOf(login.get("auth-header"));
        server.later(Duration.ofMinutes(4));
        assertThat(welcome(header)).isEqualTo(200);
        server.later(Duration.ofMinutes(2));
        assertThat(welcome(header)).isEqualTo(401);
        assertThat(server.call("POST", "/auth/jwt/refresh", Map.of("token", login.get("token")), null)
                        .status())
                .as("what is over cannot be exchanged")
                .isEqualTo(400);
    }
}
