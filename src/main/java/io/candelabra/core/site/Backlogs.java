package io.candelabra.core.site;

import io.candelabra.model.SiteId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How far those readers of sites' logs are behind that have to send on what they read, such as webhooks. Each reader tells
 * how it stands after every step. What is told lives in memory: it is a figure for people, and what the field is slowed down by.
 *
 * <p>Moments are of the wall's clock. Safe for any number of threads.
 */
public final class Backlogs {
    /**
     * What one reader still owes.
     *
     * @param events of the site's log that are not delivered or not looked at yet
     * @param sinceMs since when the oldest of them waits; 0 where none waits
     * @param heldUp whether they wait for this server, whose processors are busy with other things, and not for who is to take them
     */
    public record Backlog(long events, long sinceMs, boolean heldUp) {
        /** Of a reader that has delivered everything. */
        public static final Backlog NONE = new Backlog(0, 0, false);

        /** For how long the oldest of its events has waited. */
        public long ms(long nowMs) {
            return sinceMs == 0 ? 0 : Math.max(0, nowMs - sinceMs);
        }
    }

    private final Map<SiteId, Map<String, Backlog>> sites = new ConcurrentHashMap<>();

    /** How a reader stands from now on. */
    public void tell(SiteId site, String reader, Backlog backlog) {
        sites.computeIfAbsent(site, s -> new ConcurrentHashMap<>()).put(reader, backlog);
    }

    /** A reader has ended, and owes nothing any more. */
    public void ended(SiteId site, String reader) {
        Map<String, Backlog> readers = sites.get(site);
        if (readers != null) {
            readers.remove(reader);
        }
    }

    /** What a reader owes; {@link Backlog#NONE} where there is no such reader. */
    public Backlog of(SiteId site, String reader) {
        return sites.getOrDefault(site, Map.of()).getOrDefault(reader, Backlog.NONE);
    }

    /** For how long the readers of a site have been waiting for this server: the longest of them, in ms. */
    public long heldUpMs(SiteId site, long nowMs) {
        return sites.getOrDefault(site, Map.of()).values().stream()
                .filter(Backlog::heldUp)
                .mapToLong(backlog -> backlog.ms(nowMs))
                .max()
                .orElse(0);
    }

    /** What all readers of all sites owe. */
    public Stream<Backlog> all() {
        return sites.values().stream().flatMap(site -> site.values().stream());
    }
}
