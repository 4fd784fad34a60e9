package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import java.util.concurrent.CompletableFuture;

/** Readers' places in the system site, without the people that live there. */
record CursorSite(Sites sites) implements Cursors.Home {
    @Override
    public SiteState state() {
        return sites.state(Caller.CORE, Accounts.SYSTEM);
    }

    @Override
    public <A> A compose(Composer<A> composer) {
        return sites.compose(Caller.CORE, Accounts.SYSTEM, composer, Cause.CLOCK);
    }

    @Override
    public <A> CompletableFuture<Boolean> bookkeep(Composer<A> composer) {
        return sites.bookkeep(Caller.CORE, Accounts.SYSTEM, composer, Cause.CLOCK);
    }
}
