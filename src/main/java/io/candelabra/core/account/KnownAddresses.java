package io.candelabra.core.account;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From where the owner of an account came in before, by whatever proof. It stands with the account, so that it is known
 * after a restart too.
 */
final class KnownAddresses {
    private static final Logger log = LoggerFactory.getLogger(KnownAddresses.class);
    /** Among an account's vendor parts: addresses with blanks between, the newest last. */
    private static final String ADDRESSES = "addresses";

    private static final int REMEMBERED = 32;
    private static final int GROUPS_OF_A_NETWORK = 4;

    private KnownAddresses() {}

    /** An IPv4 address, or the first half of an IPv6 address: the rest each machine chooses as it likes. */
    static String network(String address) {
        String[] groups = address.replaceFirst("%.*", "").split(":", -1);
        return groups.length == 2 * GROUPS_OF_A_NETWORK
                ? String.join(":", List.of(groups).subList(0, GROUPS_OF_A_NETWORK)) + "::/64"
                : address;
    }

    static List<String> of(Account account) {
        String kept = account.vendor().getOrDefault(ADDRESSES, "");
        return kept.isEmpty() ? List.of() : List.of(kept.split(" ", -1));
    }

    /**
     * Remembers one more, later: a login does not wait for it.
     *
     * @param ended is told whether it is on disk
     */
    static void remember(Accounts accounts, Account account, String network, Consumer<Boolean> ended) {
        accounts.composeLater((state, now) -> {
                    Optional<Account> old =
                            state.resource(Account.class, account.id()).filter(a -> !of(a).contains(network));
                    Command<?> command = old.isPresent()
                            ? new Command.Put(with(old.get(), network), Expect.as(old))
                            : Command.Together.NOTHING;
                    return Composed.of(command, network);
                })
                .whenComplete((done, failed) -> {
                    ended.accept(failed == null);
                    if (failed != null) {
                        log.warn("from where {} came could not be written: {}", account.id(), failed.toString());
                    }
                });
    }

    private static Resource.Account with(Account account, String network) {
        List<String> all = new ArrayList<>(of(account));
        all.add(network);
        List<String> newest = all.subList(Math.max(0, all.size() - REMEMBERED), all.size());
        Map<String, String> vendor = new HashMap<>(account.vendor());
        vendor.put(ADDRESSES, String.join(" ", newest));
        return new Account(account.id(), account.displayName(), account.passwordHash(), account.grants(), vendor);
    }
}
