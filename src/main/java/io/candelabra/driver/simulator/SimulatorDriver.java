package io.candelabra.driver.simulator;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.Transmission;
import io.candelabra.driver.simulator.building.Building;
import io.candelabra.driver.simulator.field.Commands;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.life.Agenda;
import io.candelabra.driver.simulator.life.Batteries;
import io.candelabra.driver.simulator.life.DayLife;
import io.candelabra.driver.simulator.life.FieldFaults;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Outages;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.driver.simulator.office.Office;
import io.candelabra.driver.simulator.town.Town;
import io.candelabra.model.Job;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * The driver of one simulated gateway: puts the rooms of the simulator together as the gateway's devices and its
 * {@link Liveliness} ask for, and hands commands, jobs and news of the devices to them.
 */
public final class SimulatorDriver implements Driver {

    private final Liveliness liveliness;
    private @Nullable Parts running;

    public SimulatorDriver(Liveliness liveliness) {
        this.liveliness = liveliness;
    }

    /**
     * The kinds of it: one that lives by itself, and one whose devices change only when they are told to.
     *
     * @param seed chooses the weather
     */
    public static List<DriverKind> kinds(long seed) {
        return List.of(
                DriverKind.simulated(
                        "simulator",
                        "Plays devices that live by themselves: people, weather, meters and faults.",
                        factory(Liveliness.DEMO.withWeather(seed))),
                DriverKind.simulated(
                        "simulator-still",
                        "Plays devices that change only when they are told to.",
                        factory(Liveliness.OFF)));
    }

    /** Makes a simulator for each gateway. */
    public static DriverFactory factory(Liveliness liveliness) {
        return gateway -> new SimulatorDriver(liveliness);
    }

    /** The rooms that work together while the driver runs. */
    private record Parts(
            Field field,
            Sky sky,
            Commands commands,
            Jobs jobs,
            Optional<DayLife> life,
            Optional<Office> office,
            Optional<FieldFaults> faults) {

        static Parts of(DriverContext context, Liveliness liveliness) {
            Field field = new Field(context);
            Commands commands = new Commands(field);
            Agenda agenda = new Agenda(field);
            Sky sky = new Sky(
                    field.timezone(),
                    liveliness.weatherSeed(),
                    coordinate(field, "candelabra:Latitude"),
                    coordinate(field, "candelabra:Longitude"));
            Optional<Office> office = liveliness.life() && Office.isAt(field)
                    ? Optional.of(Office.of(field, agenda, sky, commands.actuators(), liveliness.weatherSeed()))
                    : Optional.empty();
            // Each has chance of its own, so that one does not change what happens to the others.
            RandomGenerator ways = chance(context);
            RandomGenerator troubles = chance(context);
            Optional<Building> building = liveliness.life()
                    ? Optional.of(new Building(
                            field,
                            sky,
                            liveliness.weatherSeed(),
                            device -> Town.isLamp(device) || Office.isProgrammed(device)))
                    : Optional.empty();
            Optional<Town> town = liveliness.life()
                    ? Optional.of(new Town(field, sky, commands.timers(), liveliness.weatherSeed(), ways))
                    : Optional.empty();
            List<Habit> habits = new ArrayList<>();
            building.map(Building::habits).ifPresent(habits::addAll);
            town.map(Town::habits).ifPresent(habits::addAll);
            habits.add(new Batteries(field));
            office.map(Office::habits).ifPresent(habits::addAll);
            town.map(Town::mesh).ifPresent(commands::travelBy);
            commands.resume();
            return new Parts(
                    field,
                    sky,
                    commands,
                    new Jobs(field, commands.faults(), context.gateway().id()),
                    liveliness.life()
                            ? Optional.of(new DayLife(field, agenda, context.random(), habits))
                            : Optional.empty(),
                    office,
                    liveliness.faults()
                            ? Optional.of(faults(field, agenda, sky, troubles, liveliness, town))
                            : Optional.empty());
        }

        private static RandomGenerator chance(DriverContext context) {
            return RandomGeneratorFactory.of("L64X128MixRandom")
                    .create(context.random().nextLong());
        }

        private static FieldFaults faults(
                Field field,
                Agenda agenda,
                Sky sky,
                RandomGenerator chance,
                Liveliness liveliness,
                Optional<Town> town) {
            if (Town.isAt(field)) {
                return Town.faults(field, agenda, chance, liveliness.faultPace(), town);
            }
            Outages outages = new Outages(field, agenda, chance);
            return Office.isAt(field) ? Office.faults(field, agenda, sky, liveliness.weatherSeed(), outages) : outages;
        }

        /** Where the first device stands that knows it, in degrees; the others are near enough for the sun. */
        private static double coordinate(Field field, String attribute) {
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
        if (!parts.field.gatewayAlive()) {
            // one that is imported as out of reach stays so; of a driver that says nothing it is believed that it is
            // back
            parts.field.gatewayAlive(false);
        }
        parts.life.ifPresent(DayLife::look);
        parts.office.ifPresent(Office::look);
        parts.faults.ifPresent(FieldFaults::begin);
    }

    @Override
    public Transmission send(Step step) {
        return parts().commands.send(step);
    }

    @Override
    public void cancel(Step.Ref step) {
        parts().commands.cancel(step);
    }

    /** The long work of the simulated gateway stands in {@link Jobs}. */
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
