package io.candelabra.demo;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.install.Foundation;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.List;
import java.util.Map;

/** A small home next door: a box, a lamp and a shutter that nobody else may see. */
final class NeighbourHome {
    private static final GatewayId BOX = new GatewayId("2031-0909-5150");
    private static final String ROOT = DemoHome.uuid("neighbour/root");

    private NeighbourHome() {}

    static Foundation of(Catalogue catalogue, long nowMs) {
        Resource.Profile profile = new Resource.Profile("Next door", 52.09, 5.12, "Europe/Amsterdam", Map.of());
        Resource.Area root = new Resource.Area(ROOT, "", "Next door", 200, nowMs, nowMs, Map.of(), Map.of());
        Gateway box = new Gateway(BOX, "simulator", "Box", ROOT, true, "Europe/Amsterdam", Map.of(), Map.of());
        return new Foundation(
                profile,
                List.of(root),
                List.of(box),
                List.of(
                        device(
                                catalogue,
                                "14000001",
                                "io:DimmableLightIOComponent",
                                "Reading lamp",
                                States.of(State.of("core:OnOffState", "off"), State.of("core:LightIntensityState", 0)),
                                nowMs),
                        device(
                                catalogue,
                                "14000002",
                                "io:RollerShutterGenericIOComponent",
                                "Bedroom shutter",
                                States.of(State.of("core:ClosureState", 0), State.of("core:OpenClosedState", "open")),
                                nowMs)),
                List.of(),
                List.of());
    }

    private static Device device(
            Catalogue catalogue, String address, String type, String label, States states, long nowMs) {
        String known = catalogue
                .find(type)
                .map(DeviceType::name)
                .orElseThrow(() -> new IllegalStateException("the catalogue lacks " + type));
        return new Device(
                DeviceId.of("io", BOX, address),
                known,
                label,
                ROOT,
                true,
                true,
                states,
                List.of(),
                Map.of(),
                Map.of(),
                nowMs,
                nowMs);
    }
}
