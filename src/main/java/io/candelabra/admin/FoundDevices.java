package io.candelabra.admin;

import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Orders;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.FoundDevice;
import io.candelabra.model.Resource.Reception;
import io.candelabra.model.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the devices that gateways have found, and lets them in or keeps them out. */
final class FoundDevices {
    private final Sites sites;

    FoundDevices(Sites sites) {
        this.sites = sites;
    }

    List<Map<String, Object>> list(Administrator who, String site) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (View view :
                site.isEmpty() ? sites.readable(who.caller()) : List.of(sites.view(who.caller(), site(site)))) {
            Map<GatewayId, Integer> waiting = new HashMap<>();
            for (FoundDevice found : view.resources(FoundDevice.class)) {
                if (!found.refused()) {
                    waiting.merge(found.device().id().gateway(), 1, Integer::sum);
                }
            }
            for (FoundDevice found : view.resources(FoundDevice.class)) {
                if (view.sees(found)) {
                    rows.add(row(view.site(), found, inbox(found, waiting)));
                }
            }
        }
        return rows;
    }

    /** Whether there is room for further devices of the gateway; empty where there is. */
    private static String inbox(FoundDevice found, Map<GatewayId, Integer> waiting) {
        if (waiting.values().stream().mapToInt(Integer::intValue).sum() >= FoundDevice.MOST) {
            return "full: " + FoundDevice.MOST + " of the site wait, and no more are taken";
        }
        boolean full = waiting.getOrDefault(found.device().id().gateway(), 0) >= FoundDevice.MOST_AT_A_GATEWAY;
        return full ? "full: " + FoundDevice.MOST_AT_A_GATEWAY + " of the gateway wait, and no more are taken" : "";
    }

    private static Map<String, Object> row(SiteId site, FoundDevice found, String inbox) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("site", site.value());
        row.put("device", found.id());
        row.put("type", found.device().type());
        row.put("label", found.device().label());
        row.put("found", Instant.ofEpochMilli(found.foundMs()).toString());
        row.put("state", found.refused() ? "refused" : "waits");
        row.put("problem", found.problem());
        row.put("inbox", inbox);
        return row;
    }

    Map<String, Object> decide(Administrator who, Order.DecideFound order) {
        SiteId site = site(order.site());
        DeviceId device = Named.device(order.device());
        boolean changed =
                switch (order.decision()) {
                    case ACCEPT -> tell(who, site, new Command.AcceptDevice(device));
                    case REFUSE -> tell(who, site, new Command.RefuseDevice(device));
                    case FORGET -> tell(who, site, new Command.ForgetFoundDevice(device));
                };
        String word =
                switch (order.decision()) {
                    case ACCEPT -> "accepted";
                    case REFUSE -> "refused";
                    case FORGET -> "forgotten";
                };
        Map<String, Object> row = new LinkedHashMap<>(Orders.row("device", device.value(), word, true));
        if (!changed) {
            row.put("before", true);
        }
        return row;
    }

    Map<String, Object> receive(Administrator who, Order.ReceiveDevices order) {
        SiteId site = site(order.site());
        tell(who, site, new Command.ReceiveDevices(order.waits()));
        boolean waits = sites.view(who.caller(), site)
                .resource(Reception.class, Reception.ID)
                .map(Reception::waits)
                .orElse(false);
        return Orders.row("site", site.value(), "waits", waits);
    }

    private <A> A tell(Administrator who, SiteId site, Command<A> command) {
        return sites.submit(who.caller(), site, command, who.cause());
    }

    private SiteId site(String name) {
        return Named.site(sites, name);
    }
}
