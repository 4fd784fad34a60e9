package io.candelabra.core.lane;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.Step;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows by which events something in a site may come due sooner than what was due next before. Only these wake the site's ticker.
 * Most commands have no delay: they come and go while it sleeps, since waking a thread for each of them costs more than all
 * that their lane does.
 *
 * <p>An event says what it has to do with time itself, except the end of a step, behind which another one of the same execution
 * may wait for its delay. So the running executions with a delay are remembered. It is used under its owner's lock.
 */
final class DueNews {
    private final Set<ExecutionId> delayed = new HashSet<>();

    /** Begins anew with a state: what comes due in it is known. */
    void begin(SiteState state) {
        delayed.clear();
        state.executions().stream()
                .filter(one -> delays(one.steps()))
                .forEach(one -> delayed.add(one.execution().id()));
    }

    /** Hears every event after that state, in order. Returns whether something may come due sooner by it. */
    boolean hear(SiteEvent event) {
        return switch (event) {
            case SiteEvent.ExecutionStarted started ->
                delays(started.steps()) && delayed.add(started.execution().id());
            case SiteEvent.StepMoved moved ->
                moved.phase() == Phase.COMPLETED
                        && delayed.contains(moved.step().execution());
            case SiteEvent.ExecutionMoved moved -> {
                if (moved.to().ended()) {
                    delayed.remove(moved.execution());
                }
                yield false;
            }
            case SiteEvent.ResourcePut put ->
                put.resource() instanceof Resource.DelayedStart || put.resource() instanceof Resource.Agenda;
            case SiteEvent.JobMoved moved -> moved.job().phase() == Phase.WAITING;
            case SiteEvent.StatesChanged ignored -> false;
            case SiteEvent.AvailabilityChanged ignored -> false;
            case SiteEvent.DevicePut ignored -> false;
            case SiteEvent.DeviceRemoved ignored -> false;
            case SiteEvent.GatewayPut ignored -> false;
            case SiteEvent.GatewayRemoved ignored -> false;
            case SiteEvent.GatewayAliveChanged ignored -> false;
            case SiteEvent.ResourceDeleted ignored -> false;
            case SiteEvent.Noted ignored -> false;
            case SiteEvent.HistoryErased ignored -> false;
            case SiteEvent.AlertRaised ignored -> false;
            case SiteEvent.AlertCleared ignored -> false;
        };
    }

    private static boolean delays(Collection<Step> steps) {
        for (Step step : steps) {
            if (step.notBeforeMs() > 0 || step.command().delayMs() > 0) {
                return true;
            }
        }
        return false;
    }
}
