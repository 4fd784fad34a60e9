package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People who go by street lamps that have an eye for them: by chance, more in the evening than in the small hours. The lamp,
 * and its neighbours of the same street, burn in full for a while. When somebody comes is a function of lamp and moment, so
 * nothing is asked more often than it happens.
 */
final class PassersBy implements Habit {
    /** Attribute: how many come by in the busiest hour, 0.2 to 30; a lamp without it has no eye. */
    static final String BUSIEST = "candelabra:PassersByPerHour";
    /** Attribute: for how long it burns in full, 1 to 600 seconds. */
    static final String HOLD = "candelabra:MotionHoldSeconds";

    private static final double DUSK_DEGREES = -1;
    private static final long HOUR_MS = 3_600_000;
    private static final double USUAL_HOLD_S = 30;
    private static final int NEIGHBOURS = 1;
    /** How far ahead one looks for the next; nobody comes by on a long summer's day. */
    private static final int HOURS_AHEAD = 12;
    /** Share of the busiest hour's traffic, by the hour of the day. */
    private static final double[] TRAFFIC = {
        0.2, 0.1, 0.05, 0.03, 0.03, 0.1, 0.4, 0.8, 1, 0.8, 0.7, 0.7, 0.8, 0.8, 0.7, 0.8, 0.9, 1, 1, 0.9, 0.7, 0.6, 0.5,
        0.3
    };

    private final Field field;
    private final Sky sky;
    private final LampLight lights;
    private final long seed;
    private final Map<String, List<Simulated>> streets = new HashMap<>();

    PassersBy(Field field, Sky sky, LampLight lights, long seed) {
        this.field = field;
        this.sky = sky;
        this.lights = lights;
        this.seed = seed;
    }

    @Override
    public boolean fits(Simulated device) {
        return Town.isLamp(device) && busiest(device) > 0;
    }

    private static double busiest(Simulated lamp) {
        double given = Value.of(lamp.attribute(BUSIEST)).asNumber();
        return Double.isNaN(given) ? 0 : Math.clamp(given, 0, 30);
    }

    @Override
    public long periodMs(Simulated device) {
        return HOUR_MS;
    }

    @Override
    public long nextMs(Simulated device, long nowMs, double chance) {
        return nextAfter(device, nowMs);
    }

    /** The next one who comes by in the dark, or when to ask again. */
    private long nextAfter(Simulated lamp, long afterMs) {
        long first = Math.floorDiv(afterMs, HOUR_MS);
        for (long hour = first; hour < first + HOURS_AHEAD; hour++) {
            double rate = busiest(lamp) * TRAFFIC[sky.local(hour * HOUR_MS).getHour()];
            double at = 0;
            for (int i = 0; at < 1; i++) {
                double chance = Noise.point(seed ^ lamp.id().value().hashCode(), hour * 1_000 + i);
                at += -Math.log(1 - chance) / rate;
                long atMs = (long) ((hour + at) * HOUR_MS);
                if (at < 1 && atMs > afterMs && dark(atMs)) {
                    return atMs;
                }
            }
        }
        return (first + HOURS_AHEAD) * HOUR_MS;
    }

    private boolean dark(long atMs) {
        return sky.sunHeight(atMs) <= DUSK_DEGREES;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        if (nextAfter(device, sinceMs) > nowMs || !dark(nowMs)) {
            return List.of();
        }
        List<Simulated> street = streets.computeIfAbsent(device.area(), this::street);
        int place = street.indexOf(device);
        for (int i = Math.max(0, place - NEIGHBOURS); i <= place + NEIGHBOURS && i < street.size(); i++) {
            raise(street.get(i), nowMs);
        }
        return List.of();
    }

    private List<Simulated> street(String area) {
        List<Simulated> street = new ArrayList<>();
        for (Simulated lamp : field.all()) {
            if (fits(lamp) && lamp.area().equals(area)) {
                street.add(lamp);
            }
        }
        return street;
    }

    private void raise(Simulated lamp, long nowMs) {
        double given = Value.of(lamp.attribute(HOLD)).asNumber();
        double seconds = Math.clamp(Double.isNaN(given) ? USUAL_HOLD_S : given, 1, 600);
        long untilMs = nowMs + Math.round(seconds * 1_000);
        lights.moved(lamp, untilMs);
        field.change(lamp, lights.automatic(lamp, nowMs));
        field.at(untilMs, () -> field.change(lamp, lights.automatic(lamp, field.nowMs())));
    }
}
