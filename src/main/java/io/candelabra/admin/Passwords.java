package io.candelabra.admin;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordStrength;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Sets passwords for people who lost theirs. */
record Passwords(Accounts accounts, RandomGenerator random) {
    private static final int MOST = 1_000;
    private static final int MADE_UP_BYTES = 18;

    /** The password is told only where it was made up here. */
    Map<String, Object> set(Administrator who, String account, String wanted) {
        if (wanted.length() > MOST) {
            throw Refused.invalid("password", "has no more than " + MOST + " letters");
        }
        if (!wanted.isEmpty()) {
            PasswordStrength.weakness(wanted, account, "").ifPresent(why -> {
                throw Refused.invalid("password", "is refused: " + why);
            });
        }
        String password = wanted.isEmpty() ? madeUp() : wanted;
        if (!accounts.by(who.caller(), who.cause()).changePassword(account, password)) {
            throw Refused.noSuch("account", account);
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("account", account);
        if (wanted.isEmpty()) {
            told.put("password", password);
        }
        return told;
    }

    private String madeUp() {
        byte[] bytes = new byte[MADE_UP_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
