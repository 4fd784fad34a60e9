package io.candelabra.core.lane;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A field in which the first lamp of each gateway is ill: its type comes and goes, and its driver does all that it may not. */
final class Ills {
    /** A job at which each driver falls. */
    static final String STRANGE = "discovery";

    /** What a type may be while things wait for devices of it. */
    private enum Type {
        AS_IT_WAS,
        /** No catalogue has it, and whoever looks for it throws. */
        GONE,
        /** It has lost its commands. */
        OTHER
    }

    private final Map<DeviceId, Type> types = new HashMap<>();
    private boolean mended;

    static boolean isIll(DeviceId device) {
        return device.address().equals("0");
    }

    DeviceType type(Device device) {
        return switch (types.getOrDefault(device.id(), Type.AS_IT_WAS)) {
            case AS_IT_WAS -> device.type().equals(Lamps.TYPE.name()) ? Lamps.TYPE : DeviceType.unknown(device.type());
            case GONE -> throw new IllegalStateException("no type of " + device.id());
            case OTHER -> DeviceType.unknown("test:Other");
        };
    }

    /** The type of an ill lamp is another one from now on. */
    void change(DeviceId device, RandomGenerator chance) {
        types.put(device, Type.values()[chance.nextInt(Type.values().length)]);
    }

    /** All that was ill is well, and the field does not fail any more. */
    void mend() {
        types.clear();
        mended = true;
    }

    Driver driver(Lamps.Field field) {
        return new IllRadio(field);
    }

    /** For healthy lamps it does what radios do, except for falling over. */
    private final class IllRadio extends Lamps.Radio {
        private final Lamps.Radio sound;

        IllRadio(Lamps.Field field) {
            super(field, 40, 0);
            sound = new Lamps.Radio(field, 0);
        }

        @Override
        public void start(DriverContext given) {
            super.start(given);
            sound.start(given);
            given.devices().forEach(given::type);
        }

        @Override
        public Transmission send(Step step) {
            if (mended) {
                return sound.send(step);
            }
            return isIll(step.device()) ? illSend(step) : super.send(step);
        }

        private Transmission illSend(Step step) {
            int mood = mood();
            if (mood < 8) {
                field.frames.add(step.ref());
            }
            return switch (mood) {
                case 0 -> throw new NoClassDefFoundError("a library for this lamp");
                case 1 -> throw new StackOverflowError();
                case 2 -> throw new IllegalStateException("this lamp is strange");
                case 3, 4 -> Transmission.ACCEPTED;
                case 5 -> {
                    context.report(null);
                    yield Transmission.DONE;
                }
                case 6 -> null;
                case 7 -> {
                    context.at(context.nowMs() + 500, () -> {
                        throw new IllegalStateException("too late");
                    });
                    yield Transmission.ACCEPTED;
                }
                default -> {
                    nonsense(step);
                    yield super.send(step);
                }
            };
        }

        /** At one gateway drivers always forget the end, at one they always fall, at the others they do as it comes. */
        private int mood() {
            int mood = context.random().nextInt(10);
            return switch (context.gateway().id().value().charAt(13)) {
                case '2' -> 3;
                case '3' -> mood % 3;
                default -> mood;
            };
        }

        private void nonsense(Step step) {
            List<Report> all = List.of(
                    new Report.StepSeen(new Step.Ref(new ExecutionId("none"), 0), Phase.COMPLETED, Failure.NONE),
                    new Report.StepSeen(new Step.Ref(step.ref().execution(), -1), Phase.COMPLETED, Failure.NONE),
                    new Report.StepSeen(new Step.Ref(step.ref().execution(), 99), Phase.FAILED, Failure.OTHER),
                    new Report.StepSeen(step.ref(), Phase.WAITING, Failure.NONE),
                    new Report.StatesSeen(step.device(), List.of(State.of(Lamps.LEVEL, Double.NaN))),
                    new Report.StatesSeen(step.device(), List.of(new State("", State.Kind.INTEGER, Value.of(1)))),
                    new Report.StatesSeen(step.device(), List.of(new State(Lamps.LEVEL, State.Kind.INTEGER, null))),
                    new Report.StatesSeen(Lamps.id(9, 9), List.of(State.of(Lamps.LEVEL, 1))),
                    new Report.AvailabilitySeen(Lamps.id(9, 9), false),
                    new Report.GatewaySeen(new GatewayId("9999-9999-9999"), false),
                    new Report.DeviceFound(Device.of(Lamps.id(9, 9), "test:Lamp", "of no gateway", States.of())),
                    new Report.DeviceFound(Device.of(
                            new DeviceId("io://" + context.gateway().id().value() + "/found"),
                            "test:New",
                            "of no known type",
                            States.of())),
                    Report.JobSeen.failed("none", context.gateway().id(), Failure.OTHER, ""),
                    new Report.JobProgress("none", context.gateway().id(), 101),
                    new Report.AlertSeen(new Alert(new Alert.OfSite(null), "LAMP", "", 0), true),
                    new Report.AlertSeen(new Alert(step.device(), "", "", 0), true));
            for (int n = 1 + context.random().nextInt(4); n > 0; n--) {
                context.report(all.get(context.random().nextInt(all.size())));
            }
        }

        @Override
        public void cancel(Step.Ref step) {
            if (!mended && context.random().nextInt(5) == 0) {
                throw new NoClassDefFoundError("a library for cancelling");
            }
        }

        @Override
        public void cancelJob(Job job) {
            if (!mended && context.random().nextInt(5) == 0) {
                throw new NoClassDefFoundError("a library for calling off");
            }
        }

        @Override
        public void job(Job job, DriverContext given) throws Exception {
            if (job.kind().equals(STRANGE) && !mended) {
                throw new StackOverflowError();
            }
            super.job(job, given);
        }
    }
}
