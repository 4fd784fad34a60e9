package io.candelabra.dialect.overkiz.enduser;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.model.Resource.Account;
import io.candelabra.testing.TestServer;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Short tokens that are good, and those that attackers make of them. */
class ShortTokensTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Account OLGA = new Account("olga", "Olga", "hash", List.of(), Map.of());

    private final TestTime time = TestTime.begin();
    private final ShortTokens tokens = new ShortTokens(KEY, time);

    @Test
    void aTokenIsGoodForFiveMinutes() {
        String token = tokens.issue(OLGA, "home");
        assertThat(tokens.read(token)).map(ShortTokens.Claims::account).contains("olga");
        time.pass(Duration.ofMinutes(5).minusSeconds(2));
        assertThat(tokens.read(token)).isPresent();
        time.pass(Duration.ofSeconds(3));
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void anotherPasswordMakesItWorthless() {
        ShortTokens.Claims claims = tokens.read(tokens.issue(OLGA, "home")).orElseThrow();
        assertThat(claims.fits(OLGA)).isTrue();
        assertThat(claims.fits(new Account("olga", "Olga", "another", List.of(), Map.of())))
                .isFalse();
    }

    private JWTClaimsSet.Builder good() throws Exception {
        return new JWTClaimsSet.Builder(
                SignedJWT.parse(tokens.issue(OLGA, "home")).getJWTClaimsSet());
    }

    private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, byte[] key) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    @Test
    void whatIsNotOursIsNone() throws Exception {
        assertThat(tokens.read(signed(good().build(), JWSAlgorithm.HS256, KEY)))
                .as("the forger's tool makes good ones")
                .isPresent();
        String token = tokens.issue(OLGA, "home");
        for (String wrong : List.of(
                "",
                "a.b.c",
                token.substring(0, token.length() - 2),
                new PlainJWT(good().build()).serialize(),
                signed(
                        good().build(),
                        JWSAlgorithm.HS256,
                        "another key, of thirty-two bytes".getBytes(StandardCharsets.UTF_8)),
                signed(good().audience("sustainder").build(), JWSAlgorithm.HS256, KEY),
                signed(good().audience(List.of("overkiz login", "elsewhere")).build(), JWSAlgorithm.HS256, KEY),
                signed(good().issuer("somebody").build(), JWSAlgorithm.HS256, KEY),
                signed(good().expirationTime(null).build(), JWSAlgorithm.HS256, KEY),
                signed(good().expirationTime(Date.from(time.instant())).build(), JWSAlgorithm.HS256, KEY),
                signed(good().claim("setup", null).build(), JWSAlgorithm.HS256, KEY),
                signed(good().claim("setup", 7).build(), JWSAlgorithm.HS256, KEY),
                token + "x".repeat(5_000))) {
            assertThat(tokens.read(wrong)).as(wrong).isEmpty();
        }
    }

    private static HttpResponse<String> post(TestServer server, String path, String form, String cookie)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.origin() + OverkizFace.CLOUD_PREFIX + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return server.client().send(request.build(), BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> login) {
        String header = login.headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    private static String byPassword(String user) {
        return "userId=" + user.replace("@", "%40") + "&userPassword=" + TestServer.PASSWORD;
    }

    private static String token(TestServer server, String user) throws Exception {
        String cookie = cookie(post(server, "/login", byPassword(user), ""));
        return String.valueOf(((Map<?, ?>) Json.tree(post(server, "/enduser/jwt/createToken", "", cookie)
                        .body()
                        .getBytes(StandardCharsets.UTF_8)))
                .get("jwt"));
    }

    @Test
    void aServiceComesInForThePerson() throws Exception {
        try (TestServer server = TestServer.start()) {
            String token = token(server, TestServer.GUEST);
            HttpResponse<String> login = post(server, "/login", "jwt=" + token, "");
            assertThat(login.statusCode()).isEqualTo(200);
            HttpRequest who = HttpRequest.newBuilder(
                            URI.create(server.origin() + OverkizFace.CLOUD_PREFIX + "/currentUserId"))
                    .header("Cookie", cookie(login))
                    .build();
            assertThat(server.client().send(who, BodyHandlers.ofString()).body())
                    .contains(TestServer.GUEST);
            assertThat(post(server, "/login", "jwt=" + token + "&setupOID=somebody-elses", "")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(post(server, "/login", byPassword(TestServer.GUEST) + "&jwt=" + token, "")
                            .statusCode())
                    .as("one proof, and not two")
                    .isEqualTo(401);
        }
    }

    /** The token was made while there were rights: those that are read are those of now. */
    @Test
    void aTokenOfSomebodyWhoWasTakenOffOpensNothing() throws Exception {
        try (TestServer server = TestServer.start()) {
            String token = token(server, TestServer.GUEST);
            server.accounts().removeAccount(TestServer.GUEST);
            HttpResponse<String> gone = post(server, "/login", "jwt=" + token, "");
            assertThat(gone.statusCode()).isEqualTo(401);
            assertThat(gone.body())
                    .isEqualTo(post(server, "/login", "jwt=a.b.c", "").body());
            String owners = token(server, TestServer.OWNER);
            server.accounts().changePassword(TestServer.OWNER, "rain on the harbour 7");
            assertThat(post(server, "/login", "jwt=" + owners, "").statusCode()).isEqualTo(401);
        }
    }
}
