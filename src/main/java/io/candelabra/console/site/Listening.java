package io.candelabra.console.site;

import io.candelabra.console.request.ConsoleFault;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.model.SiteId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All listeners of the console: how many there may be, and which of them take nothing. Nothing waits in memory for a listener: each
 * has a position in the log, and is written as much as its connection takes. One whose connection takes nothing for a while is cut;
 * when it comes back, it goes on where it was.
 */
public final class Listening implements AutoCloseable {
    private static final int MOST = 2_000;
    private static final int MOST_OF_ACCOUNT = 100;
    private static final long PATIENCE_MS = 15_000;
    private static final long LOOK_EACH_MS = 5_000;

    private final InstantSource wall;
    private final Set<Ear> ears = ConcurrentHashMap.newKeySet();
    private final Loop sweeping;
    private volatile boolean closed;

    /** @param wall the time in which a connection has to take something */
    public Listening(InstantSource wall) {
        this.wall = wall;
        SiteClock clock = SiteClock.real(wall);
        this.sweeping = new Loop("console listeners", () -> sweep(clock.millis()), clock).start();
    }

    /** One listener, on the thread that writes to it. */
    final class Ear implements AutoCloseable {
        private final String account;
        private final SiteId site;
        private final Runnable cutter;
        private final Thread thread = Thread.currentThread();
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile long writingSinceMs;

        private Ear(String account, SiteId site, Runnable cutter) {
            this.account = account;
            this.site = site;
            this.cutter = cutter;
        }

        /** Whether the server ends. */
        boolean isOver() {
            return closed || over.get();
        }

        /** Says that something is being written from now on, or no more. */
        void writing(boolean now) {
            writingSinceMs = now ? wall.millis() : 0;
        }

        private boolean stuck(long nowMs) {
            long since = writingSinceMs;
            return since != 0 && nowMs - since > PATIENCE_MS;
        }

        private void end() {
            over.set(true);
            cutter.run();
        }

        @Override
        public void close() {
            ears.remove(this);
        }
    }

    /** Refuses a further listener where there are as many as may be. */
    void admit(String account) {
        long own = ears.stream().filter(ear -> ear.account.equals(account)).count();
        if (own >= MOST_OF_ACCOUNT || ears.size() >= MOST) {
            throw new ConsoleFault(
                    503, "Too many listeners", "As many listen already as may: close one, or try again in a while.");
        }
    }

    /**
     * Takes a listener in, whose thread this is.
     *
     * @param cutter ends its connection
     */
    Ear open(String account, SiteId site, Runnable cutter) {
        Ear ear = new Ear(account, site, cutter);
        ears.add(ear);
        sweeping.wake();
        return ear;
    }

    /** How many listen to a site just now, by their accounts. */
    Map<String, Integer> at(SiteId site) {
        Map<String, Integer> counts = new TreeMap<>();
        ears.stream().filter(ear -> ear.site.equals(site)).forEach(ear -> counts.merge(ear.account, 1, Integer::sum));
        return counts;
    }

    private long sweep(long nowMs) {
        ears.stream().filter(ear -> ear.stuck(nowMs)).forEach(Ear::end);
        return ears.isEmpty() ? Long.MAX_VALUE : nowMs + LOOK_EACH_MS;
    }

    @Override
    public void close() {
        closed = true;
        sweeping.close();
        ears.forEach(ear -> ear.thread.interrupt());
    }
}
