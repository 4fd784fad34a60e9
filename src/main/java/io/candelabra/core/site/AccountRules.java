package io.candelabra.core.site;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.References;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Accounts, sessions and keys: nothing that was opened with a session or a key stays open when that is gone. */
final class AccountRules {
    private AccountRules() {}

    /** An account is gone: so are its sessions and keys, and no binding lists it. */
    static void endAll(Draft draft, Account gone) {
        for (Resource pointing : References.to(draft.state(), gone.ref())) {
            if (pointing instanceof Session || pointing instanceof AccessKey) {
                ResourceRules.delete(draft, pointing);
            } else if (pointing instanceof FaceBinding binding) {
                draft.add(new SiteEvent.ResourcePut(without(binding, gone.id()), false));
            }
        }
    }

    static FaceBinding without(FaceBinding binding, String account) {
        List<String> rest =
                binding.accounts().stream().filter(a -> !a.equals(account)).toList();
        return new FaceBinding(
                binding.id(),
                binding.dialect(),
                binding.site(),
                binding.address(),
                binding.area(),
                rest,
                binding.vendor());
    }

    /** A session or a key is gone, and nobody reads by it any more. */
    static void endReaders(Draft draft, Resource gone) {
        for (Resource pointing : References.to(draft.state(), gone.ref())) {
            if (pointing instanceof Cursor cursor) {
                draft.add(new SiteEvent.ResourceDeleted(cursor));
            }
        }
    }

    /** A session that looks at something else from now on does not go on reading where it did. */
    static void endReaderElsewhere(Draft draft, Session session, Optional<Resource> was) {
        if (was.isPresent()
                && was.get() instanceof Session old
                && !old.binding().equals(session.binding())) {
            endReaders(draft, session);
        }
    }

    static int endSessions(Draft draft, Command.EndSessions end) {
        int ended = 0;
        for (Session session : draft.state().resources(Lookup.sessionsOf(end.account()))) {
            boolean meant =
                    end.binding().filter(b -> !b.equals(session.binding())).isEmpty()
                            && end.but().filter(session.id()::equals).isEmpty();
            if (meant) {
                ResourceRules.delete(draft, session);
                ended++;
            }
        }
        return ended;
    }

    static List<String> open(Draft draft, Command.OpenCursor open) {
        List<Cursor> ended = draft
                .state()
                .resources(Lookup.cursorsOf(open.cursor().reader()))
                .stream()
                .sorted(Comparator.comparingLong(Cursor::usedMs).reversed())
                .skip(open.keep())
                .toList();
        ended.forEach(cursor -> draft.add(new SiteEvent.ResourceDeleted(cursor)));
        ResourceRules.put(draft, new Command.Put(open.cursor()));
        return ended.stream().map(Cursor::id).toList();
    }
}
