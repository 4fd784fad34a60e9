package io.candelabra.core.command;

import io.candelabra.core.access.Refused;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Grant;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.JobKind;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something asked of a site, as data. {@code A} is the type of the answer. */
public sealed interface Command<A> {

    /** Carry out a plan; answers the id under which it can be followed. */
    record StartExecution(Plan plan) implements Command<ExecutionId> {}

    /**
     * Carry out a stored scene as it is at this moment. {@code kind}, {@code urgent} and {@code hidden} as in {@link Plan}.
     *
     * @param vendor what one dialect keeps of this start, beside what is kept with the scene
     */
    record StartScene(String scene, Plan.Kind kind, boolean urgent, boolean hidden, Map<String, String> vendor)
            implements Command<ExecutionId> {
        public StartScene {
            vendor = Map.copyOf(vendor);
        }

        public StartScene(String scene, Plan.Kind kind, boolean urgent, boolean hidden) {
            this(scene, kind, urgent, hidden, Map.of());
        }
    }

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
    record Configure(String label, List<Setting> settings, boolean queue) implements Command<List<SettingOutcome>> {
        public Configure {
            settings = List.copyOf(settings);
        }
    }

    /** One setting of one device. The command must be safe to repeat. */
    record Setting(DeviceId device, DeviceCommand command) {}

    /** The outcome of a setting. */
    enum SettingOutcome {
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

    /**
     * Give an account other rights in a site than those from which this was composed. With none it looks through no binding there any more,
     * and its sessions and keys there end. Refused where nobody would administer the site. Answers the account as it is then.
     */
    record Entitle(String account, SiteId site, Optional<Grant> was, Optional<Grant> now)
            implements Command<Resource.Account> {}

    /**
     * Start long work; answers the job's id. It needs the right of its kind, see {@code model.JobKind}.
     *
     * @param kind name of the kind
     * @param parameters parameters of the work, by name
     */
    record StartJob(String kind, Target target, Map<String, String> parameters) implements Command<String> {
        public StartJob {
            parameters = Map.copyOf(parameters);
        }
    }

    /** The gateways that do long work. */
    sealed interface Target {
        /** All gateways that the caller sees. */
        record EveryGateway() implements Target {}

        /** These gateways; where none is named, nobody, and the job is done at once. */
        record Gateways(List<GatewayId> gateways) implements Target {
            public Gateways {
                gateways = List.copyOf(gateways);
            }
        }

        /** The gateway of a device, for that device. */
        record OneDevice(DeviceId device) implements Target {}
    }

    /** Call long work off: its open parts fail, and the drivers are told. Answers whether it was still running. */
    record CancelJob(String job) implements Command<Boolean> {}

