package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a site that the clock moved, when something in it is due. */
final class Ticker implements Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);
    private static final long AFTER_REFUSAL_MS = 5_000;

    private final SiteId site;
    private final Sites sites;
    private final InstantSource clock;

    Ticker(SiteId site, Sites sites, InstantSource clock) {
        this.site = site;
        this.sites = sites;
        this.clock = clock;
    }

    @Override
    public long step() {
        SiteState state = sites.state(Caller.CORE, site);
        OptionalLong due = state.work().nextDueMs();
        if (due.isEmpty() || due.getAsLong() > clock.millis()) {
            return due.orElse(Long.MAX_VALUE);
        }
        try {
            sites.submit(Caller.CORE, site, new Command.Tick(), Cause.CLOCK);
            return Long.MIN_VALUE;
        } catch (Refused refused) {
            log.warn("site {} could not act on what is due: {}", site, refused.detail());
            return clock.millis() + AFTER_REFUSAL_MS;
        }
    }
}
