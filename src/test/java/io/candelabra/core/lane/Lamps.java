package io.candelabra.core.lane;

import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.core.secret.Vault;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.testing.TestChance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lamps behind a radio of its own moods, for tests: it answers at once, later, wrongly, or falls over. */
final class Lamps {
    static final String LEVEL = "core:LightIntensityState";
    static final DeviceType TYPE = new DeviceType(
            "test:Lamp",
            "ACTUATOR",
            "Light",
            "DimmableLight",
            true,
            List.of(),
            List.of(),
            List.of(
                    new CommandType(
                            "setIntensity",
                            List.of(new Parameter("level", State.Kind.NONE, Double.NaN, Double.NaN, List.of(), true)),
                            List.of(),
                            Repeat.SAFE),
                    new CommandType("toggle", List.of(), List.of(), Repeat.NEVER)),
            List.of(),
            List.of());

    private Lamps() {}

    static final GatewaySeals SEALS = new GatewaySeals(new Vault(new byte[Vault.KEY_BYTES], TestChance.begin()));

    static DriverSource source(DriverFactory drivers, DriverKinds kinds) {
        return new DriverSource(drivers, kinds, SEALS);
    }

    static Gateway gateway(int n) {
        return new Gateway(new GatewayId("0000-0000-000" + n), "test", "", "", true, "UTC", Map.of(), Map.of());
    }

    static Device lamp(int gateway, int n) {
        return Device.of(id(gateway, n), TYPE.name(), "Lamp " + n, States.of(State.of(LEVEL, 0)));
    }

    static DeviceId id(int gateway, int n) {
        return new DeviceId("io://0000-0000-000" + gateway + "/" + n);
    }

    /** The events in the field, outside of the server: they outlive restarts and cannot be taken back. */
    static final class Field {
        final List<Step.Ref> frames = new ArrayList<>();
        final Set<Step.Ref> doneByField = new HashSet<>();
        /** Jobs that were given to drivers, with the gateway. */
        final List<String> jobs = new ArrayList<>();
    }

    /**
     * A driver whose moods come from the lane's chance. With {@code faults} at 0 it always works, at once; else a quarter of them
     * are that it falls over.
     */
    static class Radio implements Driver {
        final Field field;
        private final int faults;
        private final int falls;
        DriverContext context;

        Radio(Field field, int faultsPercent) {
            this(field, faultsPercent, faultsPercent / 4);
        }

        Radio(Field field, int faultsPercent, int fallsPercent) {
            this.field = field;
            this.faults = faultsPercent;
            this.falls = fallsPercent;
        }

        @Override
        public void start(DriverContext given) {
            context = given;
        }

        @Override
        public Transmission send(Step step) {
            field.frames.add(step.ref());
            int mood = context.random().nextInt(100);
            if (mood < falls) {
                throw new IllegalStateException("the radio fell over");
            }
            if (mood < faults / 2) {
                return new Transmission.Failed(Failure.NO_ANSWER);
            }
            if (mood < faults) {
                context.report(new Report.StepSeen(step.ref(), Phase.RUNNING, Failure.NONE));
                context.at(context.nowMs() + 100 + context.random().nextInt(3_000), () -> finish(step));
                return Transmission.ACCEPTED;
            }
            level(step);
            return Transmission.DONE;
        }

        @Override
        public void job(Job job, DriverContext given) throws Exception {
            GatewayId gateway = given.gateway().id();
            field.jobs.add(job.id() + " at " + gateway);
            int mood = given.random().nextInt(100);
            if (mood < falls) {
                throw new IllegalStateException("the radio fell over");
            }
            if (mood < faults / 4) {
                return; // forgotten
            }
            given.report(new Report.JobProgress(job.id(), gateway, 50));
            given.at(given.nowMs() + 1_000 + given.random().nextInt(3_000), () -> {
                Report end = mood < faults / 2
                        ? Report.JobSeen.failed(job.id(), gateway, Failure.NO_ANSWER, "")
                        : Report.JobSeen.done(job.id(), gateway, Map.of("found", "0"));
                given.report(end);
                given.report(end);
            });
        }

        void report(Report report) {
            context.report(report);
        }

        private void finish(Step step) {
            level(step);
            context.report(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
            // Radios repeat themselves.
            context.report(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
        }

        private void level(Step step) {
            field.doneByField.add(step.ref());
            long level = step.command().parameters().isEmpty()
                    ? 1
                    : (long) step.command().parameters().getFirst().asNumber();
            context.report(new Report.StatesSeen(step.device(), List.of(State.of(LEVEL, level))));
        }
    }
}
