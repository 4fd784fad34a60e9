package io.candelabra.driver.simulator;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The driver of one simulated gateway: checks a command as a device would, lets it travel, and carries it out by the effects
 * that its type declares. A command without effects is completed and changes nothing.
 */
public final class SimulatorDriver implements Driver {
    private static final long REFRESH_MS = 1_000;

    private final Liveliness liveliness;
    private @Nullable Parts running;

    public SimulatorDriver(Liveliness liveliness) {
        this.liveliness = liveliness;
    }

    /** Makes a simulator for each gateway. */
    public static DriverFactory factory(Liveliness liveliness) {
        return gateway -> new SimulatorDriver(liveliness);
    }

    /** What works together while the driver runs. */
    private record Parts(
            Field field,
            Steps steps,
            Motions motions,
            OneWayRadio oneWay,
            Actuators actuators,
            Optional<DayLife> life,
            Optional<Outages> outages) {

        static Parts of(DriverContext context, Liveliness liveliness) {
            Field field = new Field(context);
            Steps steps = new Steps(field);
            Motions motions = new Motions(field, steps);
            Agenda agenda = new Agenda(field);
            return new Parts(
                    field,
                    steps,
                    motions,
                    new OneWayRadio(field, steps),
                    new Actuators(field, steps, motions),
                    liveliness.life() ? Optional.of(life(context, field, agenda, liveliness)) : Optional.empty(),
                    liveliness.faults() ? Optional.of(new Outages(field, agenda, context.random())) : Optional.empty());
        }

        private static DayLife life(DriverContext context, Field field, Agenda agenda, Liveliness liveliness) {
            Sky sky = new Sky(
                    context.gateway().timezone(),
                    liveliness.weatherSeed(),
                    place(field, "candelabra:Latitude"),
                    place(field, "candelabra:Longitude"));
            People people = new People(sky, liveliness.weatherSeed());
            Climate climate = new Climate(field, sky, people);
            Meters meters = new Meters(field, sky, people, climate);
            StreetLampModel lamps = new StreetLampModel(field, sky);
            field.followedBy(meters);
            field.followedBy(lamps);
            List<Habit> habits = new ArrayList<>(new Sensors(sky, people).habits());
            habits.addAll(List.of(climate, meters, lamps, new Batteries(field)));
            return new DayLife(field, agenda, context.random(), habits);
        }

        /** Where the first device stands that knows it; the others are near enough for the sun. */
        private static double place(Field field, String attribute) {
            return field.all().stream()
                    .map(device -> Value.of(device.attribute(attribute)).asNumber())
                    .filter(degrees -> degrees >= -180 && degrees <= 180)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private Parts parts() {
        Parts parts = running;
        if (parts == null) {
            throw new IllegalStateException("the simulator is not started");
        }
        return parts;
    }

    @Override
    public void start(DriverContext context) {
        Parts parts = Parts.of(context, liveliness);
        running = parts;
        parts.life.ifPresent(DayLife::look);
        parts.outages.ifPresent(Outages::begin);
    }

    @Override
    public Transmission send(Step step) {
        Parts parts = parts();
        Simulated device = parts.field.find(step.device()).orElse(null);
        if (device == null) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        Optional<CommandType> command = device.type().command(step.command().name());
        if (command.isEmpty()) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        if (!ParameterCheck.takes(command.get(), step.command().parameters())) {
            return new Transmission.Failed(Failure.BAD_PARAMETER);
        }
        if (!parts.field.gatewayAlive()) {
            return new Transmission.Failed(Failure.GATEWAY_DOWN);
        }
        parts.steps.accept(step.ref());
        String protocol = step.device().protocol();
        if (!device.type().feedback()) {
            parts.oneWay.send(step, command.get());
        } else if (device.away()) {
            parts.field.after(Radio.timeoutMs(protocol), () -> parts.steps.failed(step.ref(), Failure.NO_ANSWER));
        } else {
            parts.field.after(Radio.delayMs(protocol), () -> arrive(step, command.get()));
        }
        return Transmission.ACCEPTED;
    }

    private void arrive(Step step, CommandType command) {
        Parts parts = parts();
        if (!parts.steps.wanted(step.ref())) {
            return;
        }
        Simulated device = parts.field.find(step.device()).orElse(null);
        if (device == null || !parts.field.heard(device)) {
            parts.steps.failed(step.ref(), Failure.NO_ANSWER);
            return;
        }
        parts.steps.running(step.ref());
        parts.actuators.carryOut(step, device, command);
    }

    @Override
    public void cancel(Step.Ref step) {
        Parts parts = parts();
        parts.steps.drop(step);
        parts.motions.cancel(step);
        parts.oneWay.cancel(step);
    }

    /**
     * {@code refresh} tells all states again, of the {@code devices} that are named one a line, of those of a
     * {@code protocol}, or of all. Of other jobs a field that is made up knows nothing.
     */
    @Override
    public void job(Job job, DriverContext context) throws Exception {
        if (!job.kind().equals("refresh")) {
            Driver.super.job(job, context);
            return;
        }
        Field field = parts().field;
        field.after(REFRESH_MS, () -> {
            boolean alive = field.gatewayAlive();
            if (alive) {
                field.all().stream().filter(device -> means(job, device)).forEach(field::tellAll);
            }
            field.report(new Report.JobSeen(
                    job.id(), context.gateway().id(), alive, alive ? "" : Failure.GATEWAY_DOWN.sentence()));
        });
    }

    private static boolean means(Job job, Simulated device) {
        String devices = job.parameters().get("devices");
        String protocol = job.parameters().get("protocol");
        return (devices == null || devices.lines().anyMatch(device.id().value()::equals))
                && (protocol == null || protocol.equals(device.id().protocol()));
    }

    @Override
    public void devicesChanged() {
        Parts parts = parts();
        parts.field.look();
        parts.life.ifPresent(DayLife::look);
        parts.outages.ifPresent(Outages::look);
    }

    @Override
    public void close() {
        if (running != null) {
            running.field.close();
        }
        running = null;
    }
}
