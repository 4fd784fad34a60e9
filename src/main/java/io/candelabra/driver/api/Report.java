package io.candelabra.driver.api;

import static java.util.Objects.requireNonNull;

import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An observation of a driver in the field. Nothing in it may be null: a driver that says nothing would be found out
 * much later.
 */
public sealed interface Report {

    /**
     * Values of states, whether they changed or not.
     *
     * @param step that brought them about, as far as the driver knows: the step's caller is then named as the cause, in
     *     the log and wherever else it is told; empty where they came by themselves
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

        /** Its end. */
        public static StepSeen ended(Step.Ref step, Failure failure) {
            return new StepSeen(step, failure == Failure.NONE ? Phase.COMPLETED : Phase.FAILED, failure);
        }
    }

    /**
     * The gateway is so far with its part of a job. Only what goes forward counts, so it costs little to say it often.
     *
     * @param percent how much is done, 0 to 100; 100 is no end yet
     */
    record JobProgress(String job, GatewayId gateway, int percent) implements Report {
        public JobProgress {
            requireNonNull(job, "job");
            requireNonNull(gateway, "gateway");
        }
    }

    /**
     * The gateway's part of a job ended.
     *
     * @param failure NONE where it was done
     * @param detail why it failed, in words for people; may be empty
     * @param result what came of it, by name: at most 100 names, as the kind of the job says
     */
    record JobSeen(String job, GatewayId gateway, Failure failure, String detail, Map<String, String> result)
            implements Report {
        public JobSeen {
            requireNonNull(job, "job");
            requireNonNull(gateway, "gateway");
            requireNonNull(failure, "failure");
            requireNonNull(detail, "detail");
            result = Map.copyOf(result);
        }

        /** It was done, and this came of it. */
        public static JobSeen done(String job, GatewayId gateway, Map<String, String> result) {
            return new JobSeen(job, gateway, Failure.NONE, "", result);
        }

        /** It failed. */
        public static JobSeen failed(String job, GatewayId gateway, Failure why, String detail) {
            return new JobSeen(job, gateway, why, detail, Map.of());
        }
    }

    /** A device that is not known yet. It has an id. */
    record DeviceFound(Device device) implements Report {
        public DeviceFound {
            requireNonNull(device, "device");
            requireNonNull(device.id(), "id of the device");
        }
    }

    /**
     * A type of devices of the gateway, as the field describes it. It is told before the first device of the type, and again when it
     * has changed; the one before is replaced. Devices name it as it is told here. It holds for this gateway alone, and there it goes
     * before one of the same name in the catalogue.
     *
     * @param definition its definition as it came in, where that is the form of a dialect; empty for none
     */
    record TypeFound(GatewayId gateway, DeviceType type, String definition) implements Report {
        public TypeFound {
            requireNonNull(gateway, "gateway");
            requireNonNull(type, "type");
            requireNonNull(definition, "definition");
        }
    }

    /**
     * A device that the site has is described otherwise in the field: its type, or attributes. Others of its attributes stay, as do its
     * label and its area, which are people's to choose; its states are told as any.
     */
    record DeviceChanged(Device device) implements Report {
        public DeviceChanged {
            requireNonNull(device, "device");
            requireNonNull(device.id(), "id of the device");
        }
    }

    /**
     * The field says that it has a device no more: it was taken out there. It goes here as well, and groups and scenes go on without it.
     * Never to be told since a list lacks it: that may be cut off, or early. Such a device can only not be reached.
     */
    record DeviceGone(DeviceId device) implements Report {
        public DeviceGone {
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
