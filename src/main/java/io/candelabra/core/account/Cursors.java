package io.candelabra.core.account;

import io.candelabra.core.command.EditRule;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Readers' places in the logs of sites that outlive the process. Who reads keeps its place in memory and writes it lazily. */
public final class Cursors {
    private final Accounts accounts;
    private final Unstored unstored;

    Cursors(Accounts accounts, Unstored unstored) {
        this.accounts = accounts;
        this.unstored = unstored;
    }

    /**
     * Opens a cursor for a reader; of those it had, the newest {@code keep} stay.
     *
     * @return the ids of those that ended
     */
    public List<String> open(Cursor cursor, int keep) {
        return unstored.edit("open cursor", (state, now) -> {
            EditRule.Changes changes = new EditRule.Changes(state);
            List<Cursor> old = new ArrayList<>(state.resources(Lookup.cursorsOf(cursor.reader())).stream()
                    .sorted(Comparator.comparingLong(Cursor::usedMs).reversed())
                    .toList());
            List<String> ended = old.stream().skip(keep).map(Cursor::id).toList();
            ended.forEach(id -> changes.delete(Resource.ref(Cursor.class, id)));
            return changes.put(cursor).answer(ended);
        });
    }

    public Optional<Cursor> find(String id) {
        return unstored.state().resource(Cursor.class, id);
    }

    /** The cursors of a reader. */
    public List<Cursor> of(String reader) {
        return unstored.state().resources(Lookup.cursorsOf(reader));
    }

    public void close(String id) {
        if (find(id).isPresent()) {
            unstored.edit("close cursor", (state, now) -> new EditRule.Changes(state)
                    .delete(Resource.ref(Cursor.class, id))
                    .answer(id));
        }
    }

    /** Writes places, with whether they are on disk; those of cursors that ended meanwhile are left out. */
    public CompletableFuture<Boolean> move(Map<String, Place> places) {
        return accounts.bookkeep("move cursors", (state, now) -> {
            EditRule.Changes changes = new EditRule.Changes(state);
            places.forEach((id, place) -> state.resource(Cursor.class, id)
                    .filter(c -> c.site().equals(place.site()))
                    .ifPresent(
                            c -> changes.put(new Cursor(c.id(), c.reader(), c.site(), place.seq(), place.usedMs()))));
            return changes.answer(places.size());
        });
    }

    /** @param usedMs when it was last read, wall time */
    public record Place(SiteId site, long seq, long usedMs) {}

    static void deleteOf(String reader, SiteState state, EditRule.Changes changes) {
        state.resources(Lookup.cursorsOf(reader)).forEach(c -> changes.delete(c.ref()));
    }
}
