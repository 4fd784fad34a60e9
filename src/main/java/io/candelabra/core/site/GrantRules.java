package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.Lookup;
import io.candelabra.model.Grant;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rights of accounts in sites change here. */
final class GrantRules {
    private GrantRules() {}

    static Account entitle(Draft draft, Command.Entitle entitle) {
        Account account = draft.state()
                .resource(Account.class, entitle.account())
                .orElseThrow(() -> Refused.noSuch("user", entitle.account()));
        if (!account.grant(entitle.site()).equals(entitle.was())) {
            throw new Refused(new Refused.Changed("account " + account.id()));
        }
        entitle.now()
                .flatMap(Grant::reach)
                .ifPresent(reach -> check(reach, entitle.now().get()));
        boolean administered = entitle.was().filter(Grant::administers).isPresent();
        boolean administers = entitle.now().filter(Grant::administers).isPresent();
        if (administered && !administers && !anotherAdministers(draft, account, entitle.site())) {
            throw new Refused(new Refused.Conflict(
                    account.id() + " is the last who administers " + entitle.site() + ", and stays so"));
        }
        Account changed = account.with(entitle.site(), entitle.now());
        ResourceRules.add(draft, new SiteEvent.ResourcePut(changed, false));
        if (entitle.now().isEmpty()) {
            leave(draft, account.id(), entitle.site());
        }
        return changed;
    }

    private static void check(Reach reach, Grant grant) {
        if (reach.size() > Reach.MOST || grant.hiddenDevices().size() > Reach.MOST) {
            throw new Refused(new Refused.TooMany("permission", Reach.MOST));
        }
        for (Reach.Control control : reach.controls()) {
            String target = control.target();
            boolean seen = target.equals(Reach.ALL)
                    ? !reach.views().isEmpty()
                    : reach.views().contains(Reach.ALL) || reach.views().contains(target);
            boolean hidden =
                    grant.hiddenDevices().stream().anyMatch(id -> id.value().equals(target));
            if (!seen || hidden) {
                throw new Refused(new Refused.Conflict(target + " cannot be controlled without being seen"));
            }
        }
    }

    private static boolean anotherAdministers(Draft draft, Account account, SiteId site) {
        for (Account other : draft.state().resources(Account.class)) {
            if (!other.id().equals(account.id())
                    && other.grant(site).filter(Grant::administers).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** No binding of the site lists the account, and nothing that it opened there stays open. */
    private static void leave(Draft draft, String account, SiteId site) {
        List<FaceBinding> there = draft.state().resources(Lookup.bindingsOf(account)).stream()
                .filter(binding -> binding.site().equals(site))
                .toList();
        Set<String> ids = there.stream().map(FaceBinding::id).collect(Collectors.toSet());
        for (Session session : draft.state().resources(Lookup.sessionsOf(account))) {
            if (ids.contains(session.binding())) {
                ResourceRules.delete(draft, (Resource) session);
            }
        }
        for (AccessKey key : draft.state().resources(Lookup.keysOf(account))) {
            if (ids.contains(key.binding())) {
                ResourceRules.delete(draft, (Resource) key);
            }
        }
        for (FaceBinding binding : there) {
            draft.add(new SiteEvent.ResourcePut(AccountRules.without(binding, account), false));
        }
    }
}
