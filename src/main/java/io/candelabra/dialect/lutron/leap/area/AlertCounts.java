package io.candelabra.dialect.lutron.leap.area;

import io.candelabra.dialect.lutron.leap.view.Area;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.trait.Trait;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The number of devices of an area that want attention, by their fault. */
final class AlertCounts {
    private static final Map<String, String> KINDS = Map.of(
            "LAMP", "LampFailure",
            "LAMP_END_OF_LIFE", "LampEndOfLife",
            "NOT_RESPONDING", "DeviceNotResponding",
            "DRIVER", "BallastOrDriverNotCommunicating",
            "LIGHT_LEVEL", "LightLevelMismatch");

    private AlertCounts() {}

    /** @param below whether devices in the areas below count too */
    static Map<String, Long> of(LeapView now, Area area, boolean below) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : new String[] {
            "LampFailure",
            "LampEndOfLife",
            "DeviceNotResponding",
            "BallastOrDriverNotCommunicating",
            "LowBattery",
            "LightLevelMismatch"
        }) {
            counts.put(name, 0L);
        }
        // a device that is away counts once, whether an alert tells of it as well or not
        Set<DeviceId> told = new HashSet<>();
        for (Alert alert : now.view().alerts().toList()) {
            String name = KINDS.get(alert.kind());
            if (name != null
                    && alert.subject() instanceof Alert.OfDevice(DeviceId device)
                    && concerns(now, area, below, device)) {
                counts.merge(name, 1L, Long::sum);
                if (name.equals("DeviceNotResponding")) {
                    told.add(device);
                }
            }
        }
        for (Device device : now.devicesWith(LeapView.DEVICE)) {
            if (isIn(now, area, below, device)) {
                if (!device.available() && !told.contains(device.id())) {
                    counts.merge("DeviceNotResponding", 1L, Long::sum);
                }
                if (now.traits(device)
                        .find(Trait.LowBattery.class)
                        .flatMap(t -> t.get(device.states()))
                        .orElse(false)) {
                    counts.merge("LowBattery", 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    private static boolean concerns(LeapView now, Area area, boolean below, DeviceId id) {
        return now.view()
                .device(id)
                .filter(device -> isIn(now, area, below, device))
                .isPresent();
    }

    private static boolean isIn(LeapView now, Area area, boolean below, Device device) {
        Area of = now.areaOf(device);
        while (below && !of.equals(area) && !of.isRoot()) {
            of = now.byKey(of.parent());
        }
        return of.equals(area);
    }
}
