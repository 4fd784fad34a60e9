package io.candelabra.core.account;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and readers' places that changed while nothing could be written: coming in and listening are reads to whoever
 * does them, and may not depend on a write. The same rules change them, here instead of on disk; they are stored as soon as
 * there is room, and end with the process if that comes first.
 */
final class Unstored implements Cursors.Home {
    /** Strangers cannot fill it, since whoever gets here has proved who they are; it has a bound all the same. */
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
    @Override
    public <A> A edit(String what, EditRule<A> rule) {
        store();
        if (!any) {
            try {
                return accounts.edit(what, rule);
            } catch (Refused refused) {
                if (refused.reason() != Refused.Reason.UNAVAILABLE) {
                    throw refused;
                }
            }
        }
        return here(rule);
    }

    @Override
    public CompletableFuture<Boolean> bookkeep(String what, EditRule<?> rule) {
        return accounts.bookkeep(what, rule);
    }

    private synchronized <A> A here(EditRule<A> rule) {
        EditRule.Outcome<A> outcome = rule.decide(over(accounts.state()), accounts.nowMs());
        if (changed.size() + outcome.events().size() > MOST) {
            throw new Refused(new Refused.Busy("there is no room for more sessions and listeners"));
        }
        for (SiteEvent event : outcome.events()) {
            if (event instanceof SiteEvent.ResourcePut put) {
                changed.put(put.resource().ref(), Optional.of(put.resource()));
            } else if (event instanceof SiteEvent.ResourceDeleted gone) {
                changed.put(gone.resource().ref(), Optional.empty());
            }
        }
        any = !changed.isEmpty();
        seen = null;
        return outcome.answer();
    }

    /** Stores what waits, if there is room; where there is none it goes on waiting. */
    synchronized void store() {
        if (!any) {
            return;
        }
        try {
            accounts.edit("store what waited", (state, now) -> {
                EditRule.Changes changes = new EditRule.Changes(state);
                changed.forEach((ref, here) -> here.ifPresentOrElse(changes::put, () -> changes.delete(ref)));
                return changes.answer(true);
            });
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
