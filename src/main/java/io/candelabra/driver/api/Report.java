package io.candelabra.driver.api;

import static java.util.Objects.requireNonNull;

import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.util.List;
import java.util.Optional;

/** What a driver saw in the field. Nothing in it may be null: a driver that says nothing would be found out much later. */
public sealed interface Report {

    /**
     * Values of states, whether they changed or not.
     *
     * @param step that brought them about, as far as the driver knows: who wanted it is then named as the cause, in the log and
     *     wherever else it is told; empty where they came by themselves
     */
    record StatesSeen(DeviceId device, List<State> states, Optional<Step.Ref> step) implements Report {
        public StatesSeen {
            requireNonNull(device, "device");
            requireNonNull(step, "step");
            states = List.copyOf(states);
        }

        /** States that no step brought about. */
        public StatesSeen(DeviceId device, List<State> states) {
            this(device, states, Optional.empty());
        }
    }

    /** A device can be reached, or not. */
    record AvailabilitySeen(DeviceId device, boolean available) implements Report {
        public AvailabilitySeen {
            requireNonNull(device, "device");
        }
    }

    /** A gateway answers, or not. */
    record GatewaySeen(GatewayId gateway, boolean alive) implements Report {
        public GatewaySeen {
            requireNonNull(gateway, "gateway");
        }
    }

    /** A step went forward: RUNNING, COMPLETED or FAILED. */
    record StepSeen(Step.Ref step, Phase phase, Failure failure) implements Report {
        public StepSeen {
            requireNonNull(step, "step");
            requireNonNull(phase, "phase");
            requireNonNull(failure, "failure");
        }
    }

    /** The gateway's part of a job ended. */
    record JobSeen(String job, GatewayId gateway, boolean ok, String detail) implements Report {
        public JobSeen {
            requireNonNull(job, "job");
            requireNonNull(gateway, "gateway");
            requireNonNull(detail, "detail");
        }
    }

    /** A device that is not known yet. */
    record DeviceFound(Device device) implements Report {
        public DeviceFound {
            requireNonNull(device, "device");
        }
    }

    /** Something needs a person, or no longer does. */
    record AlertSeen(Alert alert, boolean raised) implements Report {
        public AlertSeen {
            requireNonNull(alert, "alert");
        }
    }
}
