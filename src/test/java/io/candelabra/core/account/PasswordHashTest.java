package io.candelabra.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private final PasswordHash hash =
            new PasswordHash(RandomGeneratorFactory.of("L64X128MixRandom").create(1), new PasswordHash.Cost(64, 1));

    @Test
    void aPasswordFitsItsOwnHashAlone() {
        String kept = hash.hash("pässword");
        assertThat(kept).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain("pässword");
        assertThat(hash.fits("pässword", kept)).isTrue();
        assertThat(hash.fits("passwort", kept)).isFalse();
        assertThat(hash.hash("pässword")).as("a salt of its own").isNotEqualTo(kept);
    }

    @Test
    void anOldHashWithOtherParametersStillFits() {
        PasswordHash older =
                new PasswordHash(RandomGeneratorFactory.of("L64X128MixRandom").create(2), new PasswordHash.Cost(32, 2));
        assertThat(hash.fits("secret", older.hash("secret"))).isTrue();
    }

    /** The reference implementation's vector: password, salt {@code somesalt}, 64 KiB, 2 passes, one lane. */
    @Test
    void itIsArgon2id() {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(hash.fits("password", reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA",
                "$argon2id$v=19$m=99999999,t=1,p=1$c29tZXNhbHQ$AAAA",
                "$argon2id$v=19$m=64,t=1,p=9$c29tZXNhbHQ$AAAA",
                "$argon2id$v=19$m=x,t=1,p=1$c29tZXNhbHQ$AAAA"
            })
    void whatIsNoHashFitsNothing(String kept) {
        assertThat(hash.fits("secret", kept)).isFalse();
        assertThat(hash.fits("", kept)).isFalse();
    }
}
