package io.candelabra.dialect.sustainder;

import static io.candelabra.dialect.sustainder.TownServer.PASSWORD;
import static io.candelabra.dialect.sustainder.TownServer.USER;
import static io.candelabra.dialect.sustainder.TownServer.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.sustainder.TownServer.Answer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The caller is proved by a token or a password, and by nothing else. */
class AuthTest {
    private static TownServer server;

    @BeforeAll
    static void start() {
        server = TownServer.start(60);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer login(String path, String user, String password) {
        return server.call("POST", path, Map.of("username", user, "password", password), null);
    }

    private static String token(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        String token = String.valueOf(answer.json().get("token"));
        assertThat(answer.json().get("auth-header")).isEqualTo("JWT " + token);
        return token;
    }

    @Test
    void aTokenOpensTheWelcome() {
        for (String path : List.of("/auth/jwt", "/auth/jwt/", "^/auth/jwt", "^/auth/jwt/")) {
            String token = token(login(path, USER, PASSWORD));
            Answer welcome = server.call("POST", "/welcome", null, "JWT " + token);
            assertThat(welcome.json().get("message")).isEqualTo("You are succesfully authenticated as user demo");
            assertThat(server.call("GET", "/welcome", null, "JWT " + token).json())
                    .isEqualTo(welcome.json());
        }
    }

    @Test
    void aTokenIsExchangedForAFreshOne() {
        String token = token(login("/auth/jwt", USER, PASSWORD));
        for (String path : List.of("/auth/jwt/refresh", "/auth/jwt/refresh/", "^/auth/jwt/refresh")) {
            String fresh = token(server.call("POST", path, Map.of("token", token), null));
            assertThat(server.call("GET", "/welcome", null, "JWT " + fresh).status())
                    .isEqualTo(200);
        }
        assertThat(server.call("POST", "/auth/jwt/refresh", Map.of("token", token + "x"), null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatWasTamperedWithOpensNothing() {
        String[] parts = token(login("/auth/jwt", USER, PASSWORD)).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1])).replace("demo", "guest");
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes());
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
        for (String proof : List.of(
                "JWT " + parts[0] + "." + forged + "." + parts[2],
                "JWT " + none + "." + parts[1] + ".",
                "JWT a.b.c",
                "JWT ",
                "Basic !!!",
                "Basic " + Base64.getEncoder().encodeToString("nocolon".getBytes()),
                "Digest username=demo",
                basic(USER, "wrong"))) {
            Answer answer = server.call("GET", "/lcms", null, proof);
            assertThat(answer.status()).as(proof).isEqualTo(401);
            assertThat(answer.json().get("detail")).isNotNull();
            assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).isPresent();
        }
        assertThat(server.call("GET", "/nothing", null, null).status()).isEqualTo(401);
        assertThat(server.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void wrongPasswordsAndUnknownNamesAreAlike() {
        Answer wrong = login("/auth/jwt", USER, "wrong");
        Answer unknown = login("/auth/jwt", "nobody", "wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.raw().body()).isEqualTo(wrong.raw().body());
        Answer known = server.call("POST", "/auth/reset-password", Map.of("username", USER), null);
        Answer nobody = server.call("POST", "/auth/reset-password/", Map.of("username", "nobody"), null);
        assertThat(known.json()).isEqualTo(nobody.json());
    }

    @Test
    void meTellsApplications() {
        Answer me = server.get("/auth/me/");
        assertThat(me.json().get("name")).isEqualTo(USER);
        assertThat(me.list("applications"))
                .map(a -> ((Map<?, ?>) a).get("artkey"))
                .isEqualTo(List.of(35L, 36L));
        assertThat(server.get("/me").json()).isEqualTo(me.json());
    }

    @Test
    void aPasswordIsChangedIfTheNewOneIsStrong() {
        server.accounts().putAccount("changer", "changer", PASSWORD, List.of());
        String token = token(login("/auth/jwt", "changer", PASSWORD));
        for (String weak : List.of("a", "12345678901", "password123", "aaaaaaaaaaaa", "changer-changer", PASSWORD)) {
            assertThat(change("changer", PASSWORD, weak, basic("changer")).status())
                    .as(weak)
                    .isEqualTo(400);
        }
        Answer wrong = change("changer", "wrong", "Nine-lamp-posts", basic("changer"));
        assertThat(wrong.status()).as("the caller is known; the field is wrong").isEqualTo(400);
        assertThat(wrong.json().get("old_password")).isNotNull();
        assertThat(change(USER, PASSWORD, "Nine-lamp-posts", basic("changer")).status())
                .isEqualTo(403);
        assertThat(change("changer", PASSWORD, "Nine-lamp-posts", basic("changer"))
                        .status())
                .isEqualTo(200);
        assertThat(server.call("GET", "/welcome", null, basic("changer")).status())
                .isEqualTo(401);
        assertThat(server.call("GET", "/welcome", null, "JWT " + token).status())
                .as("a token of the old password")
                .isEqualTo(401);
        assertThat(server.call("GET", "/welcome", null, basic("changer", "Nine-lamp-posts"))
                        .status())
                .isEqualTo(200);
    }

    private static Answer change(String user, String old, String fresh, String proof) {
        return server.call(
                "POST",
                "/auth/change-password/",
                Map.of("username", user, "old_password", old, "new_password", fresh),
                proof);
    }

    @Test
    void bodiesThatAreNoneAreRefused() {
        for (String body :
                List.of("", "x", "[]", "\"a\"", "{\"username\":", "{\"username\":1,\"password\":\"a\"}", "{}")) {
            Answer answer = server.call("POST", "/auth/jwt", body.getBytes(), null);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().get("detail")).isNotNull();
        }
    }
}
