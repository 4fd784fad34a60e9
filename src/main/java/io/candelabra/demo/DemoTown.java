package io.candelabra.demo;

import io.candelabra.install.Foundation;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import java.util.List;

/**
 * A town of street lamps: four quarters with streets, gateways of at most 250 lamps, most lamps well, some out of
 * reach, some with a fault. The same seed and number of lamps give the same town.
 *
 * @param resources areas, dimming schemes and groups
 */
public record DemoTown(
        Resource.Profile profile,
        List<Gateway> gateways,
        List<Device> lamps,
        List<Resource> resources,
        List<Alert> alerts) {
    /** Area id of the quarter that is shown as a home of its own where whole towns are too much. */
    public static final String SHOWN_QUARTER = "quarter-1";

    public DemoTown {
        gateways = List.copyOf(gateways);
        lamps = List.copyOf(lamps);
        resources = List.copyOf(resources);
        alerts = List.copyOf(alerts);
    }

    /**
     * @param lamps how many street lamps, 1 to 1,000,000
     * @param nowMs site time at which the town is founded
     */
    public static DemoTown of(long seed, int lamps, long nowMs) {
        return of("Lumendam", 35, seed, lamps, nowMs);
    }

    /**
     * @param name the town's name
     * @param number sets the ids of towns on one server apart, 1 to 99
     */
    public static DemoTown of(String name, int number, long seed, int lamps, long nowMs) {
        if (lamps < 1 || lamps > 1_000_000) {
            throw new IllegalArgumentException("a town has 1 to 1,000,000 lamps: " + lamps);
        }
        return new TownPlan(name, number, seed, lamps, nowMs).build();
    }

    /** The first contents of the town's site. */
    public Foundation foundation() {
        return new Foundation(profile, resources, gateways, lamps, alerts, List.of());
    }
}
