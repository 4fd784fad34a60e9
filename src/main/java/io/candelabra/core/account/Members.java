package io.candelabra.core.account;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Composed;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The people of sites, and what each of them is given there. Whoever asks here administers the site that is asked about; a person
 * who is of other sites alone is not there.
 */
public final class Members {
    private final Accounts accounts;

    Members(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Everybody who is given something in a site, whether or not it holds now, in the order in which they came. */
    public List<Account> of(Caller asks, SiteId site) {
        asks.need(site, Verb.ADMINISTER);
        return accounts.accounts().stream()
                .filter(account -> account.grant(site).isPresent())
                .toList();
    }

    /** One of them; refuses anybody else, known or not, in the same words. */
    public Account one(Caller asks, SiteId site, String id) {
        asks.need(site, Verb.ADMINISTER);
        return accounts.account(id)
                .filter(account -> account.grant(site).isPresent())
                .orElseThrow(() -> Refused.noSuch("user", id));
    }

    /** One of them who does not administer the site; refuses anybody else in the same words. */
    public Account secondary(Caller asks, SiteId site, String id) {
        return Optional.of(one(asks, site, id))
                .filter(account -> account.grant(site)
                        .filter(grant -> grant.verbs().contains(Verb.ADMINISTER))
                        .isEmpty())
                .orElseThrow(() -> Refused.noSuch("user", id));
    }

    /** Changes what somebody is given in a site. Of two who do so at once neither is lost. */
    public Account change(Caller asks, SiteId site, String id, UnaryOperator<Grant> change) {
        return accounts.compose((state, now) -> {
            Optional<Grant> was = one(asks, site, id).grant(site);
            Optional<Grant> next = was.map(change);
            return Composed.of(new Command.Entitle(id, site, was, next));
        });
    }

    /** Takes everything in a site from somebody, whose sessions, keys and listeners there end. The account stays. */
    public void remove(Caller asks, SiteId site, String id) {
        accounts.compose((state, now) ->
                Composed.of(new Command.Entitle(id, site, one(asks, site, id).grant(site), Optional.empty())));
    }
}
