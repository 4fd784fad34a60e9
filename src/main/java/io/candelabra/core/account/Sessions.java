package io.candelabra.core.account;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of callers who came in with a password and hold a secret. They survive a restart. A session ends when it was
 * not used for a while; that it was used is remembered at once, and written only now and then.
 */
public final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    /** Among a session's vendor parts: the address it was opened from. */
    static final String ADDRESS = "address";
    /** Among a session's vendor parts: how long it may be idle, in ms, where that is not {@link #IDLE_MS}. */
    private static final String IDLE = "idleMs";
    /** How long a session may be idle unless said otherwise. */
    public static final long IDLE_MS = 14L * 86_400_000;

    /** So many sessions one account has; the one that was used longest ago makes room, so that nobody takes the place of others. */
    private static final int MOST = 100;

    private static final long SWEEP_MS = 60_000;
    private static final long WRITE_USE_AFTER_MS = 600_000;

    private final Accounts accounts;
    private final Unstored unstored;
    private final Map<String, Long> used = new ConcurrentHashMap<>();
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    /** When keys were used last, by their ids. */
    private final Map<String, Long> shown = new ConcurrentHashMap<>();

    private final AtomicLong sweptMs = new AtomicLong();

    Sessions(Accounts accounts, Unstored unstored) {
        this.accounts = accounts;
        this.unstored = unstored;
    }

    /** A session and, this once, its secret. */
    public record Opened(Session session, String secret) {}

    /** Opens a session for an account whose password was right. */
    public Opened open(String account, String dialect, String binding, String address) {
        sweep();
        String secret = Secrets.fresh(accounts.random());
        long now = accounts.nowMs();
        Session session =
                new Session(Secrets.kept(secret), account, dialect, binding, now, now, Map.of(ADDRESS, address));
        unstored.compose((state, nowMs) -> {
            List<Session> all = new ArrayList<>(state.resources(Lookup.sessionsOf(account)));
            all.sort(Comparator.comparingLong(old -> Math.max(old.usedMs(), used.getOrDefault(old.id(), 0L))));
            List<Command<?>> parts = new ArrayList<>();
            all.stream()
                    .limit(Math.max(0, all.size() - MOST + 1))
                    .forEach(old -> parts.add(new Command.Delete(old.ref(), Expect.ANY)));
            parts.add(new Command.Put(session));
            return Composed.of(new Command.Together(parts));
        });
        return new Opened(session, secret);
    }

    /** The session that has this secret, unless it ended; it counts as used now. */
    public Optional<Session> use(String secret) {
        Optional<Session> found =
                unstored.state().resource(Session.class, Secrets.kept(secret)).filter(session -> !over(session));
        found.ifPresent(this::touch);
        return found;
    }

    /** Sessions that have not ended, each with the time when it was used last. */
    public List<Session> open(Predicate<Session> wanted) {
        return unstored.state().resources(Session.class).stream()
                .filter(session -> !over(session))
                .filter(wanted)
                .map(s -> new Session(
                        s.id(),
                        s.account(),
                        s.dialect(),
                        s.binding(),
                        s.createdMs(),
                        Math.max(s.usedMs(), used.getOrDefault(s.id(), 0L)),
                        s.vendor()))
                .toList();
    }

    /** The address that a session was opened from; empty where that is not known. */
    public static String address(Session session) {
        return session.vendor().getOrDefault(ADDRESS, "");
    }

    /** A key with the time when it was used last. @param usedMs empty where it was not since the server's start */
    public record Key(AccessKey key, Optional<Long> usedMs) {}

    /** Remembers that a key is used, in memory alone: no program costs a commit for each request. */
    Optional<AccessKey> shown(Optional<AccessKey> key) {
        key.ifPresent(found -> shown.put(found.id(), accounts.nowMs()));
        return key;
    }

    public List<Key> keys(Predicate<AccessKey> wanted) {
        SiteState state = unstored.state();
        // those that are gone need no room
        shown.keySet().removeIf(id -> state.resource(AccessKey.class, id).isEmpty());
        return state.resources(AccessKey.class).stream()
                .filter(wanted)
                .map(key -> new Key(key, Optional.ofNullable(shown.get(key.id()))))
                .toList();
    }

    /** Makes a key worthless. The right is asked by whoever calls, in the site that the key opens. */
    public void revoke(AccessKey key, Cause cause) {
        accounts.by(Caller.CORE, cause).revokeKey(key.id());
    }

    /** Ends a session, with its listener. */
    public void end(String id) {
        forget(id);
        unstored.submit(new Command.Delete(Resource.ref(Session.class, id), Expect.ANY));
    }

    /** Makes a session look through another binding, and ends its listener. */
    public void rebind(String id, String binding) {
        unstored.compose((state, now) -> {
            List<Command<?>> parts = new ArrayList<>();
            parts.add(changed(
                    state.resource(Session.class, id),
                    s -> new Session(
                            s.id(), s.account(), s.dialect(), binding, s.createdMs(), s.usedMs(), s.vendor())));
            // also where it is the same binding: a caller who chooses it begins anew
            state.resources(Lookup.cursorsOf(id))
                    .forEach(place -> parts.add(new Command.Delete(place.ref(), Expect.ANY)));
            return Composed.of(new Command.Together(parts));
        });
    }

    /** Changes a session that is there. */
    private void change(String id, UnaryOperator<Session> change) {
        unstored.compose((state, now) -> Composed.of(changed(state.resource(Session.class, id), change)));
    }

    private static Command<?> changed(Optional<Session> session, UnaryOperator<Session> change) {
        return session.isPresent()
                ? new Command.Put(change.apply(session.get()), Expect.as(session))
                : Command.Together.NOTHING;
    }

    /** Says how long a session may be idle from now on. */
    public void idle(String id, long idleMs) {
        Optional<Session> session = unstored.state().resource(Session.class, id);
        if (session.isEmpty() || idleMs(session.get()) == idleMs) {
            return;
        }
        change(id, s -> {
            Map<String, String> vendor = new HashMap<>(s.vendor());
            vendor.put(IDLE, Long.toString(idleMs));
            return new Session(s.id(), s.account(), s.dialect(), s.binding(), s.createdMs(), s.usedMs(), vendor);
        });
    }

    /** Removes what ended by itself. Called when a session is opened, at most once a minute. */
    void sweep() {
        long now = accounts.nowMs();
        long last = sweptMs.get();
        if (now - last < SWEEP_MS || !sweptMs.compareAndSet(last, now)) {
            return;
        }
        List<Session> over = unstored.state().resources(Session.class).stream()
                .filter(this::over)
                .toList();
        if (over.isEmpty()) {
            return;
        }
        over.forEach(s -> forget(s.id()));
        unstored.submit(new Command.Together(over.stream()
                .<Command<?>>map(s -> new Command.Delete(s.ref(), Expect.ANY))
                .toList()));
    }

    private void forget(String id) {
        used.remove(id);
        written.remove(id);
    }

    private boolean over(Session session) {
        long last = Math.max(session.usedMs(), used.getOrDefault(session.id(), 0L));
        return accounts.nowMs() - last > idleMs(session);
    }

    private static long idleMs(Session session) {
        double idle = Value.of(session.vendor().getOrDefault(IDLE, "")).asNumber();
        return Double.isNaN(idle) ? IDLE_MS : (long) idle;
    }

    private void touch(Session session) {
        long now = accounts.nowMs();
        used.put(session.id(), now);
        long last = Math.max(session.usedMs(), written.getOrDefault(session.id(), 0L));
        if (now - last > Math.min(WRITE_USE_AFTER_MS, idleMs(session) / 4)) {
            written.put(session.id(), now);
            accounts.bookkeep((state, at) -> Composed.of(changed(
                            state.resource(Session.class, session.id()).filter(s -> s.usedMs() < now),
                            s -> new Session(
                                    s.id(), s.account(), s.dialect(), s.binding(), s.createdMs(), now, s.vendor()))))
                    .whenComplete((done, failed) -> {
                        if (failed != null) {
                            log.warn("the use of a session could not be written: {}", failed.toString());
                        } else if (!done) {
                            written.remove(session.id());
                        }
                    });
        }
    }
}
