package io.candelabra.driver.simulator.life;

import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.State;
import java.util.List;

/** Something that devices do by themselves; each habit is looked at by and by, for each device that has it. */
public interface Habit {
    boolean fits(Simulated device);

    /** How often to look, in ms of site time. */
    long periodMs(Simulated device);

    /**
     * When to look again: a period from now, give or take a tenth, so that devices do not speak together.
     *
     * @param chance from 0 to 1
     */
    default long nextMs(Simulated device, long nowMs, double chance) {
        return nowMs + (long) (periodMs(device) * (0.9 + 0.2 * chance));
    }

    /**
     * The changes since the last look.
     *
     * @param sinceMs the last look
     */
    List<State> lived(Simulated device, long sinceMs, long nowMs);
}
