package io.candelabra.dialect.sustainder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.model.Resource.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chain of tokens ends some days after the password was given. */
class TokensTest {
    private static final Instant MORNING = Instant.parse("2026-03-29T00:59:59Z");

    private Instant now = MORNING;
    private final Tokens tokens = new Tokens(new byte[32], Duration.ofMinutes(5), Duration.ofDays(7), () -> now);
    private final Account account = new Account("demo", "Demo", "a hash", List.of(), Map.of());

    @Test
    void aTokenIsExchangedUntilTheSeventhDay() {
        String token = tokens.issue(account);
        int exchanges = 0;
        while (true) {
            Tokens.Claims claims = tokens.read(token).orElseThrow();
            if (!tokens.refreshable(claims)) {
                break;
            }
            token = tokens.issue(account, claims.born());
            exchanges++;
            now = now.plus(Duration.ofMinutes(4));
        }
        assertThat(Duration.between(MORNING, now))
                .isBetween(Duration.ofDays(7), Duration.ofDays(7).plusMinutes(4));
        assertThat(exchanges).isEqualTo(7 * 24 * 15);
    }

    @Test
    void aTokenIsOverToTheSecond() {
        String token = tokens.issue(account);
        now = MORNING.plusSeconds(299);
        assertThat(tokens.read(token)).isPresent();
        now = MORNING.plusSeconds(300);
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void anotherPasswordMakesItWorthless() {
        Tokens.Claims claims = tokens.read(tokens.issue(account)).orElseThrow();
        assertThat(tokens.fits(claims, account)).isTrue();
        assertThat(tokens.fits(claims, new Account("demo", "Demo", "another hash", List.of(), Map.of())))
                .isFalse();
    }
}
