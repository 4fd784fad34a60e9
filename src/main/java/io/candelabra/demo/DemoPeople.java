package io.candelabra.demo;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Secrets;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * The people of the demo. Their passwords stand in two places, as secrets of the demo and as hashes of the accounts; a
 * mark with each account tells for which secret its password was set, and whether another one was set since.
 */
final class DemoPeople {
    /**
     * Among an account's vendor parts: the marks of the laid secret, as two shortened digests, of the secret and of the
     * account's hash.
     */
    private static final String LAID = "demoLaid";

    private static final int SHORT = 16;
    /** The mark that tells a token made by the API from one of the demo's own. */
    private static final String MADE_BY_API = "uuid";

    private final Accounts accounts;

    /** The hashes of secrets that are being made, or are made. */
    private final Map<String, FutureTask<String>> hashes = new HashMap<>();

    DemoPeople(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Begins to hash the secret of a person who is not there yet, so that other things can be laid meanwhile. Two names of one
     * person have one secret, and one hash.
     *
     * @param threads waits for the hash
     */
    void hashSoon(String id, String secret, Executor threads) {
        if (accounts.account(id).isEmpty() && !hashes.containsKey(secret)) {
            FutureTask<String> hash = new FutureTask<>(() -> accounts.hash(secret));
            hashes.put(secret, hash);
            threads.execute(hash);
        }
    }

    private String hash(String secret) {
        FutureTask<String> begun = hashes.get(secret);
        if (begun == null) {
            return accounts.hash(secret);
        }
        try {
            return begun.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a password could not be hashed", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a password was hashed", stop);
        }
    }

    /**
     * Makes a person, or gives a person that is there the secret's password where the secrets are others than before; then
     * sessions and tokens of before end. A password that was changed under the same secrets stays.
     */
    void lay(String id, String name, String secret, List<Grant> grants) {
        if (accounts.account(id).isEmpty()) {
            accounts.putHashed(id, name, hash(secret), grants);
        } else if (laidFor(id, secret)) {
            return;
        } else {
            accounts.changePassword(id, secret);
            endTokens(id);
        }
        // last: a start that is cut short before this is done again as a whole
        accounts.changeAccount(id, account -> marked(account, secret));
        // a demo is looked at from its own machine: strangers elsewhere do not keep its owner out
        accounts.account(id).ifPresent(account -> accounts.comesFrom(account, "127.0.0.1"));
    }

    private void endTokens(String account) {
        accounts.keys("overkiz").stream()
                .filter(key -> key.account().equals(account) && key.vendor().containsKey(MADE_BY_API))
                .map(AccessKey::id)
                .forEach(accounts::revokeKey);
    }

    private boolean laidFor(String id, String secret) {
        return mark(id).startsWith(digest(secret) + " ");
    }

    /** Whether the password that was laid is still the account's. */
    boolean unchanged(String id) {
        return accounts.account(id)
                .filter(account -> mark(id).endsWith(" " + digest(account.passwordHash())))
                .isPresent();
    }

    private String mark(String id) {
        return accounts.account(id).map(a -> a.vendor().getOrDefault(LAID, "")).orElse("");
    }

    private static Account marked(Account account, String secret) {
        Map<String, String> vendor = new HashMap<>(account.vendor());
        vendor.put(LAID, digest(secret) + " " + digest(account.passwordHash()));
        return new Account(account.id(), account.displayName(), account.passwordHash(), account.grants(), vendor);
    }

    private static String digest(String text) {
        return Secrets.kept(text).substring(0, SHORT);
    }
}
