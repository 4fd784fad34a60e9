package io.candelabra.core.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a new password is hard to guess: one rule for all dialects. */
public final class PasswordStrength {
    private static final int SHORTEST = 10;
    private static final int FEWEST_DIFFERENT = 6;
    private static final Set<String> COMMON = Set.of(
            "password",
            "passwort",
            "wachtwoord",
            "qwerty",
            "azerty",
            "letmein",
            "welcome",
            "iloveyou",
            "123456",
            "abc123",
            "admin",
            "changeme",
            "secret");

    private PasswordStrength() {}

    /** Why it is too weak; empty where it is not. */
    public static Optional<String> weakness(String password, String name, String old) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (password.length() < SHORTEST) {
            return Optional.of("This password is too short. It must contain at least " + SHORTEST + " characters.");
        }
        if (password.chars().distinct().count() < FEWEST_DIFFERENT) {
            return Optional.of("This password repeats too few characters.");
        }
        if (password.equals(old)) {
            return Optional.of("This password is the old one.");
        }
        if (!name.isEmpty() && lower.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("This password contains the user name.");
        }
        String rest = COMMON.stream().reduce(lower, (text, word) -> text.replace(word, ""));
        if (lower.length() - rest.length() > 0 && rest.length() < FEWEST_DIFFERENT) {
            return Optional.of("This password is a common word with little around it.");
        }
        if (lower.chars().allMatch(Character::isDigit)) {
            return Optional.of("This password is entirely numeric.");
        }
        return Optional.empty();
    }
}
