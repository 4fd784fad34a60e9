package io.candelabra.core.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.access.Caller;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;

/**
 * Accounts that look through bindings, as callers. A program asks many times a second and its rights change once a month, so a
 * caller is made once and kept as long as the account and the binding are the very records that it was made of.
 */
final class Lookers {
    private static final int KEPT = 10_000;

    private final Cache<Pair, Looker> made =
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(KEPT).build();

    private record Pair(String account, String binding) {}

    /** @param system the system site in which the account and the binding were last seen so; what nobody else holds may go */
    private record Looker(
            WeakReference<SiteState> system, Account account, FaceBinding binding, Accounts.Through through) {}

    /** Empty where one of both is not there, or the binding is not for the account. */
    Optional<Accounts.Through> find(SiteState system, String account, String binding) {
        Pair pair = new Pair(account, binding);
        Looker last = made.getIfPresent(pair);
        if (last != null && last.system().get() == system) {
            return Optional.of(last.through());
        }
        Optional<Account> who = system.resource(Account.class, account);
        Optional<FaceBinding> shown = system.resource(FaceBinding.class, binding)
                .filter(b -> b.accounts().contains(account));
        if (who.isEmpty() || shown.isEmpty()) {
            made.invalidate(pair);
            return Optional.empty();
        }
        Accounts.Through through = last != null && last.account() == who.get() && last.binding() == shown.get()
                ? last.through()
                : through(who.get(), shown.get());
        made.put(pair, new Looker(new WeakReference<>(system), who.get(), shown.get(), through));
        return Optional.of(through);
    }

    /**
     * With the account's rights in the site that the binding shows, and no others. So nothing is looked for among a thousand
     * sites once for each device.
     */
    private static Accounts.Through through(Account account, FaceBinding binding) {
        List<Grant> there = account.grants().stream()
                .filter(grant -> grant.site().equals(binding.site()))
                .toList();
        return new Accounts.Through(binding, Caller.person(account.id(), there).within(binding.area()));
    }
}
