package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Actuators;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shades of an office, by sun and timeclock: open in the morning of a working day, half down while the sun stands in the
 * windows, closed at dusk. They move only when the plan changes, and not for two hours after somebody has moved them.
 */
final class OfficeShades implements Habit {
    /** Where the windows look: {@code south}, or {@code north} where the sun never stands in them. */
    static final String FACING = "facing";

    private static final long PERIOD_MS = 10 * 60_000;
    private static final long LEFT_ALONE_MS = 2 * 60 * 60_000;
    private static final double GLARE_BELOW_DEGREES = 40;
    private static final double CLEAR_SKY = 0.45;

    private final Sky sky;
    private final Actuators actuators;
    private final Map<DeviceId, Integer> planned = new HashMap<>();
    private final Map<DeviceId, Long> movedMs = new HashMap<>();

    OfficeShades(Sky sky, Actuators actuators) {
        this.sky = sky;
        this.actuators = actuators;
    }

    /** A command from outside has arrived at a shade. */
    void commanded(Simulated shade, long nowMs) {
        movedMs.put(shade.id(), nowMs);
    }

    @Override
    public boolean fits(Simulated device) {
        return !device.note(FACING).isEmpty();
    }

    @Override
    public long periodMs(Simulated device) {
        return PERIOD_MS;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        int before = planned.getOrDefault(device.id(), open(device, sinceMs));
        int now = open(device, nowMs);
        planned.put(device.id(), now);
        boolean leftAlone = nowMs - movedMs.getOrDefault(device.id(), Long.MIN_VALUE / 2) < LEFT_ALONE_MS;
        if (now != before && !leftAlone) {
            actuators.byItself(device, DeviceCommand.of("setClosure", Value.of((long) (100 - now))));
        }
        return List.of();
    }

    /** How far the plan has them open at a moment, 0 to 100. */
    private int open(Simulated device, long atMs) {
        double height = sky.sunHeight(atMs);
        double hour = sky.hour(atMs);
        boolean worked = sky.local(atMs).getDayOfWeek().getValue() <= 5;
        if (height < 0 || hour < 7 || !worked) {
            return 0;
        }
        boolean inTheWindow = device.note(FACING).equals("south") && hour >= 9 && hour < 16;
        boolean glare = inTheWindow && height < GLARE_BELOW_DEGREES && sky.clouds(atMs) < CLEAR_SKY;
        return glare ? 50 : 100;
    }
}
