package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Verb;
import java.util.concurrent.CompletableFuture;

/** Readers' places in the system site, without the people that live there. */
record Places(Sites sites) implements Cursors.Home {
    @Override
    public SiteState state() {
        return sites.state(Caller.CORE, Accounts.SYSTEM);
    }

    @Override
    public <A> A edit(String what, EditRule<A> rule) {
        return sites.submit(Caller.CORE, Accounts.SYSTEM, new Command.Edit<>(what, Verb.ADMINISTER, rule), Cause.CLOCK);
    }

    @Override
    public CompletableFuture<Boolean> bookkeep(String what, EditRule<?> rule) {
        return sites.bookkeep(
                Caller.CORE, Accounts.SYSTEM, new Command.Edit<>(what, Verb.ADMINISTER, rule), Cause.CLOCK);
    }
}
