package io.candelabra.driver.simulator;

import io.candelabra.model.DeviceId;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The way to a street lamp and back: a modem from here to the gateway, then from lamp to lamp. Each hop takes its time and
 * loses a message now and then; what is lost is sent again. Two messages to one lamp never overtake each other.
 */
final class Mesh {
    /** Attribute: how many lamps a message goes through, 1 to 8. */
    static final String HOPS = "candelabra:MeshHops";

    /** When all tries are lost, one knows after this time. */
    static final long GIVEN_UP_MS = 30_000;

    private static final int TRIES = 8;
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

    /** When a lamp's answer to a message that is sent now is here; empty where all tries are lost. */
    OptionalLong answerMs(Simulated lamp) {
        int hops = 2 * hops(lamp);
        double kept = Math.pow(1 - (LEAST_LOSS + (MOST_LOSS - LEAST_LOSS) * lamp.nature("radio")), hops);
        double ms = between(FASTEST_MODEM_MS, SLOWEST_MODEM_MS);
        int tries = 1;
        while (chance.nextDouble() >= kept) {
            if (tries++ == TRIES) {
                return OptionalLong.empty();
            }
            // one waits as long as an answer takes at most before sending again
            ms += hops * SLOWEST_HOP_MS;
        }
        for (int i = 0; i < hops; i++) {
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
