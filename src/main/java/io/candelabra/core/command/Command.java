package io.candelabra.core.command;

import io.candelabra.core.access.Refused;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of a site. {@code A} is the kind of answer. */
public sealed interface Command<A> {

    /** Carry out a plan; answers the id under which it can be followed. */
    record StartExecution(Plan plan) implements Command<ExecutionId> {}

    /** Carry out a stored scene as it is at this moment. {@code kind}, {@code urgent} and {@code hidden} as in {@link Plan}. */
    record StartScene(String scene, Plan.Kind kind, boolean urgent, boolean hidden) implements Command<ExecutionId> {}

    /**
     * Stop executions; answers those that were stopped.
     *
     * @param execution only this one; all when absent
     * @param gateway only those with steps there; anywhere when absent
     */
    record CancelExecutions(Optional<ExecutionId> execution, Optional<GatewayId> gateway)
            implements Command<List<ExecutionId>> {}

    /**
     * Set devices, those that can be reached now and the others, if {@code queue} says so, when they are back. Of two
     * settings of one device by the same command the later one counts, so none arrives late. Answers what became of each, in
     * order.
     *
     * @param label what people call it
     */
    record Configure(String label, List<Setting> settings, boolean queue) implements Command<List<Taken>> {
        public Configure {
            settings = List.copyOf(settings);
        }
    }

    /** One setting of one device. The command must be safe to repeat. */
    record Setting(DeviceId device, DeviceCommand command) {}

    /** What became of a setting. */
    enum Taken {
        /** It is on its way. */
        STARTED,
        /** It waits until the device is back. */
        QUEUED,
        /** The device cannot be reached, and it was not to wait. */
        UNREACHABLE,
        /** There is no such device, or none that the caller may know of. */
        UNKNOWN,
        /** The device has no such command. */
        UNSUPPORTED,
        /** As much waits already as may. */
        FULL
    }

    /** Start long work on gateways; answers the job's id. No gateways named: on all of the site. */
    record StartJob(String kind, List<GatewayId> gateways, Map<String, String> parameters) implements Command<String> {}

    /**
     * Change what is stored. The rule is asked under the site's writer, so nothing can change between what it reads and
     * what it says; it must be pure and quick, and refuses by throwing {@code Refused}.
     *
     * @param what two or three words for logs, such as {@code put scene}
     */
    record Edit<A>(String what, Verb verb, EditRule<A> rule) implements Command<A> {}

    /** What drivers saw in the field. Answers how many of the reports changed anything. */
    record Hear(List<Report> reports) implements Command<Integer> {}

    /**
     * A reader of the log cannot tell something, or a driver cannot be told it: it is passed by, and people are told. Answers
     * whether they are told now; false where they were a moment ago.
     *
     * @param subject id of the device, gateway or subscription that it is about, as text
     * @param what it is that was passed by, such as {@code the event 17 (StatesChanged)}
     * @param why it was, in words for people
     */
    record SetAside(String subject, String what, String why) implements Command<Boolean> {
        private static final String OURS = "io.candelabra.";

        /** Why something failed, in our own words: the text of an error may hold anything, and stands in the server's log. */
        public static String why(Throwable cause) {
            if (cause instanceof Refused refused) {
                return refused.detail().toString();
            }
            for (StackTraceElement at : cause.getStackTrace()) {
                if (at.getClassName().startsWith(OURS)) {
                    String type = at.getClassName().substring(at.getClassName().lastIndexOf('.') + 1);
                    return "a fault of the program, " + cause.getClass().getSimpleName() + " in " + type;
                }
            }
            return "a fault of the program, " + cause.getClass().getSimpleName();
        }
    }

    /** The clock moved: whatever is due now happens. Answers how much came due. */
    record Tick() implements Command<Integer> {}
}
