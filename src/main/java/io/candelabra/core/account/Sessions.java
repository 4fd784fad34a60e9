package io.candelabra.core.account;

import io.candelabra.core.command.EditRule;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions: who came in with a password and holds a secret. They survive a restart. A session ends when it was not used
 * for a while; that it was used is remembered at once, and written only now and then.
 */
public final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    /** Among a session's vendor parts: the address it was opened from. */
    static final String ADDRESS = "address";
    /** Among a session's vendor parts: how long it may be idle, in ms, where that is not {@link #IDLE_MS}. */
    private static final String IDLE = "idleMs";
    /** How long a session may be idle unless said otherwise. */
    public static final long IDLE_MS = 14L * 86_400_000;

    private static final long SWEEP_MS = 60_000;
    private static final long WRITE_USE_AFTER_MS = 600_000;

    private final Accounts accounts;
    private final Unstored unstored;
    private final Map<String, Long> used = new ConcurrentHashMap<>();
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final AtomicLong sweptMs = new AtomicLong();

    Sessions(Accounts accounts, Unstored unstored) {
        this.accounts = accounts;
        this.unstored = unstored;
    }

    /** A session and, this once, its secret. */
    public record Opened(Session session, String secret) {}

    /** Opens a session for somebody whose password was right. */
    public Opened open(String account, String dialect, String binding, String address) {
        sweep();
        String secret = Secrets.fresh(accounts.random());
        long now = accounts.nowMs();
        Session session =
                new Session(Secrets.kept(secret), account, dialect, binding, now, now, Map.of(ADDRESS, address));
        unstored.edit(
                "open session",
                (state, at) -> new EditRule.Changes(state).put(session).answer(session));
        return new Opened(session, secret);
    }

    /** The session that has this secret, unless it ended; it counts as used now. */
    public Optional<Session> use(String secret) {
        Optional<Session> found =
                unstored.state().resource(Session.class, Secrets.kept(secret)).filter(session -> !over(session));
        found.ifPresent(this::touch);
        return found;
    }

    /** Ends a session, with its listener. */
    public void end(String id) {
        forget(id);
        unstored.edit("end session", (state, now) -> {
            EditRule.Changes changes = new EditRule.Changes(state).delete(Resource.ref(Session.class, id));
            Cursors.deleteOf(id, state, changes);
            return changes.answer(id);
        });
    }

    /** Ends all sessions of an account, with their listeners, as part of another change. */
    static void endOf(String account, SiteState state, EditRule.Changes changes) {
        for (Session session : state.resources(Lookup.sessionsOf(account))) {
            Cursors.deleteOf(session.id(), state, changes);
            changes.delete(session.ref());
        }
    }

    /** Makes a session look through another binding, and ends its listener. */
    public void rebind(String id, String binding) {
        unstored.edit("rebind session", (state, now) -> {
            EditRule.Changes changes = new EditRule.Changes(state);
            state.resource(Session.class, id)
                    .ifPresent(s -> changes.put(new Session(
                            s.id(), s.account(), s.dialect(), binding, s.createdMs(), s.usedMs(), s.vendor())));
            Cursors.deleteOf(id, state, changes);
            return changes.answer(id);
        });
    }

    /** Says how long a session may be idle from now on. */
    public void idle(String id, long idleMs) {
        Optional<Session> session = unstored.state().resource(Session.class, id);
        if (session.isEmpty() || idleMs(session.get()) == idleMs) {
            return;
        }
        unstored.edit("bound session", (state, now) -> {
            EditRule.Changes changes = new EditRule.Changes(state);
            state.resource(Session.class, id).ifPresent(s -> {
                Map<String, String> vendor = new HashMap<>(s.vendor());
                vendor.put(IDLE, Long.toString(idleMs));
                changes.put(
                        new Session(s.id(), s.account(), s.dialect(), s.binding(), s.createdMs(), s.usedMs(), vendor));
            });
            return changes.answer(id);
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
        unstored.edit("sweep sessions", (state, at) -> {
            EditRule.Changes changes = new EditRule.Changes(state);
            over.forEach(s -> {
                changes.delete(s.ref());
                Cursors.deleteOf(s.id(), state, changes);
            });
            return changes.answer(over.size());
        });
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
            accounts.bookkeep("touch session", (state, at) -> {
                        EditRule.Changes changes = new EditRule.Changes(state);
                        state.resource(Session.class, session.id())
                                .filter(s -> s.usedMs() < now)
                                .ifPresent(s -> changes.put(new Session(
                                        s.id(),
                                        s.account(),
                                        s.dialect(),
                                        s.binding(),
                                        s.createdMs(),
                                        now,
                                        s.vendor())));
                        return changes.answer(now);
                    })
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
