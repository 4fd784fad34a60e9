package io.candelabra.driver.leap;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.SiteType;
import java.util.Map;
import java.util.Optional;

/**
 * What a bridge has, by the addresses that it gives to things.
 *
 * @param devices all that become devices here
 * @param zones the kinds of their loads, by the address of the zone
 * @param buttons of remotes, by the address of the button
 */
record BridgeLayout(Map<DeviceId, Device> devices, Map<String, BridgeControl> zones, Map<String, Button> buttons) {
    static final BridgeLayout NONE = new BridgeLayout(Map.of(), Map.of(), Map.of());
    static final String PROTOCOL = "leap";

    /**
     * A button of a remote.
     *
     * @param number as the device counts: from 1
     */
    record Button(DeviceId remote, int number) {}

    /** The address at the bridge of what a device stands for, such as {@code /zone/5}. */
    static String href(DeviceId device) {
        return "/" + device.address();
    }

    /** The load behind a device; empty where it is none. */
    Optional<BridgeControl> control(DeviceId device) {
        return Optional.ofNullable(zones.get(href(device)));
    }

    /** The button of a remote; empty where it has no such. */
    Optional<String> button(DeviceId remote, int number) {
        Button wanted = new Button(remote, number);
        return buttons.entrySet().stream()
                .filter(button -> button.getValue().equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Tells the devices that are new. One that the bridge has no more cannot be reached. */
    void tell(DriverContext lane) {
        lane.report(new Report.TypeFound(lane.gateway().id(), BridgeScene.TYPE, ""));
        for (Device told : devices.values()) {
            Optional<Device> stored = lane.device(told.id());
            if (stored.isEmpty()) {
                lane.report(new Report.DeviceFound(told));
            } else if (differs(stored.get(), told)) {
                lane.report(new Report.DeviceChanged(told));
            }
        }
        for (Device stored : lane.devices()) {
            boolean there = devices.containsKey(stored.id());
            // of a zone its status says whether it can be reached
            if (!there || control(stored.id()).isEmpty()) {
                lane.report(new Report.AvailabilitySeen(stored.id(), there));
            }
        }
    }

    private static boolean differs(Device stored, Device told) {
        boolean same = stored.type().equals(told.type())
                || stored.type().equals(SiteType.nameAt(told.id().gateway(), told.type()));
        return !same || !stored.attributes().containsAll(told.attributes());
    }
}
