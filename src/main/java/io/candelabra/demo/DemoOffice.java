package io.candelabra.demo;

import io.candelabra.core.command.Command;
import io.candelabra.install.Foundation;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import java.util.List;

/**
 * An office building: three floors with rooms, 40 zones of all control types behind two processors (one without the
 * licence for power reports), remotes, sensors, shades, scenes, and a few things that want attention. The same name
 * gives the same office, down to every id.
 *
 * @param resources profile, areas, scenes, emergency
 */
public record DemoOffice(List<Gateway> gateways, List<Device> devices, List<Resource> resources, List<Alert> alerts) {

    public DemoOffice {
        gateways = List.copyOf(gateways);
        devices = List.copyOf(devices);
        resources = List.copyOf(resources);
        alerts = List.copyOf(alerts);
    }

    /** @param nowMs site time at which the office is opened */
    public static DemoOffice of(long nowMs) {
        return new OfficePlan(nowMs).build();
    }

    /** The commands that open the office in an empty site. */
    public Command.Together founding() {
        return Foundation.commands(resources, gateways, devices, alerts);
    }
}
