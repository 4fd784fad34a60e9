package io.candelabra.dialect.sustainder.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.candelabra.model.Resource.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * JSON web tokens, signed with HS256. A token names an account and carries a mark of its password, so that another
 * password makes it worthless. It can be exchanged for a fresh one while it is valid, for some days after the password
 * was given.
 */
public final class Tokens {
    private static final int LONGEST = 4_000;
    private static final String BORN = "orig_iat";
    private static final String MARK = "mark";
    private static final String USE = "use";
    private static final String RESET = "reset";
    private static final Duration RESET_LIFE = Duration.ofHours(1);

    private final byte[] key;
    private final Duration life;
    private final Duration refreshable;
    private final InstantSource wallClock;

    /**
     * @param key 32 bytes or more
     * @param life of one token
     * @param refreshable how long after the password was given tokens can be exchanged
     */
    public Tokens(byte[] key, Duration life, Duration refreshable, InstantSource wallClock) {
        this.key = key.clone();
        this.life = life;
        this.refreshable = refreshable;
        this.wallClock = wallClock;
    }

    /** @param account its name, @param mark of its password, @param born when the password was given */
    record Claims(String account, String mark, Instant born) {}

    /** A token for an account whose password was right just now. */
    String issue(Account account) {
        return issue(account, wallClock.instant());
    }

    String issue(Account account, Instant born) {
        Instant now = wallClock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("username", account.id())
                .claim(MARK, mark(account))
                .claim(BORN, born.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .build();
        return signed(claims);
    }

    /** A token that sets a new password instead of the account's present one, and nothing else. */
    String issueReset(Account account) {
        Instant now = wallClock.instant();
        return signed(new JWTClaimsSet.Builder()
                .claim("username", account.id())
                .claim(MARK, mark(account))
                .claim(USE, RESET)
                .claim(BORN, now.getEpochSecond())
                .expirationTime(Date.from(now.plus(RESET_LIFE)))
                .build());
    }

    private String signed(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException("tokens cannot be signed", broken);
        }
    }

    /** The content of a token; empty if it is not ours, was changed, or has expired. */
    Optional<Claims> read(String token) {
        return read(token, "");
    }

    /** The same of a token for a new password. */
    Optional<Claims> readReset(String token) {
        return read(token, RESET);
    }

    private Optional<Claims> read(String token, String use) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm()) || !signed.verify(new MACVerifier(key))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            Date end = claims.getExpirationTime();
            String account = claims.getStringClaim("username");
            String mark = claims.getStringClaim(MARK);
            Long born = claims.getLongClaim(BORN);
            boolean fit = use.equals(Objects.requireNonNullElse(claims.getStringClaim(USE), ""));
            if (!fit || end == null || account == null || mark == null || born == null) {
                return Optional.empty();
            }
            boolean over = !wallClock.instant().isBefore(end.toInstant());
            return over ? Optional.empty() : Optional.of(new Claims(account, mark, Instant.ofEpochSecond(born)));
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Whether a token was made under the account's password as it is now. */
    boolean fits(Claims claims, Account account) {
        return MessageDigest.isEqual(
                claims.mark().getBytes(StandardCharsets.UTF_8), mark(account).getBytes(StandardCharsets.UTF_8));
    }

    boolean refreshable(Claims claims) {
        return wallClock.instant().isBefore(claims.born().plus(refreshable));
    }

    private static String mark(Account account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("mark " + account.passwordHash()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
