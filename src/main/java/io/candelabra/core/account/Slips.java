package io.candelabra.core.account;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.model.Resource.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Secrets that go to a person in a letter, each good for one thing, once, and for a while. An account has one slip for each
 * thing, so another one makes the one before worthless, and strangers who ask for slips fill nothing. The hash alone is kept,
 * with the account; the use of a slip and what it brings are one commit.
 */
public final class Slips {
    /** Among the parts of an account: where letters about it go. */
    public static final String ADDRESS = "email";

    private static final String KEPT = "slip.";
    private static final String UNPROVED = "unproved";

    private final Accounts accounts;

    Slips(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * What a slip is good for.
     *
     * @param name under which it is kept with the account
     * @param life how long it is good
     */
    public record Purpose(String name, Duration life) {
        /** The person reads the letters to a mail address. */
        public static final Purpose EMAIL = new Purpose("email", Duration.ofDays(2));
        /** The same, for an account that nobody comes in with before. */
        public static final Purpose ACCOUNT = new Purpose("account", Duration.ofDays(2));
        /** The person sets another password. */
        public static final Purpose PASSWORD = new Purpose("password", Duration.ofHours(1));
    }

    /**
     * Makes a slip; empty where there is no such account.
     *
     * @param mark what it is about, such as the mail address: where that has changed, the slip is worth nothing
     */
    public Optional<String> issue(String account, Purpose purpose, String mark) {
        String secret = Secrets.fresh(accounts.random());
        String kept = String.format(
                Locale.ROOT,
                "%s %d %s",
                Secrets.kept(secret),
                accounts.nowMs() + purpose.life().toMillis(),
                Secrets.kept(mark));
        return accounts.changeAccount(account, a -> Parts.with(a, KEPT + purpose.name(), kept))
                .map(a -> secret);
    }

    /** What a slip is about, by the account as it is. */
    @FunctionalInterface
    public interface Mark {
        String of(Account account);
    }

    /** Uses a slip up, with a change of the account; empty where it is unknown, used, over or about something else. */
    public Optional<Account> use(String id, Purpose purpose, String secret, Mark mark, UnaryOperator<Account> change) {
        return accounts.compose((state, now) -> {
            Optional<Account> old = state.resource(Account.class, id).filter(a -> fits(a, purpose, secret, mark));
            Optional<Account> changed = old.map(a -> change.apply(Parts.without(a, KEPT + purpose.name())));
            Command<?> command = changed.isPresent()
                    ? new Command.Put(changed.get(), Expect.same(old.orElseThrow()))
                    : Command.Together.NOTHING;
            return Composed.of(command, changed);
        });
    }

    /**
     * Sets another password by a slip, which has proved that the person reads the account's letters. All sessions end. False
     * where the slip is worth nothing; then no password is hashed.
     */
    public boolean resetPassword(String id, String secret, String password) {
        return accounts.account(id)
                        .filter(a -> fits(a, Purpose.PASSWORD, secret, Slips::ofPassword))
                        .isPresent()
                && accounts.changePassword(
                        id,
                        a -> fits(a, Purpose.PASSWORD, secret, Slips::ofPassword),
                        a -> proved(Parts.without(a, KEPT + Purpose.PASSWORD.name())),
                        accounts.hash(password));
    }

    /** The mark of a slip for another password: it is worth nothing once there is another one, or another mail address. */
    public static String ofPassword(Account account) {
        return account.passwordHash() + " " + address(account);
    }

    private boolean fits(Account account, Purpose purpose, String secret, Mark mark) {
        String[] kept = account.vendor().getOrDefault(KEPT + purpose.name(), "").split(" ", -1);
        return kept.length == 3
                && same(kept[0], Secrets.kept(secret))
                && same(kept[2], Secrets.kept(mark.of(account)))
                && accounts.nowMs() < Long.parseLong(kept[1]);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    // ---- accounts that wait ----

    /** An account that nobody comes in with until a letter to its address was answered. */
    public static Account unproved(Account account) {
        return Parts.with(account, UNPROVED, "true");
    }

    /** The same account, let in. */
    public static Account proved(Account account) {
        return Parts.without(account, UNPROVED);
    }

    static boolean waits(Account account) {
        return account.vendor().containsKey(UNPROVED);
    }

    /** Where letters about an account go; empty where nobody said. */
    public static String address(Account account) {
        return account.vendor().getOrDefault(ADDRESS, account.id().contains("@") ? account.id() : "");
    }
}
