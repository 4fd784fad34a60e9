package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Backlogs.Backlog;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of a subscription that is far behind: an alert of its site and a line in the log, until it has caught up. The alert
 * stands in the state, so the next start of the server ends it as well.
 */
final class Lateness {
    private static final Logger log = LoggerFactory.getLogger(Lateness.class);
    /** So far behind it is late. */
    static final long LATE_MS = 60_000;
    /** So near it has caught up. */
    static final long NEAR_MS = 10_000;

    private static final long PAUSE_MS = 30_000;

    private final SiteId site;
    private final Subscription subscription;
    private final Sites sites;
    private final InstantSource wall;
    /** What was told last. Until it is known whether that could be stored, nothing else is told. */
    private boolean toldLate;

    private boolean begun;
    private volatile boolean telling;
    private volatile boolean failed;
    private long notBeforeMs = Long.MIN_VALUE;

    /** @param wall a clock at the wall's pace */
    Lateness(SiteId site, Subscription subscription, Sites sites, InstantSource wall) {
        this.site = site;
        this.subscription = subscription;
        this.sites = sites;
        this.wall = wall;
    }

    /**
     * A step has ended.
     *
     * @param failing whether its receiver fails
     * @param off whether it is being switched off, of which there is an alert of its own
     */
    void look(View view, Backlog backlog, boolean failing, boolean off) {
        if (!begun || failed) {
            // the state knows what an earlier process told, and what could not be stored
            toldLate = view.alert(Alert.Subject.of(subscription.id()), Alert.WEBHOOK_LATE)
                    .isPresent();
            begun = true;
            failed = false;
        }
        long nowMs = wall.millis();
        long behindMs = backlog.ms(nowMs);
        boolean late = toldLate ? behindMs >= NEAR_MS : behindMs >= LATE_MS;
        if (late == toldLate || off || telling || nowMs < notBeforeMs) {
            return;
        }
        toldLate = late;
        notBeforeMs = nowMs + PAUSE_MS;
        String why = why(backlog, behindMs, failing);
        if (late) {
            log.warn("webhook {} of site {} is late: {}", subscription.id(), site, why);
        } else {
            log.info("webhook {} of site {} has caught up", subscription.id(), site);
        }
        telling = true;
        Command<Boolean> news = late
                ? new Command.TellLate(subscription, why)
                : new Command.ClearAlert(Alert.WEBHOOK_LATE, Alert.Subject.of(subscription.id()));
        sites.submitAsync(Caller.CORE, site, news, Cause.CLOCK).whenComplete((told, refused) -> {
            if (refused != null) {
                log.warn(
                        "webhook {} of site {}: of this nobody is told yet: {}",
                        subscription.id(),
                        site,
                        refused.toString());
                failed = true;
            }
            telling = false;
        });
    }

    private static String why(Backlog backlog, long behindMs, boolean failing) {
        String whose = failing
                ? "its receiver fails"
                : backlog.heldUp()
                        ? "this server has too little time for it"
                        : "its receiver takes less than happens, or takes it too slowly";
        return "the oldest of " + backlog.events() + " events that are not delivered waits for " + behindMs / 1_000
                + " s: " + whose;
    }
}
