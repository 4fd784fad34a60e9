package io.candelabra.driver.simulator.building;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The life of a building: people, and what rooms, meters and sensors make of them and of the weather. */
public final class Building {
    private final List<Habit> habits;

    /**
     * A building whose meters follow every change in the field from now on.
     *
     * @param seed chooses the plans of the people's days
     * @param elsewhere devices that another room of the simulator moves
     */
    public Building(Field field, Sky sky, long seed, Predicate<Simulated> elsewhere) {
        Predicate<Simulated> ours = elsewhere.negate();
        People people = new People(sky, seed);
        Climate climate = new Climate(field, sky, people);
        Meters meters = new Meters(field, sky, people, climate, ours);
        field.followedBy(meters);
        List<Habit> all = new ArrayList<>(new Sensors(sky, people).habits());
        all.add(climate);
        all.add(meters);
        this.habits = all.stream().map(habit -> (Habit) new Only(ours, habit)).toList();
    }

    public List<Habit> habits() {
        return habits;
    }

    /** A habit of some devices alone. */
    private record Only(Predicate<Simulated> which, Habit habit) implements Habit {
        @Override
        public boolean fits(Simulated device) {
            return which.test(device) && habit.fits(device);
        }

        @Override
        public long periodMs(Simulated device) {
            return habit.periodMs(device);
        }

        @Override
        public long nextMs(Simulated device, long nowMs, double chance) {
            return habit.nextMs(device, nowMs, chance);
        }

        @Override
        public List<State> lived(Simulated device, long sinceMs, long nowMs) {
            return habit.lived(device, sinceMs, nowMs);
        }
    }
}
