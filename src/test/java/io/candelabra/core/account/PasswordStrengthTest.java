package io.candelabra.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.PasswordStrength.Weakness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords that attackers try first, and some that they do not. */
class PasswordStrengthTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p4ssw0rd!",
                "Password2024!",
                "qwertyuiop1",
                "1234567890",
                "correct horse battery staple",
                "Summer2026!!",
                "Liverpool1!",
                "Adm1nistrator!",
                "hunter2hunter2",
                "aaaaaaaaaaaaaaaa",
                ""
            })
    void whatAttackersTryFirstIsRefused(String password) {
        assertThat(PasswordStrength.weakness(password, "", "")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain on the harbour 7", "hVb7$kQ9zz", "Tr0ub4dor&3", "zwölf Boxkämpfer jagen"})
    void othersAreTaken(String password) {
        assertThat(PasswordStrength.weakness(password, "owner", "")).isEmpty();
    }

    @Test
    void aNegativeScoreIsARefusal() {
        for (String password : new String[] {"p4ssw0rd!", "rain on the harbour 7", "1234567890", "hVb7$kQ9zz"}) {
            assertThat(PasswordStrength.judge(password, "", "").score() < 0)
                    .isEqualTo(PasswordStrength.weakness(password, "", "").isPresent());
        }
    }

    @Test
    void whatBelongsToTheAccountIsNoSecret() {
        assertThat(PasswordStrength.judge("xq7 Harborough 71z", "HARBOROUGH", "")
                        .weaknesses())
                .contains(Weakness.USER_NAME);
        assertThat(PasswordStrength.judge("rain on the harbour 7", "", "rain on the harbour 7")
                        .weaknesses())
                .startsWith(Weakness.OLD);
    }

    /** Strangers choose what is judged, and the judge looks at each part of it. */
    @Test
    void aLongTextTakesNoLongerThanAShortOne() {
        assertThat(PasswordStrength.judge("a1b2".repeat(2_000), "", "").isRefused())
                .isTrue();
    }
}
