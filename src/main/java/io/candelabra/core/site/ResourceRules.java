package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource;
import java.util.Optional;

/**
 * Resources are put and deleted here, for every caller and every reason. The rules of one kind stand with its noun; the
 * rules that hold for all kinds stand here.
 */
final class ResourceRules {
    private ResourceRules() {}

    static boolean put(Draft draft, Command.Put put) {
        Resource now = SceneRules.marked(draft, put.resource());
        Optional<Resource> was = draft.state().resource(now.ref());
        expect(put.expect(), now.ref(), was);
        switch (now) {
            case Resource.Area area -> AreaRules.check(draft, area, was);
            case Resource.Group group -> GroupRules.leaveOthers(draft, group);
            case Resource.DelayedStart start -> SceneRules.check(draft, start);
            case Resource.Scene ignored -> {}
            case Resource.Profile ignored -> {}
            case Resource.QueuedSettings ignored -> {}
            case Resource.SiteType ignored -> {}
            case Resource.FoundDevice ignored -> {}
            case Resource.Reception ignored -> {}
            case Resource.Agenda ignored -> {}
            case Resource.DriverNote ignored -> {}
            case Resource.DriverDocument ignored -> {}
            case Resource.Subscription ignored -> {}
            case Resource.Extra ignored -> {}
            case Resource.Role ignored -> {}
            case Resource.Account ignored -> {}
            case Resource.Session session -> AccountRules.endReaderElsewhere(draft, session, was);
            case Resource.AccessKey ignored -> {}
            case Resource.FaceBinding ignored -> {}
            case Resource.Integration ignored -> {}
            case Resource.Cursor ignored -> {}
        }
        ScheduleRules.before(draft, now);
        add(draft, new SiteEvent.ResourcePut(now, was.isEmpty()));
        if (now instanceof Resource.Subscription subscription) {
            SubscriptionRules.settled(draft, subscription);
        }
        return was.isEmpty();
    }

    static boolean delete(Draft draft, Command.Delete delete) {
        Optional<Resource> was = draft.state().resource(delete.ref());
        expect(delete.expect(), delete.ref(), was);
        was.ifPresent(gone -> {
            refuseUsed(draft, gone);
            delete(draft, gone);
        });
        return was.isPresent();
    }

    /** A thing that its one dialect says to be in use stays. */
    private static void refuseUsed(Draft draft, Resource resource) {
        if (resource instanceof Resource.Extra extra) {
            Optional.ofNullable(draft.moment().declared().inUse().get(extra.dialect() + "/" + extra.kind()))
                    .flatMap(inUse -> inUse.why(View.whole(draft.state()), extra))
                    .ifPresent(why -> {
                        throw new Refused(new Refused.Conflict(why));
                    });
        }
    }

    /**
     * The thing is gone, and so is everything that cannot be without it; things that can be are left to others first.
     */
    static void delete(Draft draft, Resource gone) {
        if (gone instanceof Resource.Area area) {
            // Things get their new area before the old one is deleted: no reader is told of a thing in an area that is
            // gone.
            AreaRules.leaveToParent(draft, area);
        }
        ScheduleRules.before(draft, gone);
        draft.add(new SiteEvent.ResourceDeleted(gone));
        switch (gone) {
            case Resource.Area ignored -> {}
            case Resource.Scene scene -> SceneRules.endDelayed(draft, scene);
            case Resource.Subscription subscription -> SubscriptionRules.settled(draft, subscription);
            case Resource.Group ignored -> {}
            case Resource.DelayedStart ignored -> {}
            case Resource.Profile ignored -> {}
            case Resource.QueuedSettings ignored -> {}
            case Resource.SiteType ignored -> {}
            case Resource.FoundDevice ignored -> {}
            case Resource.Reception ignored -> {}
            case Resource.Agenda ignored -> {}
            case Resource.DriverNote ignored -> {}
            case Resource.DriverDocument ignored -> {}
            case Resource.Extra ignored -> {}
            case Resource.Role ignored -> {}
            case Resource.Account account -> AccountRules.endAll(draft, account);
            case Resource.Session session -> AccountRules.endReaders(draft, session);
            case Resource.AccessKey key -> AccountRules.endReaders(draft, key);
            case Resource.FaceBinding ignored -> {}
            case Resource.Integration ignored -> {}
            case Resource.Cursor ignored -> {}
        }
    }

    private static void expect(Expect expect, Resource.Ref ref, Optional<Resource> stored) {
        boolean holds =
                switch (expect) {
                    case Expect.Any ignored -> true;
                    case Expect.Absent ignored -> stored.isEmpty();
                    case Expect.Same same -> stored.equals(Optional.of(same.was()));
                };
        if (!holds) {
            throw new Refused(new Refused.Changed(ref.kind() + " " + ref.id()));
        }
    }

    /** An event about something stored, with what holds for all kinds. */
    static void add(Draft draft, SiteEvent event) {
        Labels.check(draft.state(), event);
        draft.add(event);
        if (event instanceof SiteEvent.ResourcePut put && put.created()) {
            int limit = draft.moment().limits().resourcesPerKind();
            if (draft.state().count(put.resource().getClass()) > limit) {
                throw new Refused(new Refused.TooMany(put.resource().ref().kind(), limit));
            }
        }
    }
}
