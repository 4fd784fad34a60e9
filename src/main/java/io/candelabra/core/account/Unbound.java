package io.candelabra.core.account;

import io.candelabra.core.access.Caller;
import io.candelabra.core.state.Lookup;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.List;

/** People as callers of a face that shows sites as they are, and not through a binding. */
public final class Unbound {
    private Unbound() {}

    /**
     * An account with its rights at this moment, in the sites that are shown to it as a whole. A site of which every binding shows it an
     * area alone is none of them, unless it administers that site.
     */
    public static Caller caller(Accounts accounts, Account account) {
        Caller caller = accounts.caller(account);
        List<FaceBinding> bindings = accounts.state().resources(Lookup.bindingsOf(account.id()));
        return Caller.person(
                caller.name(),
                caller.grants().stream()
                        .filter(grant -> grant.verbs().contains(Verb.ADMINISTER) || !partly(bindings, grant.site()))
                        .toList());
    }

    private static boolean partly(List<FaceBinding> bindings, SiteId site) {
        List<FaceBinding> there =
                bindings.stream().filter(binding -> binding.site().equals(site)).toList();
        return !there.isEmpty()
                && there.stream().noneMatch(binding -> binding.area().isEmpty());
    }
}
