package io.candelabra.dialect.overkiz.events;

import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.SiteId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where the log stood when sessions last started something. Some clients start an execution first, register a
 * listener after it, and then wait for the end of the execution. Quick devices would be done before the client listens. So the
 * first listener of a session begins just before what the session started in the last seconds.
 */
public final class RecentStarts {
    private static final long RECENT_MS = 5_000;
    private static final int REMEMBERED = 10_000;

    private record Start(SiteId site, long seq, long atMs) {}

    private final InstantSource wallClock;
    private final Map<String, Start> starts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Start> eldest) {
            return size() > REMEMBERED;
        }
    };

    public RecentStarts(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    /** @param seq number of the last event before what the session is about to start */
    public synchronized void starting(OverkizSession session, long seq) {
        long now = wallClock.millis();
        Start known = starts.get(session.id());
        if (known == null || !known.site().equals(session.site()) || now - known.atMs() > RECENT_MS) {
            starts.put(session.id(), new Start(session.site(), seq, now));
        }
    }

    /** Number of the last event before the first of what the session just started; empty where it started nothing lately. */
    synchronized OptionalLong before(OverkizSession session) {
        Start start = starts.remove(session.id());
        if (start == null || !start.site().equals(session.site())) {
            return OptionalLong.empty();
        }
        boolean recent = wallClock.millis() - start.atMs() <= 2 * RECENT_MS;
        return recent ? OptionalLong.of(start.seq()) : OptionalLong.empty();
    }
}
