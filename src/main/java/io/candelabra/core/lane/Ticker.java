package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a site that the clock moved, when something in it is due. */
final class Ticker implements Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);
    private static final long AFTER_REFUSAL_MS = 5_000;

    private final SiteId site;
    private final Sites sites;
    private final InstantSource clock;
    private final AtomicBoolean onTheWay = new AtomicBoolean();
    private volatile long notBeforeMs;
    /** When that was due which could not even be set aside; it is looked at again after a pause. */
    private volatile long stuckMs = Long.MIN_VALUE;

    private Runnable waker = () -> {};

    Ticker(SiteId site, Sites sites, InstantSource clock) {
        this.site = site;
        this.sites = sites;
        this.clock = clock;
    }

    void wakeBy(Runnable wake) {
        waker = wake;
    }

    @Override
    public long step() {
        OptionalLong due = sites.state(Caller.CORE, site).work().nextDueMs();
        if (due.isEmpty() || onTheWay.get()) {
            return Long.MAX_VALUE;
        }
        long dueMs = due.getAsLong();
        long atMs = dueMs == stuckMs ? Math.max(dueMs, notBeforeMs) : dueMs;
        if (atMs > clock.millis()) {
            return atMs;
        }
        onTheWay.set(true);
        sites.submitAsync(Caller.CORE, site, new Command.Tick(), Cause.CLOCK).whenComplete((came, refused) -> {
            stuckMs = refused != null || came == 0 ? dueMs : Long.MIN_VALUE;
            if (stuckMs == dueMs) {
                log.debug("site {} could not act on what is due; it is tried again", site, refused);
                notBeforeMs = clock.millis() + AFTER_REFUSAL_MS;
            }
            onTheWay.set(false);
            waker.run();
        });
        return Long.MAX_VALUE;
    }
}
