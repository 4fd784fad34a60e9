package io.candelabra.driver.simulator.life;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Lets the devices live: puts every habit of every device on the agenda, each at its own pace. */
public final class DayLife {
    private final Field field;
    private final Agenda agenda;
    private final RandomGenerator chance;
    private final List<Habit> habits;
    private final Set<Simulated> alive = new HashSet<>();

    public DayLife(Field field, Agenda agenda, RandomGenerator chance, List<Habit> habits) {
        this.field = field;
        this.agenda = agenda;
        this.chance = chance;
        this.habits = List.copyOf(habits);
    }

    /** Looks at the devices again: new ones begin to live. */
    public void look() {
        alive.retainAll(new HashSet<>(field.all()));
        for (Simulated device : field.all()) {
            if (alive.add(device)) {
                for (Habit habit : habits) {
                    if (habit.fits(device)) {
                        begin(device, habit);
                    }
                }
            }
        }
    }

    /** The first look is somewhere within the period, so that devices that start together do not speak together. */
    private void begin(Simulated device, Habit habit) {
        long start = field.nowMs();
        long[] since = {start};
        agenda.add(start + (long) (chance.nextDouble() * habit.periodMs(device)), nowMs -> {
            if (!alive.contains(device)) {
                return Long.MAX_VALUE;
            }
            field.change(device, habit.lived(device, since[0], nowMs));
            since[0] = nowMs;
            return habit.nextMs(device, nowMs, chance.nextDouble());
        });
    }
}
