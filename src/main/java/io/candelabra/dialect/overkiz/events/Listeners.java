package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Sessions;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.feed.RenderedTail;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.Entry;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Listeners: positions in the logs of sites. That a listener exists is stored, so it survives a restart and ends with its
 * session; how far it has read is kept here and stored now and then, so that a fetch costs no write. After a crash some
 * events may come twice, none is lost.
 */
public final class Listeners {
    /** How long a session that listens may be idle: much shorter than one that does not, longer than the laziest client. */
    private static final long LISTENING_IDLE_MS = 90 * 60_000;
    /** A listener of the local face ends after this long without a fetch. */
    private static final long LOCAL_IDLE_MS = 10 * 60_000;
    /** A token may be shared by several clients. */
    private static final int LISTENERS_OF_A_TOKEN = 8;

    private static final long WRITE_AFTER_MS = 30_000;
    /** From so many positions on, those of listeners that have ended are forgotten. */
    private static final int FORGET_FROM = 1_000;

    private static final int PAGE = 512;
    private static final int BYTES_OF_A_FETCH = 500_000;
    private static final int PAGES_OF_A_FETCH = 16;
    private static final byte[] NOTHING_NEW = {'[', ']'};
    private static final byte[] NO_BYTES = {};

    /** Subject of the alert where an event cannot be told. */
    private static final String READER = "overkiz events";

    /** Sessions that differ in none of these hear an event in the same words. */
    private record Variant(SiteId site, String setup, boolean local) {}

    private static final class Position {
        private long seq;
        private long readMs;

        private Position(Cursor cursor) {
            this.seq = cursor.seq();
            this.readMs = cursor.usedMs();
        }

        private Cursor cursor(Cursor same) {
            return new Cursor(same.id(), same.reader(), same.site(), seq, readMs);
        }
    }

    private final Sites sites;
    private final Accounts accounts;
    private final Cursors cursors;
    private final InstantSource wallClock;
    private final RandomGenerator random;
    private final RecentStarts starts;
    private final Map<String, Position> positions = new ConcurrentHashMap<>();
    private final Map<String, KnownPlans> plans = new ConcurrentHashMap<>();
    private final RenderedTail tail = new RenderedTail();
    private volatile int forgetAt = FORGET_FROM;

    public Listeners(
            Sites sites, Accounts accounts, InstantSource wallClock, RandomGenerator random, RecentStarts starts) {
        this.sites = sites;
        this.accounts = accounts;
        this.cursors = accounts.cursors();
        this.wallClock = wallClock;
        this.random = random;
        this.starts = starts;
    }

    /**
     * Opens a listener that hears the events from now on. The first listener of a session also hears what the session has just
     * started. The old listener of the session ends.
     */
    String register(OverkizSession session) {
        String id = OverkizIds.fresh(random);
        boolean first = cursors.of(session.id()).isEmpty();
        long head = session.state().seq();
        long from = first ? starts.before(session).orElse(head) : head;
        Cursor cursor = new Cursor(id, session.id(), session.site(), from, wallClock.millis());
        int keep = session.byToken() ? LISTENERS_OF_A_TOKEN - 1 : 0;
        cursors.open(cursor, keep).forEach(positions::remove);
        if (!session.byToken()) {
            accounts.sessions().idle(session.id(), LISTENING_IDLE_MS);
        }
        positions.put(id, begin(cursor));
        forgetTheEnded();
        return id;
    }

    private Position begin(Cursor cursor) {
        cursors.begin(cursor.id(), cursor);
        return new Position(cursor);
    }

    /** Listeners that ended with their session tell nobody. */
    private void forgetTheEnded() {
        if (positions.size() > forgetAt) {
            positions.keySet().removeIf(id -> cursors.find(id).isEmpty());
            forgetAt = 2 * positions.size() + FORGET_FROM;
        }
    }

    /** Ends a listener of the session; the id of no listener is as good. */
    void unregister(OverkizSession session, String id) {
        Optional<Cursor> cursor = find(session, id);
        if (cursor.isPresent()) {
            end(id);
            if (!session.byToken()) {
                accounts.sessions().idle(session.id(), Sessions.IDLE_MS);
            }
        }
    }

