package io.candelabra.core.account;

import io.candelabra.core.access.Refused;
import io.candelabra.core.work.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.matching.match.DictionaryMatch;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.scoring.Result;

/**
 * Whether a new password is hard to guess: one rule for all dialects and for the command line. An estimator counts the guesses
 * that an attacker needs who knows words, names, dates, keyboards and the passwords that other people have. It takes some
 * milliseconds of a processor, and is asked on a bench of its own.
 */
public final class PasswordStrength {
    /** As binary digits of the number of guesses; an account takes a thousand guesses a day, so they last for centuries. */
    private static final int NEEDED_BITS = 28;

    private static final int SHORTEST = 10;
    private static final int FEWEST_DIFFERENT = 6;
    private static final int MOST_SCORE = 100;
    /** More letters add nothing to a judgement, and cost more than they should. */
    private static final int JUDGED_LETTERS = 64;

    private static final int LONG_TOKEN = 4;
    private static final long LONGEST_SEARCH_MS = 200;
    private static final Workbench BENCH = new Workbench("judgement of passwords", 1, 16, 4);

    private PasswordStrength() {}

    /** Something that makes a password easy to guess. */
    public enum Weakness {
        TOO_SHORT("This password is too short. It must contain at least " + SHORTEST + " characters."),
        REPEATS("This password repeats too few characters."),
        OLD("This password is the old one."),
        USER_NAME("This password contains the user name."),
        NUMERIC("This password is entirely numeric."),
        COMMON("This password has a word or a sequence that is too common."),
        GUESSABLE(
                "This password is easy to guess: there is too little besides common words, names, dates or sequences.");

        private final String sentence;

        Weakness(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /**
     * What is thought of a password.
     *
     * @param score up to 100; the binary digits of the number of guesses that it stands, below 0 where it is refused
     * @param weaknesses all that were found; the first is the reason of a refusal
     */
    public record Judged(int score, List<Weakness> weaknesses) {
        public Judged {
            weaknesses = List.copyOf(weaknesses);
        }

        public boolean isRefused() {
            return score < 0;
        }
    }

    /** Why it is too weak; empty where it is not. Refused as busy where too many are judged at a time. */
    public static Optional<String> weakness(String password, String name, String old) {
        Judged judged = judge(password, name, old);
        return judged.isRefused() ? Optional.of(judged.weaknesses().getFirst().sentence()) : Optional.empty();
    }

    /**
     * Judges a password.
     *
     * @param name of the account; empty for none
     * @param old the password that it takes the place of; empty where that is not known
     */
    public static Judged judge(String password, String name, String old) {
        List<Weakness> found = grave(password, name, old);
        Result result = estimate(password);
        int bits = (int) Math.clamp(Math.floor(result.getEntropy()), 0, MOST_SCORE);
        if (bits < NEEDED_BITS) {
            found.add(Weakness.GUESSABLE);
        }
        boolean refused = !found.isEmpty();
        if (result.getMatches().stream()
                .anyMatch(match ->
                        match instanceof DictionaryMatch && match.getToken().length() >= LONG_TOKEN)) {
            found.add(Weakness.COMMON);
        }
        return new Judged(refused ? -Math.max(1, NEEDED_BITS - bits) : bits, found);
    }

    private static List<Weakness> grave(String password, String name, String old) {
        List<Weakness> found = new ArrayList<>();
        if (password.length() < SHORTEST) {
            found.add(Weakness.TOO_SHORT);
        }
        if (password.chars().distinct().count() < FEWEST_DIFFERENT) {
            found.add(Weakness.REPEATS);
        }
        if (password.equals(old)) {
            found.add(Weakness.OLD);
        }
        if (!name.isEmpty() && password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
            found.add(Weakness.USER_NAME);
        }
        if (password.chars().allMatch(Character::isDigit)) {
            found.add(Weakness.NUMERIC);
        }
        return found;
    }

    private static Result estimate(String password) {
        String judged = password.substring(0, Math.min(JUDGED_LETTERS, password.length()));
        try {
            return BENCH.work(Workbench.Client.GUEST, () -> Estimator.WORDS.estimate(judged));
        } catch (Workbench.Full full) {
            throw new Refused(new Refused.Busy("Too many passwords are being looked at; try again later"));
        }
    }

    /** Its lists of words are read when the first password is judged. */
    private static final class Estimator {
        static final Nbvcxz WORDS = new Nbvcxz(new ConfigurationBuilder()
                .setLocale(Locale.ENGLISH)
                .setCombinationAlgorithmTimeout(LONGEST_SEARCH_MS)
                .createConfiguration());

        private Estimator() {}
    }
}
