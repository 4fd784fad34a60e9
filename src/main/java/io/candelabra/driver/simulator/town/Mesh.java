package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.field.Way;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The way to a street lamp and back: a modem from here to the gateway, then from lamp to lamp. Each hop takes its time and
 * loses a message now and then, and then sends it again. Two messages to one lamp never overtake each other.
 */
final class Mesh implements Way {
    /** Attribute: how many lamps a message goes through, 1 to 8. */
    static final String HOPS = "candelabra:MeshHops";

    /** When all tries are lost, one knows after this time. */
    private static final long GIVEN_UP_MS = 30_000;

    private static final int TRIES = 4;
    /** A sender that hears no receipt waits as long before sending again. */
    static final long AGAIN_MS = 600;

    private static final double FASTEST_MODEM_MS = 300;
    private static final double SLOWEST_MODEM_MS = 2_000;
    private static final double FASTEST_HOP_MS = 80;
    private static final double SLOWEST_HOP_MS = 400;
    private static final double LEAST_LOSS = 0.005;
    private static final double MOST_LOSS = 0.02;

    private final Field field;
    private final RandomGenerator chance;
    private final Map<DeviceId, Long> latest = new HashMap<>();

    Mesh(Field field, RandomGenerator chance) {
        this.field = field;
        this.chance = chance;
    }

    static int hops(Simulated lamp) {
        double given = Value.of(lamp.attribute(HOPS)).asNumber();
        return Double.isNaN(given) ? 1 : (int) Math.clamp(given, 1, 8);
    }

    @Override
    public boolean leadsTo(Simulated device) {
        return Town.isLamp(device);
    }

    @Override
    public long givenUpMs() {
        return GIVEN_UP_MS;
    }

    /** The message is lost where a hop loses it at every try. */
    @Override
    public OptionalLong answerMs(Simulated lamp) {
        double loss = LEAST_LOSS + (MOST_LOSS - LEAST_LOSS) * lamp.nature("radio");
        double ms = between(FASTEST_MODEM_MS, SLOWEST_MODEM_MS);
        for (int hop = 0; hop < 2 * hops(lamp); hop++) {
            int tries = 1;
            while (chance.nextDouble() < loss) {
                if (tries++ == TRIES) {
                    return OptionalLong.empty();
                }
                ms += AGAIN_MS;
            }
            ms += between(FASTEST_HOP_MS, SLOWEST_HOP_MS);
        }
        long at = Math.max(field.nowMs() + Math.round(ms), latest.getOrDefault(lamp.id(), 0L));
        latest.put(lamp.id(), at);
        return OptionalLong.of(at);
    }

    private double between(double least, double most) {
        double drawn = chance.nextDouble();
        return least + (most - least) * drawn;
    }
}
