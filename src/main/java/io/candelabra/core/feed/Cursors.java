package io.candelabra.core.feed;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Composer;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions of readers in the logs of their sites: listeners, webhooks. Positions outlive the process; they are kept in a site of
 * their own, where they do not fill the logs that they are about. A reader has its position in memory, and writes it now and then:
 * after a crash some things come twice, none is lost.
 *
 * <p>Of one reader at most one position is being written; later ones wait, and then the newest is written.
 */
public final class Cursors {
    private static final Logger log = LoggerFactory.getLogger(Cursors.class);

    private static final int SWEEP_FROM = 1_000;

    /** The site that the positions are kept in. */
    public interface Home {
        SiteState state();

        /** Changes it; on disk when this returns, or as good as that. */
        <A> A compose(Composer<A> composer);

        /** Changes it where there is room on disk, and tells later whether it did. */
        <A> CompletableFuture<Boolean> bookkeep(Composer<A> composer);
    }

    /** A position on disk, as far as this process has seen to it. */
    private static final class Position {
        private @Nullable Cursor stored;
        private boolean storing;
        private boolean failed;
    }

    private final Home home;
    private final Map<String, Position> positions = new ConcurrentHashMap<>();
    private volatile int sweepAt = SWEEP_FROM;

    public Cursors(Home home) {
        this.home = home;
    }

    /**
     * Opens a position for a reader; of those it had, the newest {@code keep} stay.
     *
     * @return the ids of those that ended
     */
    public List<String> open(Cursor cursor, int keep) {
        List<String> ended = home.compose((state, now) -> Composed.of(new Command.OpenCursor(cursor, keep)));
        ended.forEach(positions::remove);
        sweep();
        return ended;
    }

    public Optional<Cursor> find(String id) {
        return home.state().resource(Cursor.class, id);
    }

    /** The positions of a reader. */
    public List<Cursor> of(String reader) {
        return of(home.state(), reader);
    }

    /** All positions of readers of which this holds. */
    public List<Cursor> all(Predicate<Cursor> wanted) {
        return home.state().resources(Cursor.class).stream().filter(wanted).toList();
    }

    private static List<Cursor> of(SiteState state, String reader) {
        return state.resources(Lookup.cursorsOf(reader));
    }

    /** Ends a position; it is on disk when this returns. */
    public void close(String id) {
        positions.remove(id);
        if (find(id).isPresent()) {
            home.compose((state, now) -> Composed.of(ended(id)));
        }
    }

    private static Command.Delete ended(String id) {
        return new Command.Delete(Resource.ref(Cursor.class, id), Expect.ANY);
    }

    /** Ends a position of which nobody knows any more; where that cannot be written, it does no harm. */
    public void forget(String id) {
        positions.remove(id);
        home.bookkeep((state, now) -> Composed.of(ended(id))).exceptionally(failed -> {
            log.warn("the position of {} could not be removed; it does no harm", id, failed);
            return false;
        });
    }

    /** A reader begins: this much of it is on disk; null for nothing, then its position is made with the first write. */
    public void begin(String id, @Nullable Cursor stored) {
        Position position = positions.computeIfAbsent(id, key -> new Position());
        synchronized (position) {
            position.stored = stored;
        }
    }

    /** Whether a position is worth writing. */
    @FunctionalInterface
    public interface Worth {
        /** @param stored the position on disk; null if there is none */
        boolean writing(@Nullable Cursor stored);
    }

    /**
     * Where a reader is now. Returns at once; false when the last attempt to write failed and it should be tried again after a
     * pause.
     *
     * @param written run when the position was written or was not, so that a later one can follow
     */
    public boolean keep(Cursor now, Worth worth, Runnable written) {
        Position position = positions.computeIfAbsent(now.id(), key -> new Position());
        boolean fresh;
        synchronized (position) {
            if (position.storing || !worth.writing(position.stored)) {
                return true;
            }
            if (position.failed) {
                position.failed = false;
                return false;
            }
            position.storing = true;
            fresh = position.stored == null;
        }
        write(List.of(now), fresh).whenComplete((stored, failed) -> {
            synchronized (position) {
                position.storing = false;
                position.failed = failed != null || !stored;
                position.stored = position.failed ? position.stored : now;
            }
            if (failed != null) {
                log.warn("the position of {} could not be written; it follows", now.id(), failed);
            }
            written.run();
        });
        return true;
    }

    /** Writes positions, with whether they are on disk; those that ended meanwhile are left out. */
    public CompletableFuture<Boolean> write(List<Cursor> cursors) {
        return write(cursors, false);
    }

    private CompletableFuture<Boolean> write(List<Cursor> cursors, boolean fresh) {
        return home.bookkeep((state, now) -> {
            List<Command<?>> moves = new ArrayList<>();
            for (Cursor cursor : cursors) {
                Optional<Cursor> old = state.resource(Cursor.class, cursor.id());
                if (fresh || old.isPresent()) {
                    moves.add(new Command.Put(cursor, Expect.as(old)));
                }
            }
            return Composed.of(new Command.Together(moves));
        });
    }

    /** Positions of which only the memory is left: their reader ended without a word, with its session for instance. */
    private void sweep() {
        if (positions.size() <= sweepAt) {
            return;
        }
        SiteState state = home.state();
        positions.entrySet().removeIf(one -> {
            synchronized (one.getValue()) {
                return one.getValue().stored != null
                        && !one.getValue().storing
                        && state.resource(Cursor.class, one.getKey()).isEmpty();
            }
        });
        sweepAt = 2 * positions.size() + SWEEP_FROM;
    }
}
