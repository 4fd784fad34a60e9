package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.field.Timers;
import io.candelabra.driver.simulator.field.Way;
import io.candelabra.driver.simulator.life.Agenda;
import io.candelabra.driver.simulator.life.FieldFaults;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The life of street lamps: the light that each decides on, those who go by, dark days, and the mesh that leads to them. */
public final class Town {
    private final StreetLampModel lamps;
    private final Way mesh;
    private final List<Habit> habits;

    /**
     * Lamps that follow every change in the field from now on.
     *
     * @param seed chooses when somebody goes by
     * @param ways chance on the way to a lamp
     */
    public Town(Field field, Sky sky, Timers timers, long seed, RandomGenerator ways) {
        LampPlans plans = new LampPlans(sky);
        LampLight lights = new LampLight(plans);
        this.lamps = new StreetLampModel(field, sky, plans, lights, timers);
        this.mesh = new Mesh(field, ways);
        field.followedBy(lamps);
        this.habits = List.of(lamps, new PassersBy(field, sky, lights, seed), new DarkDays(field, sky, lights));
    }

    /** Whether a gateway is one of street lamps. */
    public static boolean isAt(Field field) {
        return field.all().stream().anyMatch(Town::isLamp);
    }

    public static boolean isLamp(Simulated device) {
        return device.type().name().equals(StreetLampModel.TYPE);
    }

    public List<Habit> habits() {
        return habits;
    }

    /** The way to the lamps. */
    public Way mesh() {
        return mesh;
    }

    /**
     * The faults of the lamps and their gateway.
     *
     * @param pace how much oftener things fail than in a real town
     * @param living absent where the lamps do not live; then it alone changes which of them are in reach
     */
    public static FieldFaults faults(
            Field field, Agenda agenda, RandomGenerator chance, double pace, Optional<Town> living) {
        return new TownFaults(
                field, agenda, chance, pace, living.map(town -> town.lamps).orElse(null));
    }
}
