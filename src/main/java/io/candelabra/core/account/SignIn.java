package io.candelabra.core.account;

import io.candelabra.core.work.Workbench;
import io.candelabra.model.Resource.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The check of names and passwords, and who may try how often. */
final class SignIn {
    private static final double LETTER_EACH_MS = 300_000;

    private final Accounts accounts;
    private final Guesses guesses;
    private final FailedLogins failed = new FailedLogins();
    private final BasicProofs basic;
    private final Pace letters;
    /** Addresses that were come in from and are not on disk yet, as account and network. */
    private final Set<String> fresh = ConcurrentHashMap.newKeySet();

    /** Those of them that could not be written. */
    private final Set<String> owed = ConcurrentHashMap.newKeySet();

    SignIn(Accounts accounts, RandomGenerator random) {
        this.accounts = accounts;
        this.basic = new BasicProofs(random);
        this.letters = new Pace(1, LETTER_EACH_MS, () -> Instant.ofEpochMilli(accounts.nowMs()));
        this.guesses = new Guesses(accounts.nowMs());
    }

    Login login(String account, String password, String address) {
        Optional<Account> found = accounts.account(account);
        String network = KnownAddresses.network(address);
        boolean known = found.map(a -> KnownAddresses.of(a).contains(network) || fresh.contains(place(a, network)))
                .orElse(false);
        Guesses.Try guess = new Guesses.Try(account, found.isPresent(), network, known);
        if (!guesses.take(guess, accounts.nowMs())) {
            failed.tell(account, found.isPresent(), network, "too many guesses", accounts.nowMs());
            return new Login.TooMany();
        }
        boolean right;
        try {
            Workbench.Client client = new Workbench.Client(network, known);
            right = found.isPresent()
                    ? accounts.passwords().fits(client, password, found.get().passwordHash())
                    : accounts.passwords().fitsNobody(client, password);
        } catch (Workbench.Full full) {
            guesses.giveBack(guess, accounts.nowMs());
            return new Login.TooMany();
        }
        // one that waits for its letter is told like a wrong password: a stranger has made the account, and learns
        // nothing by it
        if (!right || Slips.waits(found.orElseThrow())) {
            failed.tell(
                    account, found.isPresent(), network, right ? "not validated" : "wrong password", accounts.nowMs());
            return new Login.Wrong();
        }
        guesses.giveBack(guess, accounts.nowMs());
        comesFrom(found.orElseThrow(), network);
        return new Login.Known(found.orElseThrow());
    }

    Login basic(String account, String password, String address) {
        Optional<Account> found = accounts.account(account);
        if (found.isPresent() && basic.believed(found.get(), password, address, accounts.nowMs())) {
            return new Login.Known(found.get());
        }
        Login login = login(account, password, address);
        if (login instanceof Login.Known known) {
            basic.remember(known.account(), password, address, accounts.nowMs());
        }
        return login;
    }

    boolean mayBeWritten(String account) {
        return letters.take(account);
    }

    void comesFrom(Account account, String address) {
        String network = KnownAddresses.network(address);
        String place = place(account, network);
        if (!KnownAddresses.of(account).contains(network) && (fresh.add(place) || owed.remove(place))) {
            // one that could not be written is known all the same, and is written when it is come from again
            KnownAddresses.remember(accounts, account, network, written -> {
                if (written) {
                    fresh.remove(place);
                } else {
                    owed.add(place);
                }
            });
        }
    }

    private static String place(Account account, String network) {
        return account.id() + "\n" + network;
    }
}