    private void end(String id) {
        cursors.close(id);
        positions.remove(id);
    }

    private Optional<Cursor> find(OverkizSession session, String id) {
        return cursors.find(id)
                .filter(c -> c.reader().equals(session.id()) && c.site().equals(session.site()));
    }

    /** What happened since the last fetch, as a JSON array; at most about {@value #BYTES_OF_A_FETCH} bytes of it, the rest
     * comes next time. */
    byte[] fetch(OverkizSession session, String id) {
        Cursor cursor = find(session, id).orElseThrow(() -> noListener(session));
        Position position = positions.computeIfAbsent(id, i -> begin(cursor));
        synchronized (position) {
            long now = wallClock.millis();
            if (session.local() && now - position.readMs > LOCAL_IDLE_MS) {
                end(id);
                throw noListener(session);
            }
            position.readMs = now;
            View state = session.state();
            if (state.seq() == position.seq) {
                return NOTHING_NEW;
            }
            byte[] told = read(session, state, position);
            cursors.keep(
                    position.cursor(cursor), stored -> stored == null || now - stored.usedMs() > WRITE_AFTER_MS, () -> {
                        // the next fetch writes what has come since
                    });
            return told;
        }
    }

    private byte[] read(OverkizSession session, View state, Position position) {
        Feed feed = new Feed(sites, session.caller(), session.site(), READER);
        Function<LoggedEvent, byte[]> render =
                event -> feed.words(event, NO_BYTES, () -> render(session, state, event));
        Variant variant = new Variant(session.site(), session.setupOid(), session.local());
        ByteArrayOutputStream told = new ByteArrayOutputStream(1_024);
        told.write('[');
        for (int page = 0; page < PAGES_OF_A_FETCH && told.size() < BYTES_OF_A_FETCH; page++) {
            Feed.Page read = feed.read(position.seq, PAGE);
            if (read.gap()) {
                add(told, feed.words("the end of a gap", NO_BYTES, () -> gap(session, state)));
            }
            for (Entry entry : read.entries()) {
                // a caller who does not see everything is told events of their own, and so is a person of what is their
                // own
                entry.told()
                        .map(event -> state.everything() && !ResourceEvents.personal(event.event())
                                ? tail.of(variant, event, render)
                                : render.apply(event))
                        .ifPresent(json -> add(told, json));
            }
            position.seq = read.upTo();
            if (read.entries().size() < PAGE) {
                break;
            }
        }
        told.write(']');
        return told.toByteArray();
    }

    private static void add(ByteArrayOutputStream told, byte[] json) {
        if (json.length > 0) {
            if (told.size() > 1) {
                told.write(',');
            }
            told.writeBytes(json);
        }
    }

    private byte[] gap(OverkizSession session, View state) {
        OverkizEvents events = events(session, state);
        events.tellGap(wallClock.millis());
        return json(events);
    }

    private byte[] render(OverkizSession session, View state, LoggedEvent event) {
        OverkizEvents events = events(session, state);
        events.tell(event);
        return json(events);
    }

    private OverkizEvents events(OverkizSession session, View state) {
        return new OverkizEvents(
                session, state, plans.computeIfAbsent(session.site().value(), s -> new KnownPlans()));
    }

    /** The events with commas between and no brackets around. */
    private static byte[] json(OverkizEvents events) {
        if (events.told().isEmpty()) {
            return NO_BYTES;
        }
        byte[] list = Json.write(events.told());
        return Arrays.copyOfRange(list, 1, list.length - 1);
    }

    private static OverkizFault noListener(OverkizSession session) {
        // the dot is compared by one client, and taken off by the others
        return OverkizFault.unspecified(
                session.local() ? "\"No registered event listener.\"" : "No registered event listener.");
    }

    /** Stores all positions; for the end of the process. */
    public void flush() {
        List<Cursor> moved = new ArrayList<>();
        positions.forEach((id, position) -> cursors.find(id).ifPresent(cursor -> {
            synchronized (position) {
                if (position.seq != cursor.seq()) {
                    moved.add(position.cursor(cursor));
                }
            }
        }));
        if (!moved.isEmpty()) {
            cursors.write(moved).join();
        }
    }
}
