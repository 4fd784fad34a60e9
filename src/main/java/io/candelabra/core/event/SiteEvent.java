package io.candelabra.core.event;

import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Stored;
import java.util.List;
import java.util.Objects;

/** An event of a site. State is the fold of these; see {@code SiteState.after}. */
public sealed interface SiteEvent {

    /** States of devices took other values. Unchanged ones are not named. */
    @Stored("statesChanged")
    record StatesChanged(List<DeviceStates> changes) implements SiteEvent {}

    /** The new values of one device. */
    record DeviceStates(DeviceId device, List<State> states) {}

    /** A device can be reached again, or no longer. */
    @Stored("availabilityChanged")
    record AvailabilityChanged(DeviceId device, boolean available) implements SiteEvent {}

    /** A gateway answers again, or no longer. */
    @Stored("gatewayAliveChanged")
    record GatewayAliveChanged(GatewayId gateway, boolean alive) implements SiteEvent {}

    /** A device is new, or its description changed (not its states). */
    @Stored("devicePut")
    record DevicePut(Device device, boolean created) implements SiteEvent {}

    /**
     * A device is gone.
     *
     * @param type the name of its type; here and below empty in an event from before these were told
     * @param area where it was
     */
    @Stored("deviceRemoved")
    record DeviceRemoved(DeviceId device, String oid, String type, String area) implements SiteEvent {
        public DeviceRemoved {
            type = Objects.requireNonNullElse(type, "");
            area = Objects.requireNonNullElse(area, "");
        }

        public static DeviceRemoved of(Device gone) {
            return new DeviceRemoved(gone.id(), "", gone.type(), gone.area());
        }

        /** The event of a device of which nothing more is known. */
        public static DeviceRemoved of(DeviceId gone) {
            return new DeviceRemoved(gone, "", "", "");
        }
    }

    @Stored("gatewayPut")
    record GatewayPut(Gateway gateway, boolean created) implements SiteEvent {}

    @Stored("gatewayRemoved")
    record GatewayRemoved(GatewayId gateway) implements SiteEvent {}

    /** A stored resource is new or changed. */
    @Stored("resourcePut")
    record ResourcePut(Resource resource, boolean created) implements SiteEvent {}

    /** A stored resource is gone; this is how it was. */
    @Stored("resourceDeleted")
    record ResourceDeleted(Resource resource) implements SiteEvent {}

    /** A plan was accepted; its steps wait. */
    @Stored("executionStarted")
    record ExecutionStarted(Execution execution, List<Step> steps) implements SiteEvent {}

    /** A step went forward. */
    @Stored("stepMoved")
    record StepMoved(Step.Ref step, DeviceId device, Phase phase, Failure failure) implements SiteEvent {}

    /** An execution went forward; when it ended, {@code failed} names the steps that failed. */
    @Stored("executionMoved")
    record ExecutionMoved(ExecutionId execution, Phase from, Phase to, Failure failure, List<FailedStep> failed)
            implements SiteEvent {}

    record FailedStep(DeviceId device, int rank, Failure failure) {}

    /** Long work began (WAITING), went on or ended. The job in it is whole. */
    @Stored("jobMoved")
    record JobMoved(Job job) implements SiteEvent {}

    @Stored("alertRaised")
    record AlertRaised(Alert alert) implements SiteEvent {}

    @Stored("alertCleared")
    record AlertCleared(Alert alert) implements SiteEvent {}

    /** Something for the history that changes no state. */
    @Stored("noted")
    record Noted(HistoryItem item) implements SiteEvent {}

    /** The erasable items of the site's history from before this moment were erased on request. */
    @Stored("historyErased")
    record HistoryErased(long beforeMs) implements SiteEvent {}
}
