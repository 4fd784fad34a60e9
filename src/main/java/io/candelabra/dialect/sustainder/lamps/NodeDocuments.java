package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.document.Times;
import io.candelabra.model.Gateway;
import org.jspecify.annotations.Nullable;

/** Nodes as documents. A node has a lamp with its sensors, or is a gateway; its links name its parts. */
public final class NodeDocuments {
    private NodeDocuments() {}

    /** A lamp's node as lists and groups show it. */
    public static Hal brief(String base, View view, Lamp lamp) {
        Coordinates at = Coordinates.of(view, lamp.device());
        return head(base, view, lamp)
                .put("node_id", lamp.nodeId())
                .put("name", lamp.device().label())
                .put("status", LampDocuments.status(lamp))
                .put("longitude", at.longitude())
                .put("latitude", at.latitude())
                .putAll(tail(lamp));
    }

    /** A lamp's node as the lamp's document shows it. */
    public static Hal full(String base, View view, Lamp lamp) {
        Coordinates at = Coordinates.of(view, lamp.device());
        return head(base, view, lamp)
                .put("node_id", lamp.nodeId())
                .put("name", lamp.device().label())
                .put("area", LampDocuments.quarter(view, lamp))
                .put("street", LampDocuments.street(view, lamp))
                .put("status", LampDocuments.status(lamp))
                .put("group_name", LampDocuments.group(view, lamp))
                .put("is_locked", !lamp.device().enabled())
                .put("longitude", at.longitude())
                .put("latitude", at.latitude())
                .put(
                        "software_version",
                        lamp.attribute("core:FirmwareRevision")
                                .map(a -> a.value().asText())
                                .orElse(""))
                .putAll(tail(lamp));
    }

    private static Hal head(String base, View view, Lamp lamp) {
        Hal hal = Hal.at(base, "/nodes/" + lamp.nodeId())
                .link("nodes", "/nodes")
                .link("sensors_service", "/sensors/" + lamp.nodeId())
                .link("lcm_service", "/lcms/" + lamp.lcmId());
        // The short names of the introduction lead to the same.
        hal.link("sensors", "/sensors/" + lamp.nodeId()).link("lcm", "/lcms/" + lamp.lcmId());
        lamp.gateway().ifPresent(g -> hal.link("gateway_service", "/gateways/" + gatewayId(g)));
        return hal;
    }

    private static java.util.Map<String, @Nullable Object> tail(Lamp lamp) {
        java.util.Map<String, @Nullable Object> tail = new java.util.LinkedHashMap<>();
        String gateway = lamp.gateway().map(NodeDocuments::gatewayId).orElse(null);
        tail.put("last_status_update", Times.of(lamp.seenMs()));
        tail.put("gateway_id", gateway);
        tail.put("lcm_service_id", lamp.lcmId());
        tail.put("gateway_service_id", gateway);
        return tail;
    }

    /** The node of a gateway that stands by itself. */
    public static Hal gateway(String base, View view, Gateway gateway) {
        Coordinates at = Coordinates.of(view, gateway);
        return Hal.at(base, "/nodes/" + gatewayNodeId(gateway))
                .link("nodes", "/nodes")
                .link("gateway_service", "/gateways/" + gatewayId(gateway))
                .put("node_id", gatewayNodeId(gateway))
                .put("name", gateway.label())
                .put("status", gateway.alive() ? "online" : "offline")
                .put("longitude", at.longitude())
                .put("latitude", at.latitude())
                .put("last_status_update", null)
                .put("gateway_id", gatewayId(gateway))
                .put("lcm_service_id", null)
                .put("gateway_service_id", gatewayId(gateway));
    }

    /** The number of its modem; its name if it has none. */
    public static String gatewayId(Gateway gateway) {
        return gateway.ids().getOrDefault("imei", gateway.id().value());
    }

    public static String gatewayNodeId(Gateway gateway) {
        return gateway.ids().getOrDefault(Lamp.NODE, gatewayId(gateway));
    }
}
