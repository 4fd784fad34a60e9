package io.candelabra.dialect.overkiz.enduser;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.candelabra.core.account.Secrets;
import io.candelabra.model.Resource.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * JSON web tokens by which another service comes in for a person (HS256). A token is good for five minutes, at this server alone, and for the setup of the session that made it.
 * It carries no rights: those are read when it is used. Another password makes it worthless.
 */
public final class ShortTokens {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int LONGEST = 4_000;
    private static final String ISSUER = "candelabra";
    private static final String AUDIENCE = "overkiz login";
    private static final String SETUP = "setup";
    private static final String MARK = "mark";

    private final byte[] key;
    private final InstantSource wallClock;

    /** @param key 32 bytes or more, of this purpose alone */
    public ShortTokens(byte[] key, InstantSource wallClock) {
        this.key = key.clone();
        this.wallClock = wallClock;
    }

    /**
     * The content of a token.
     *
     * @param account its id
     * @param binding through which the setup is shown
     * @param mark of the account's password
     */
    public record Claims(String account, String binding, String mark) {
        public boolean fits(Account known) {
            return MessageDigest.isEqual(
                    mark.getBytes(StandardCharsets.UTF_8), markOf(known).getBytes(StandardCharsets.UTF_8));
        }
    }

    String issue(Account account, String binding) {
        Instant now = wallClock.instant();
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(account.id())
                        .claim(SETUP, binding)
                        .claim(MARK, markOf(account))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build());
        try {
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException("tokens cannot be signed", broken);
        }
    }

    /** Empty where it is not ours, was changed, is for something else, or is over. */
    public Optional<Claims> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            // the algorithm is ours to choose, and not the token's
            if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm()) || !signed.verify(new MACVerifier(key))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            Date end = claims.getExpirationTime();
            String account = claims.getSubject();
            String binding = claims.getStringClaim(SETUP);
            String mark = claims.getStringClaim(MARK);
            boolean ours =
                    ISSUER.equals(claims.getIssuer()) && List.of(AUDIENCE).equals(claims.getAudience());
            if (!ours || end == null || account == null || binding == null || mark == null) {
                return Optional.empty();
            }
            return wallClock.instant().isBefore(end.toInstant())
                    ? Optional.of(new Claims(account, binding, mark))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String markOf(Account account) {
        return Secrets.kept("short token " + account.passwordHash()).substring(0, 16);
    }
}
