package io.candelabra.core.account;

import io.candelabra.model.Resource.Account;
import java.util.HashMap;
import java.util.Map;

/** The parts of an account that stand beside its rights: what dialects and this room keep with it, by name. */
public final class Parts {
    private Parts() {}

    public static Account with(Account account, String name, String value) {
        Map<String, String> parts = new HashMap<>(account.vendor());
        parts.put(name, value);
        return of(account, parts);
    }

    public static Account without(Account account, String name) {
        Map<String, String> parts = new HashMap<>(account.vendor());
        parts.remove(name);
        return of(account, parts);
    }

    /** The same account with the hash of another password. */
    static Account hashed(Account account, String hash) {
        return new Account(account.id(), account.displayName(), hash, account.grants(), account.vendor());
    }

    private static Account of(Account account, Map<String, String> parts) {
        return new Account(account.id(), account.displayName(), account.passwordHash(), account.grants(), parts);
    }
}
