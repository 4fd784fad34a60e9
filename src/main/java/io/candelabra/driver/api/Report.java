package io.candelabra.driver.api;

import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.util.List;

/** What a driver saw in the field. */
public sealed interface Report {

    /** Values of states, whether they changed or not. */
    record StatesSeen(DeviceId device, List<State> states) implements Report {
        public StatesSeen {
            states = List.copyOf(states);
        }
    }

    /** A device can be reached, or not. */
    record AvailabilitySeen(DeviceId device, boolean available) implements Report {}

    /** A gateway answers, or not. */
    record GatewaySeen(GatewayId gateway, boolean alive) implements Report {}

    /** A step went forward: RUNNING, COMPLETED or FAILED. */
    record StepSeen(Step.Ref step, Phase phase, Failure failure) implements Report {}

    /** The gateway's part of a job ended. */
    record JobSeen(String job, GatewayId gateway, boolean ok, String detail) implements Report {}

    /** A device that is not known yet. */
    record DeviceFound(Device device) implements Report {}

    /** Something needs a person, or no longer does. */
    record AlertSeen(Alert alert, boolean raised) implements Report {}
}
