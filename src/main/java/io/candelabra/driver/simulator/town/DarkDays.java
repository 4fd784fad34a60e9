package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.List;

/**
 * Street lamps with a photocell that burn by day when a storm makes it dark. On below a threshold and off again above twice
 * as much, so that they do not flicker.
 */
final class DarkDays implements Habit {
    /** Attribute: the lux below which it is too dark; a lamp without it looks at the scheme alone. */
    static final String THRESHOLD = "candelabra:AmbientThresholdLux";

    private static final long PERIOD_MS = 3 * 60_000;
    private static final long NIGHT_MS = 15 * 60_000;
    private static final double DAY_DEGREES = 3;

    private final Field field;
    private final Sky sky;
    private final LampLight lights;

    DarkDays(Field field, Sky sky, LampLight lights) {
        this.field = field;
        this.sky = sky;
        this.lights = lights;
    }

    @Override
    public boolean fits(Simulated device) {
        return Town.isLamp(device) && threshold(device) > 0;
    }

    private static double threshold(Simulated lamp) {
        return Value.of(lamp.attribute(THRESHOLD)).asNumber();
    }

    @Override
    public long periodMs(Simulated device) {
        return PERIOD_MS;
    }

    /** By night the scheme is enough. */
    @Override
    public long nextMs(Simulated device, long nowMs, double chance) {
        return day(nowMs) ? Habit.super.nextMs(device, nowMs, chance) : nowMs + NIGHT_MS;
    }

    private boolean day(long nowMs) {
        return sky.sunHeight(nowMs) > DAY_DEGREES;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        double threshold = threshold(device);
        boolean was = lights.darkDay(device);
        boolean dark = day(nowMs) && sky.lux(nowMs) < (was ? 2 * threshold : threshold);
        if (dark == was) {
            return List.of();
        }
        lights.darkDay(device, dark);
        return lights.automatic(device, nowMs);
    }
}
