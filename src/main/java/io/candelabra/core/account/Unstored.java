package io.candelabra.core.account;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Trial;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and readers' positions that changed while nothing could be written: to a client, coming in and listening are
 * reads, and may not depend on a write. The same commands change them by the same rules, here instead of on disk; they
 * are stored as soon as there is room, and end with the process if that comes first.
 */
final class Unstored implements Cursors.Home {
    /** Strangers cannot fill it, since a caller who gets here has proved to be one; it has a bound all the same. */
    private static final int MOST = 2_000;

    private final Accounts accounts;
    /** As things are now; empty where they ended. Guarded by this. */
    private final Map<Resource.Ref, Optional<Resource>> changed = new LinkedHashMap<>();

    private @Nullable SiteState seenOver;
    private @Nullable SiteState seen;
    private volatile boolean any;

    Unstored(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The system site as it is on disk, with what waits. */
    @Override
    public SiteState state() {
        SiteState stored = accounts.state();
        return any ? over(stored) : stored;
    }

    private synchronized SiteState over(SiteState stored) {
        SiteState last = seen;
        if (last != null && stored == seenOver) {
            return last;
        }
        SiteState state = stored;
        for (Map.Entry<Resource.Ref, Optional<Resource>> one : changed.entrySet()) {
            Optional<Resource> there = state.resource(one.getKey());
            if (one.getValue().isPresent()) {
                Resource now = one.getValue().get();
                state = state.after(new SiteEvent.ResourcePut(now, there.isEmpty()), accounts.nowMs());
            } else if (there.isPresent()) {
                state = state.after(new SiteEvent.ResourceDeleted(there.get()), accounts.nowMs());
            }
        }
        seenOver = stored;
        seen = state;
        return state;
    }

    /** Changes something on disk or, where nothing can be written, here. */
    <A> A submit(Command<A> command) {
        return compose((state, now) -> Composed.of(command));
    }

    /** The same with a command that is composed from how it is. */
    @Override
    public <A> A compose(Composer<A> composer) {
        store();
        if (!any) {
            try {
                return accounts.compose(composer);
            } catch (Refused refused) {
                if (refused.reason() != Refused.Reason.UNAVAILABLE) {
                    throw refused;
                }
            }
        }
        return here(composer);
    }

    @Override
    public <A> CompletableFuture<Boolean> bookkeep(Composer<A> composer) {
        return accounts.bookkeep(composer);
    }

    private synchronized <A> A here(Composer<A> composer) {
        SiteState state = over(accounts.state());
        return here(state, composer.compose(View.whole(state), accounts.nowMs()));
    }

    private <C, A> A here(SiteState state, Composed<C, A> composed) {
        Trial<C> trial = accounts.tryOut(state, composed.command());
        if (changed.size() + trial.events().size() > MOST) {
            throw new Refused(new Refused.Busy("there is no room for more sessions and listeners"));
        }
        for (SiteEvent event : trial.events()) {
            if (event instanceof SiteEvent.ResourcePut put) {
                changed.put(put.resource().ref(), Optional.of(put.resource()));
            } else if (event instanceof SiteEvent.ResourceDeleted gone) {
                changed.put(gone.resource().ref(), Optional.empty());
            }
        }
        any = !changed.isEmpty();
        seen = null;
        return composed.answer().apply(trial.answer());
    }

    /** Stores what waits, if there is room; where there is none it goes on waiting. */
    synchronized void store() {
        if (!any) {
            return;
        }
        try {
            List<Command<?>> waiting = new ArrayList<>();
            changed.forEach((ref, here) ->
                    waiting.add(here.isPresent() ? new Command.Put(here.get()) : new Command.Delete(ref, Expect.ANY)));
            accounts.submit(new Command.Together(waiting));
            changed.clear();
            any = false;
            seen = null;
        } catch (Refused refused) {
            if (refused.reason() != Refused.Reason.UNAVAILABLE) {
                throw refused;
            }
        }
    }
}
