package io.candelabra.admin;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Orders;
import io.candelabra.model.Device;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows the devices of a site, names, places and removes them, for the person who runs the server. Their states are none of that person's
 * business, and are shown nowhere here.
 */
final class Devices {
    private final Sites sites;

    Devices(Sites sites) {
        this.sites = sites;
    }

    List<Map<String, Object>> list(Order.ListDevices order) {
        List<Map<String, Object>> rows = new ArrayList<>();
        View view = sites.view(Caller.CORE, Named.site(sites, order.site()));
        view.devices()
                .filter(device -> order.gateway().isEmpty()
                        || device.id().gateway().value().equals(order.gateway()))
                .forEach(device -> rows.add(row(device)));
        return rows;
    }

    private static Map<String, Object> row(Device device) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("device", device.id().value());
        row.put("type", device.type());
        row.put("label", device.label());
        row.put("area", device.area());
        row.put("available", device.available());
        return row;
    }

    Map<String, Object> describe(Administrator who, Order.DescribeDevice order) {
        Said said = new Said(order.label(), order.area(), List.of(), Map.of(), List.of());
        boolean changed = tell(who, order.site(), new Command.ChangeDevice(Named.device(order.device()), said));
        return Orders.row("device", order.device(), "changed", changed);
    }

    Map<String, Object> remove(Administrator who, Order.RemoveDevice order) {
        boolean removed = tell(who, order.site(), new Command.RemoveDevice(Named.device(order.device())));
        return Orders.row("device", order.device(), "removed", removed);
    }

    private boolean tell(Administrator who, String name, Command<Boolean> command) {
        SiteId site = Named.site(sites, name);
        return sites.submit(Caller.CORE, site, command, who.cause());
    }
}
