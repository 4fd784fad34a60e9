package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what the drivers of a site report, and hands it in together: states wait a moment for company where some have just
 * been handed in, a lone one and the end of a step wait for nothing. While one handful is on its way to the disk the next gathers; when too much has gathered, who reports
 * has to wait, and so the field is slowed down rather than the memory filled. A handful has a bound of its own: whoever asks
 * for something meanwhile waits for one of them at most, however far the field is behind. What cannot be written for want of
 * room is handed in again. A report that no rule can take is set aside by the site, and the others of its handful count.
 */
final class ReportDesk implements Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(ReportDesk.class);
    static final long GATHER_MS = 20;
    static final int BOUND = 20_000;
    static final int HANDFUL = 2_000;
    static final long AFTER_REFUSAL_MS = 1_000;

    private final SiteId site;
    private final Sites sites;
    private final SiteClock wall;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private List<Report> gathered = new ArrayList<>();
    private long sinceMs;
    /** When the last handful was handed in: who reports after a pause longer than company is waited for is told at once. */
    private long leftMs = Long.MIN_VALUE;

    private boolean urgent;
    private boolean onTheWay;
    private long notBeforeMs = Long.MIN_VALUE;
    private boolean closed;
    private Runnable waker = () -> {};

    /** @param wall a clock at the wall's pace: gathering is not physics */
    ReportDesk(SiteId site, Sites sites, SiteClock wall) {
        this.site = site;
        this.sites = sites;
        this.wall = wall;
    }

    void wakeBy(Runnable wake) {
        waker = wake;
    }

    /** From now on nothing is gathered, and nobody waits for room. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void tell(Report report) {
        boolean first;
        lock.lock();
        try {
            while (gathered.size() >= BOUND && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                return;
            }
            first = gathered.isEmpty();
            if (first) {
                sinceMs = wall.millis();
            }
            gathered.add(report);
            boolean waits = report instanceof Report.StatesSeen || report instanceof Report.JobProgress;
            first |= !waits && !urgent;
            urgent |= !waits;
        } finally {
            lock.unlock();
        }
        if (first) {
            waker.run();
        }
    }

    /** A lane has set something aside: people are told. */
    void setAside(Command.SetAside aside) {
        sites.submitAsync(Caller.CORE, site, aside, Cause.FIELD)
                .whenComplete((told, refused) -> log.warn(
                        "site {}: {} of {} was set aside: {}", site, aside.what(), aside.subject(), aside.why()));
    }

    @Override
    public long step() {
        List<Report> handful;
        lock.lock();
        try {
            if (gathered.isEmpty() || onTheWay) {
                return Long.MAX_VALUE;
            }
            if (wall.millis() < notBeforeMs) {
                return notBeforeMs;
            }
            long due = Math.min(sinceMs, leftMs) + GATHER_MS;
            if (!urgent && gathered.size() < HANDFUL && wall.millis() < due) {
                return due;
            }
            if (gathered.size() <= HANDFUL) {
                handful = gathered;
                gathered = new ArrayList<>();
                urgent = false;
            } else {
                // the rest has waited for company as long as these
                handful = List.copyOf(gathered.subList(0, HANDFUL));
                gathered = new ArrayList<>(gathered.subList(HANDFUL, gathered.size()));
            }
            onTheWay = true;
            leftMs = wall.millis();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        sites.submitAsync(Caller.CORE, site, new Command.Hear(handful), Cause.FIELD)
                .whenComplete((news, refused) -> arrived(handful, refused));
        return Long.MAX_VALUE;
    }

    private void arrived(List<Report> handful, @Nullable Throwable refused) {
        boolean later = refused instanceof Refused why && why.detail() instanceof Refused.Unwritten;
        if (refused != null && !later) {
            // The site is loaded afresh, and its lanes with it: drivers tell again how the field is.
            log.warn("{} reports of site {} could not be stored", handful.size(), site, refused);
        }
        lock.lock();
        try {
            onTheWay = false;
            if (later && !closed) {
                // nobody tells them again: they wait for room, before what has come since
                List<Report> all = new ArrayList<>(handful);
                all.addAll(gathered);
                gathered = all;
                notBeforeMs = wall.millis() + AFTER_REFUSAL_MS;
            }
        } finally {
            lock.unlock();
        }
        waker.run();
    }
}
