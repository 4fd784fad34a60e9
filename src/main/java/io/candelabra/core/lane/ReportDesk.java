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
 * Gathers what the drivers of a site report, and hands it in together: states wait a moment for company where some have
 * just been handed in, a lone one and the end of a step wait for nothing. While one handful is on its way to the disk
 * the next gathers; when too much has gathered, a driver that reports has to wait, and so the field is slowed down
 * rather than the memory filled. A handful has a bound of its own ({@link Handfuls}): a caller who asks for something
 * meanwhile waits for one of them at most, however far the field is behind. What cannot be written for want of room is handed in again,
 * also what a lane has set aside. A report that no rule can take is set aside by the site, and the others of its
 * handful count. When the server stops, the desk is the last to go: what drivers say at their end is stored as well.
 *
 * <p>A reader that sends on what was stored, such as a webhook, may fall behind for want of a processor alone, while its far end
 * would take more. Then storing is slowed down as well, and with it the field: the further the reader is behind, the longer
 * handfuls wait, each for as much as it holds, so that as much is stored as is delivered. A reader whose far end is slow slows nothing. See {@code Backlogs}.
 */
final class ReportDesk implements Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(ReportDesk.class);
    static final long GATHER_MS = 20;
    static final int BOUND = 20_000;
    /** So far behind a reader may be. */
    static final long NEAR_MS = 100;
    /** After so many reports a pause comes that is as long as the following say; after fewer it is shorter by as much. */
    static final int PACE = 1_000;
    /** The field waits for this part of the time that the reader is behind. */
    static final int SHARE = 4;
    /** And never longer: the field is slowed down, and does not stop. */
    static final long MOST_PAUSE_MS = 1_000;

    static final long AFTER_REFUSAL_MS = 1_000;
    /** So many things that lanes set aside wait for room; of more than these people are not told. */
    static final int MOST_ASIDES = 100;

    private final SiteId site;
    private final Sites sites;
    private final SiteClock wall;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private List<Report> gathered = new ArrayList<>();
    /** What lanes have set aside, and could not be written for want of room. */
    private List<Command.SetAside> asides = new ArrayList<>();

    private long asidesNotBeforeMs = Long.MIN_VALUE;
    private long sinceMs;
    /**
     * When the last handful was handed in: who reports after a pause longer than company is waited for is told at once.
     */
    private long leftMs = Long.MIN_VALUE;
    /** How many reports that one held. */
    private int left;

    private final Handfuls handfuls = new Handfuls();
    private boolean urgent;
    private boolean onTheWay;
    private long notBeforeMs = Long.MIN_VALUE;
    private boolean hurry;
    /** Reports that found no room in a hurry. */
    private int lost;

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

    /** From now on nobody waits for room: what finds none is lost. */
    void hurry() {
        lock.lock();
        try {
            hurry = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until what has gathered is stored, while the desk's steps go on.
     *
     * @return how much of the patience is left, in ns; 0 or less where it is over
     */
    long finish(long patienceNs) throws InterruptedException {
        long left = patienceNs;
        lock.lock();
        try {
            while (left > 0 && (onTheWay || !gathered.isEmpty())) {
                left = room.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return left;
    }

    /** From now on nothing is gathered, and nobody waits for room. What waits for it is lost, and the log says so. */
    void close() {
        List<Command.SetAside> untold;
        int unstored;
        lock.lock();
        try {
            closed = true;
            untold = asides;
            asides = new ArrayList<>();
            unstored = lost + gathered.size();
            lost = 0;
            gathered = new ArrayList<>();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        untold.forEach(aside -> nobodyIsTold(aside, null));
        if (unstored > 0) {
            log.warn("{} reports of site {} are not stored: it ends before them", unstored, site);
        }
    }

    void tell(Report report) {
        boolean first;
        lock.lock();
        try {
            while (gathered.size() >= BOUND && !closed && !hurry) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                return;
            }
            if (gathered.size() >= BOUND) {
                lost++;
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

    /**
     * Tells past all that has gathered, for a caller who may not wait. Where it is refused nobody tells it again but
     * the caller, as long as it is so.
     */
    void tellWithoutWaiting(List<Report> reports) {
        sites.submitAsync(Caller.CORE, site, new Command.Hear(reports), Cause.FIELD)
                .whenComplete((news, refused) -> {
                    if (refused != null) {
                        log.warn("{} reports of site {} could not be stored", reports.size(), site, refused);
                    }
                });
    }

    /** A lane has set something aside: people are told. May be called from any thread. */
    void setAside(Command.SetAside aside) {
        sites.submitAsync(Caller.CORE, site, aside, Cause.FIELD).whenComplete((told, refused) -> {
            if (refused == null) {
                log.warn("site {}: {} of {} was set aside: {}", site, aside.what(), aside.subject(), aside.why());
            } else if (!unwritten(refused) || !waitsForRoom(aside)) {
                nobodyIsTold(aside, refused);
            }
        });
    }

    private void nobodyIsTold(Command.SetAside aside, @Nullable Throwable refused) {
        log.warn(
                "site {}: {} of {} is set aside ({}), which nobody is told of",
                site,
                aside.what(),
                aside.subject(),
                aside.why(),
                refused);
    }

    private boolean waitsForRoom(Command.SetAside aside) {
        lock.lock();
        try {
            if (closed || asides.size() >= MOST_ASIDES) {
                return false;
            }
            asides.add(aside);
            asidesNotBeforeMs = wall.millis() + AFTER_REFUSAL_MS;
        } finally {
            lock.unlock();
        }
        waker.run();
        return true;
    }

    @Override
    public long step() {
        return Math.min(handInAsides(), handInReports());
    }

    private long handInAsides() {
        List<Command.SetAside> again;
        lock.lock();
        try {
            if (asides.isEmpty()) {
                return Long.MAX_VALUE;
            }
            if (wall.millis() < asidesNotBeforeMs) {
                return asidesNotBeforeMs;
            }
            again = asides;
            asides = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        again.forEach(this::setAside);
        return Long.MAX_VALUE;
    }

    private long handInReports() {
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
            if (!urgent && gathered.size() < handfuls.most() && wall.millis() < due) {
                return due;
            }
            long until = leftMs + pauseMs();
            if (wall.millis() < until) {
                return Math.min(until, wall.millis() + GATHER_MS);
            }
            int most = handfuls.most();
            if (gathered.size() <= most) {
                handful = gathered;
                gathered = new ArrayList<>();
                urgent = false;
            } else {
                // the rest has waited for company as long as these
                handful = List.copyOf(gathered.subList(0, most));
                gathered = new ArrayList<>(gathered.subList(most, gathered.size()));
            }
            left = handful.size();
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

    /** How long the next handful waits after the last one, for the sake of a reader that is behind. */
    private long pauseMs() {
        long behindMs = sites.backlogs().heldUpMs(site, wall.millis());
        if (behindMs <= NEAR_MS || hurry) {
            return 0;
        }
        return Math.min(MOST_PAUSE_MS, behindMs / SHARE) * left / PACE;
    }

    private static boolean unwritten(@Nullable Throwable refused) {
        return refused instanceof Refused why && why.detail() instanceof Refused.Unwritten;
    }

    private void arrived(List<Report> handful, @Nullable Throwable refused) {
        boolean later = unwritten(refused);
        boolean more;
        if (refused != null && !later) {
            // Where the disk failed, the site is loaded afresh, and its lanes with it: drivers tell again how the field
            // is. Where a
            // rule threw past all that sets aside, these reports are lost, and the line tells it.
            log.warn("{} reports of site {} could not be stored", handful.size(), site, refused);
        }
        lock.lock();
        try {
            onTheWay = false;
            handfuls.arrived(handful.size(), wall.millis() - leftMs);
            if (later && !closed) {
                // nobody tells them again: they wait for room, before what has come since
                List<Report> all = new ArrayList<>(handful);
                all.addAll(gathered);
                gathered = all;
                notBeforeMs = wall.millis() + AFTER_REFUSAL_MS;
            } else if (later) {
                log.warn("{} reports of site {} are not stored: it ends before them", handful.size(), site);
            }
            more = !gathered.isEmpty();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        if (more) {
            waker.run();
        }
    }
}
