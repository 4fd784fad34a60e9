package io.candelabra.core.view;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import java.util.List;
import java.util.Optional;

/**
 * The part of an event that is told to a caller who does not see everything: the part about things that the caller
 * sees. A device that is gone was seen by whoever would see it where it was; other parts about something that is gone are for
 * callers who see everything.
 */
record Told(View view) {

    Optional<SiteEvent> of(SiteEvent event) {
        return switch (event) {
            case SiteEvent.StatesChanged changed -> states(changed);
            case SiteEvent.AvailabilityChanged changed -> told(changed, view.sees(changed.device()));
            case SiteEvent.StepMoved moved -> told(moved, view.sees(moved.device()));
            case SiteEvent.DevicePut put -> told(put, view.sees(put.device()));
            case SiteEvent.DeviceRemoved removed -> told(removed, saw(removed));
            case SiteEvent.GatewayAliveChanged changed -> told(changed, view.seesGateway(changed.gateway()));
            case SiteEvent.GatewayPut put -> told(put, view.sees(put.gateway()));
            case SiteEvent.GatewayRemoved ignored -> Optional.empty();
            case SiteEvent.ResourcePut put -> told(put, view.sees(put.resource()));
            case SiteEvent.ResourceDeleted deleted -> told(deleted, view.sees(deleted.resource()));
            case SiteEvent.ExecutionStarted started -> told(started, view.sees(started.execution()));
            case SiteEvent.ExecutionMoved moved ->
                told(
                        moved,
                        view.anyExecution(moved.execution()).filter(view::sees).isPresent());
            case SiteEvent.JobMoved moved -> told(moved, concerned(moved.job()));
            case SiteEvent.AlertRaised raised -> told(raised, view.sees(raised.alert()));
            case SiteEvent.AlertCleared cleared -> told(cleared, view.sees(cleared.alert()));
            case SiteEvent.Noted noted -> told(noted, view.sees(noted.item()));
            case SiteEvent.HistoryErased erased -> Optional.of(erased);
        };
    }

    /** Who signed in, and from where, is not for everybody who sees the whole site. */
    static boolean isVisit(SiteEvent event) {
        return event instanceof SiteEvent.Noted noted && noted.item() instanceof HistoryItem.Visit;
    }

    private boolean saw(SiteEvent.DeviceRemoved removed) {
        return !view.hidden(removed.device())
                && view.within(removed.area(), view.caller().area());
    }

    /** Work all of which is seen, as it is in the list; of work from long ago nobody knows which gateways were asked. */
    private boolean concerned(Job job) {
        return view.sees(job)
                || (job.asked().isEmpty() && job.device().map(view::sees).orElse(true));
    }

    private Optional<SiteEvent> states(SiteEvent.StatesChanged changed) {
        List<SiteEvent.DeviceStates> seen = changed.changes().stream()
                .filter(change -> view.sees(change.device()))
                .toList();
        return seen.size() == changed.changes().size()
                ? Optional.of(changed)
                : told(new SiteEvent.StatesChanged(seen), !seen.isEmpty());
    }

    private static Optional<SiteEvent> told(SiteEvent event, boolean seen) {
        return seen ? Optional.of(event) : Optional.empty();
    }
}
