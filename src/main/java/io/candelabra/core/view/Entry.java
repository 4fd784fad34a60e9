package io.candelabra.core.view;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.DeviceId;
import java.util.Optional;
import java.util.Set;

/**
 * An event of the log in its place, as a view tells it. The position is the same for all: a reader who may not know of
 * the event goes on behind it all the same.
 */
public final class Entry {
    private final LoggedEvent logged;
    private final Optional<LoggedEvent> told;
    private final Set<DeviceId> besides;

    Entry(LoggedEvent logged, Optional<LoggedEvent> told, Set<DeviceId> besides) {
        this.logged = logged;
        this.told = told;
        this.besides = besides;
    }

    /** Number of the event in the log of its site. */
    public long seq() {
        return logged.seq();
    }

    /** Site time, ms since 1970. */
    public long atMs() {
        return logged.atMs();
    }

    /**
     * The part of the event that the caller is told: all of it, or the part about things that the caller sees; empty
     * for nothing.
     */
    public Optional<LoggedEvent> told() {
        return told;
    }

    /** Devices that the caller sees and that an execution moves of which nothing is told, since it moves others as well. */
    public Set<DeviceId> besides() {
        return besides;
    }

    /**
     * Whether it may change what there is to be seen, by adding, describing or removing something. A device that is moved
     * where the caller does not see it is gone for the caller, who is told nothing of where it is.
     */
    public boolean reshapes() {
        return switch (logged.event()) {
            case SiteEvent.DevicePut ignored -> true;
            case SiteEvent.DeviceRemoved ignored -> true;
            case SiteEvent.GatewayPut ignored -> true;
            case SiteEvent.GatewayRemoved ignored -> true;
            case SiteEvent.ResourcePut ignored -> true;
            case SiteEvent.ResourceDeleted ignored -> true;
            case SiteEvent.AlertRaised ignored -> false;
            case SiteEvent.AlertCleared ignored -> false;
            case SiteEvent.StatesChanged ignored -> false;
            case SiteEvent.AvailabilityChanged ignored -> false;
            case SiteEvent.GatewayAliveChanged ignored -> false;
            case SiteEvent.ExecutionStarted ignored -> false;
            case SiteEvent.ExecutionMoved ignored -> false;
            case SiteEvent.StepMoved ignored -> false;
            case SiteEvent.JobMoved ignored -> false;
            case SiteEvent.Noted ignored -> false;
            case SiteEvent.HistoryErased ignored -> false;
        };
    }

    /** The whole event, for the state that follows from it. */
    LoggedEvent logged() {
        return logged;
    }
}
