package io.candelabra.driver.simulator;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * The driver of one simulated gateway: checks a command as a device would, lets it travel, and carries it out by the effects
 * that its type declares. A command that should change something and of which nobody knows what fails: nothing is told as done
 * that is not.
 */
public final class SimulatorDriver implements Driver {

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
            Sky sky,
            Steps steps,
            Motions motions,
            OneWayRadio oneWay,
            Actuators actuators,
            Mesh mesh,
            Jobs jobs,
            Optional<DayLife> life,
            Optional<Office> office,
            Optional<FieldFaults> faults) {

        static Parts of(DriverContext context, Liveliness liveliness) {
            Field field = new Field(context);
            Aliases aliases = new Aliases(field);
            field.followedBy(new PriorityLocks(field));
            field.followedBy(aliases);
            Steps steps = new Steps(field);
            Motions motions = new Motions(field, steps);
            Timers timers = new Timers(field, motions);
            Actuators actuators = new Actuators(field, steps, motions, timers, aliases);
            Agenda agenda = new Agenda(field);
            Sky sky = new Sky(
                    field.timezone(),
                    liveliness.weatherSeed(),
                    place(field, "candelabra:Latitude"),
                    place(field, "candelabra:Longitude"));
            Optional<Office> office = Optional.of(context.gateway().vendor())
                    .filter(notes -> liveliness.life() && Office.isAt(notes))
                    .map(notes -> Office.of(notes, field, agenda, sky, actuators, liveliness.weatherSeed()));
            // Each has chance of its own, so that one does not change what happens to the others.
            RandomGenerator ways = chance(context);
            RandomGenerator troubles = chance(context);
            Optional<Living> living = liveliness.life()
                    ? Optional.of(life(context, field, agenda, sky, timers, office, liveliness))
                    : Optional.empty();
            motions.resume();
            timers.resume();
            return new Parts(
                    field,
                    sky,
                    steps,
                    motions,
                    new OneWayRadio(field, steps),
                    actuators,
                    new Mesh(field, ways),
                    new Jobs(field, context.gateway().id()),
                    living.map(Living::life),
                    office,
                    liveliness.faults()
                            ? Optional.of(faults(
                                    context, field, agenda, sky, troubles, liveliness, living.map(Living::lamps)))
                            : Optional.empty());
        }

        private static RandomGenerator chance(DriverContext context) {
            return RandomGeneratorFactory.of("L64X128MixRandom")
                    .create(context.random().nextLong());
        }

        private record Living(DayLife life, StreetLampModel lamps) {}

        private static Living life(
                DriverContext context,
                Field field,
                Agenda agenda,
                Sky sky,
                Timers timers,
                Optional<Office> office,
                Liveliness liveliness) {
            People people = new People(sky, liveliness.weatherSeed());
            Climate climate = new Climate(field, sky, people);
            Meters meters = new Meters(field, sky, people, climate);
            LampPlans plans = new LampPlans(sky);
            LampLight lights = new LampLight(plans);
            StreetLampModel lamps = new StreetLampModel(field, sky, plans, lights, timers);
            field.followedBy(meters);
            field.followedBy(lamps);
            List<Habit> habits = new ArrayList<>(new Sensors(sky, people).habits());
            habits.addAll(List.of(
                    climate,
                    meters,
                    lamps,
                    new PassersBy(field, sky, lights, liveliness.weatherSeed()),
                    new DarkDays(field, sky, lights),
                    new Batteries(field)));
            office.map(Office::habits).ifPresent(habits::addAll);
            return new Living(new DayLife(field, agenda, context.random(), habits), lamps);
        }

        private static FieldFaults faults(
                DriverContext context,
                Field field,
                Agenda agenda,
                Sky sky,
                RandomGenerator chance,
                Liveliness liveliness,
                Optional<StreetLampModel> lamps) {
            if (TownFaults.fits(field)) {
                return new TownFaults(field, agenda, chance, liveliness.faultPace(), lamps.orElse(null));
            }
            Outages outages = new Outages(field, agenda, chance);
            Map<String, String> notes = context.gateway().vendor();
            return Office.isAt(notes)
                    ? new OfficeFaults(notes, field, agenda, sky, liveliness.weatherSeed(), outages)
                    : outages;
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
        parts.office.ifPresent(Office::look);
        parts.faults.ifPresent(FieldFaults::begin);
    }

    @Override
    public Transmission send(Step step) {
        Parts parts = parts();
        Simulated device = parts.field.find(step.device()).orElse(null);
        if (device == null) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        Optional<CommandType> command = device.type().command(step.command().name());
        if (command.isEmpty() || command.get().unmodelled()) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
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
        } else if (parts.life.isPresent() && device.type().name().equals(StreetLampModel.TYPE)) {
            throughTheMesh(parts, step, device, command.get());
        } else {
            parts.field.after(Radio.delayMs(protocol), () -> arrive(step, command.get()));
        }
        return Transmission.ACCEPTED;
    }

    /** It is done when the lamp's answer is here, or given up when there is none. */
    private void throughTheMesh(Parts parts, Step step, Simulated lamp, CommandType command) {
        OptionalLong answer = parts.mesh.answerMs(lamp);
        if (answer.isPresent()) {
            parts.field.at(answer.getAsLong(), () -> arrive(step, command));
        } else {
            parts.field.after(Mesh.GIVEN_UP_MS, () -> parts.steps.failed(step.ref(), Failure.NO_ANSWER));
        }
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

    /** What the simulated gateway can do stands in {@link Jobs}. */
    @Override
    public void job(Job job, DriverContext context) throws Exception {
        if (!parts().jobs.begin(job)) {
            Driver.super.job(job, context);
        }
    }

    @Override
    public void cancelJob(Job job) {
        parts().jobs.drop(job.id());
    }

    @Override
    public void devicesChanged() {
        Parts parts = parts();
        parts.field.look();
        parts.life.ifPresent(DayLife::look);
        parts.office.ifPresent(Office::look);
        parts.faults.ifPresent(FieldFaults::look);
    }

    @Override
    public void gatewayChanged() {
        Parts parts = parts();
        parts.sky.zone(parts.field.timezone());
    }

    @Override
    public void close() {
        if (running != null) {
            running.field.close();
        }
        running = null;
    }
}