    /**
     * Call off all long work of a kind that a gateway is asked for. It needs the right of the kind also where nothing runs, so that
     * nobody learns by it what runs. Answers how much was called off.
     *
     * @param parameters those that the work has to have, such as its protocol
     */
    record CancelJobs(JobKind kind, GatewayId gateway, Map<String, String> parameters) implements Command<Integer> {
        public CancelJobs {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * Store a resource, new or changed. The right that it needs follows from its kind; the rules of its kind are kept whoever
     * asks. Answers whether it is new.
     *
     * @param expect the resource that must be there before
     */
    record Put(Resource resource, Expect expect) implements Command<Boolean> {
        /** Whatever is there before. */
        public Put(Resource resource) {
            this(resource, Expect.ANY);
        }
    }

    /**
     * Delete a resource, with the consequences that the rules of its kind name for resources that point at it. Answers whether it was there.
     *
     * @param expect the resource that must be there before
     */
    record Delete(Resource.Ref ref, Expect expect) implements Command<Boolean> {
        /** This one, if it is still just so. */
        public Delete(Resource seen) {
            this(seen.ref(), Expect.same(seen));
        }
    }

    /** Change the description of a device; its states are the field's. Answers whether that changed anything. */
    record ChangeDevice(DeviceId device, Said said) implements Command<Boolean> {}

    /** Change the description of a gateway. Answers whether that changed anything. */
    record ChangeGateway(GatewayId gateway, Said said) implements Command<Boolean> {}

    /** Store a device as a whole, new or changed: an installation begins with it. Answers whether it is new. */
    record PutDevice(Device device) implements Command<Boolean> {}

    /** Store a gateway as a whole, new or changed: an installation begins with it. Answers whether it is new. */
    record PutGateway(Gateway gateway) implements Command<Boolean> {}

    /**
     * Add a gateway that is not there yet. Answers true.
     *
     * @param driver name of its driver's kind
     * @param area id of an area that is there; empty for none
     * @param timezone IANA zone; empty where it is not known
     * @param settings that the kind declares, by name
     * @param secrets those of them that nobody may read, sealed for this gateway
     * @param documents those of them that are documents, as the kind read them
     */
    record AddGateway(
            GatewayId id,
            String driver,
            String label,
            String area,
            String timezone,
            Map<String, String> settings,
            Map<String, String> secrets,
            Map<String, String> documents)
            implements Command<Boolean> {
        public AddGateway {
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
            documents = Map.copyOf(documents);
        }

        /** A gateway that is given no document. */
        public AddGateway(
                GatewayId id,
                String driver,
                String label,
                String area,
                String timezone,
                Map<String, String> settings,
                Map<String, String> secrets) {
            this(id, driver, label, area, timezone, settings, secrets, Map.of());
        }

        /** Never the settings. */
        @Override
        public String toString() {
            return "AddGateway[" + id + ", " + driver + "]";
        }
    }

    /**
     * Change how a gateway is called and what its driver is told; what is empty stays. Answers whether that changed anything.
     *
     * @param driver another kind of driver; it begins with the settings that are given here alone
     * @param settings that take the place of those with the same names
     * @param secrets the same for what nobody may read, sealed for this gateway
     * @param documents the same for documents, as the kind read them
     * @param unset names of settings that are not to stand any more
     */
    record SetUpGateway(
            GatewayId gateway,
            Optional<String> driver,
            Optional<String> label,
            Optional<String> area,
            Optional<String> timezone,
            Map<String, String> settings,
            Map<String, String> secrets,
            Map<String, String> documents,
            Set<String> unset)
            implements Command<Boolean> {
        public SetUpGateway {
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
            documents = Map.copyOf(documents);
            unset = Set.copyOf(unset);
        }

        /** Whether it is about settings. */
        public boolean sets() {
            return !settings.isEmpty() || !secrets.isEmpty() || !documents.isEmpty() || !unset.isEmpty();
        }

        /** Never the settings. */
        @Override
        public String toString() {
            return "SetUpGateway[" + gateway + "]";
        }
    }

    /**
     * Seal settings of a gateway that are secret by now. Answers whether they are; false where its driver or its settings have
     * changed meanwhile.
     *
     * @param before the gateway as it was when the values were sealed
     * @param sealed values by name; each takes the place of one in clear
     */
    record SealSettings(Gateway before, Map<String, String> sealed) implements Command<Boolean> {
        public SealSettings {
            sealed = Map.copyOf(sealed);
        }

        /** Never the settings. */
        @Override
        public String toString() {
            return "SealSettings[" + before.id() + "]";
        }
    }

    /**
     * Remove a gateway. What its devices were to do fails, and so does its part of long work; groups and scenes go on without the
     * devices. Answers how many devices went with it.
     *
     * @param withDevices also where it has some
     */
    record RemoveGateway(GatewayId gateway, boolean withDevices) implements Command<Integer> {}

    /**
     * Remove a device. What it was to do fails; groups and scenes go on without it. Where the field still has it, its gateway may find it
     * anew. Answers true.
     */
    record RemoveDevice(DeviceId device) implements Command<Boolean> {}

    /**
     * Keep something for a gateway's driver, or forget it. Answers whether that changed anything; of a gateway that is gone nothing is
     * kept.
     *
     * @param sealed its text, sealed for this gateway and name; empty to forget it
     */
    record KeepNote(GatewayId gateway, String name, String sealed) implements Command<Boolean> {
        /** Never what is kept. */
        @Override
        public String toString() {
            return "KeepNote[" + gateway + ", " + name + "]";
        }
    }

    /**
     * Let a found device in that waits, as its newest report told it. Answers whether it is in by this; false where it came in another way
     * meanwhile.
     */
    record AcceptDevice(DeviceId device) implements Command<Boolean> {}

    /** Keep a found device out that waits: no report brings it back. Answers whether it waited; false where it was refused before. */
    record RefuseDevice(DeviceId device) implements Command<Boolean> {}

    /** Forget a found device that waits or was refused: when it is found again, it is as new. Answers true. */
    record ForgetFoundDevice(DeviceId device) implements Command<Boolean> {}

    /**
     * Say how the site receives devices that are found from now on. Answers whether that changed anything.
     *
     * @param waits whether they wait until a person accepts them, or go straight in
     */
    record ReceiveDevices(boolean waits) implements Command<Boolean> {}

    /** Switch off a subscription whose receiver takes nothing, and tell people why. Answers false where it is another by now. */
    record SwitchOff(Resource.Subscription failed, String why) implements Command<Boolean> {}

    /** Tell people that a subscription is far behind, and why. Answers false where it is another by now, or off. */
    record TellLate(Resource.Subscription late, String why) implements Command<Boolean> {}

    /**
     * Raise an alert; one of its kind and subject that stands is replaced. Answers whether none stood. Refused where it is of a device or
     * gateway that the site has not.
     */
    record RaiseAlert(Alert alert) implements Command<Boolean> {}

    /** End the alert of a kind and a subject. Answers whether it stood. */
    record ClearAlert(String kind, Alert.Subject subject) implements Command<Boolean> {}

    /** Write something into the site's history that changes nothing else. Answers its id. */
    record WriteHistory(HistoryItem item) implements Command<String> {}

    /** Erase the erasable items of the site's history up to now. Answers the moment, site time in ms. */
    record EraseHistory() implements Command<Long> {}

    /** End all sessions of an account, or those that look through one binding, {@code but} one; with their listeners. Answers how many. */
    record EndSessions(String account, Optional<String> binding, Optional<String> but) implements Command<Integer> {}

    /** Open a reader's place; of those that the reader had, the newest {@code keep} stay. Answers the ids of those that ended. */
    record OpenCursor(Resource.Cursor cursor, int keep) implements Command<List<String>> {}

    /**
     * All of these, one after the other, in one commit; where one is refused none has happened. Each is decided on what those
     * before it led to. Needs the rights of each.
     */
    record Together(List<Command<?>> parts) implements Command<Answers> {
        /** Nothing at all: done when all that was decided before is on disk. */
        public static final Together NOTHING = new Together(List.of());

        public Together {
            parts = List.copyOf(parts);
        }

        public static Together of(Command<?>... parts) {
            return new Together(List.of(parts));
        }
    }

    /** Reports of drivers from the field. Answers how many of the reports changed anything. */
    record Hear(List<Report> reports) implements Command<Integer> {}

    /**
     * A reader of the log cannot tell something, or a driver cannot be told it: it is passed by, and people are told. Answers
     * whether they are told now; false where they were a moment ago.
     *
     * @param subject the device, gateway or subscription that it is about
     * @param what the thing that was passed by, such as {@code the event 17 (StatesChanged)}
     * @param why it was, in words for people
     */
    record SetAside(Alert.Subject subject, String what, String why) implements Command<Boolean> {
        private static final String OURS = "io.candelabra.";

        /** Why something failed, in our own words: the text of an error may hold anything, and stands in the server's log. */
        public static String why(Throwable cause) {
            if (cause instanceof Refused refused) {
                return refused.sentence();
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
