package io.candelabra.core.site;

import io.candelabra.model.SiteId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The one place that says what is left out while the disk is short: lights before logs.
 *
 * <p>There are two classes of writes. <em>Control</em> is never left out: the states of devices, executions, settings,
 * accounts and sessions, with the log that tells of them; it goes on with what was kept in reserve. The <em>record</em>
 * is what can be missed: the history that people read (executions that ended, events of devices, notifications),
 * visits, and how far readers have come. Omissions are counted, and told when there is room again.
 */
public final class Shedding {
    private final Supplier<DiskSpace> space;
    private final Map<SiteId, LongAdder> left = new ConcurrentHashMap<>();
    private final AtomicLong total = new AtomicLong();

    /** @param space how much room there is */
    public Shedding(Supplier<DiskSpace> space) {
        this.space = space;
    }

    /** Whether the record is left out now. */
    boolean sheds() {
        return space.get() != DiskSpace.PLENTY;
    }

    /** So many rows of a site's record were left out. */
    void leftOut(SiteId site, long rows) {
        left.computeIfAbsent(site, s -> new LongAdder()).add(rows);
        total.addAndGet(rows);
    }

    /** Rows that were left out since the process began. */
    public long total() {
        return total.get();
    }

    /** Rows that were left out of each site since this was last asked. */
    Map<SiteId, Long> taken() {
        Map<SiteId, Long> taken = new TreeMap<>();
        left.forEach((site, rows) -> {
            long some = rows.sumThenReset();
            if (some > 0) {
                taken.put(site, some);
            }
        });
        return taken;
    }
}
