package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.Profile;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a thing stands, in degrees. What has no place of its own stands where its site does. */
public record Place(double latitude, double longitude) {
    private static final String LATITUDE = "candelabra:Latitude";
    private static final String LONGITUDE = "candelabra:Longitude";
    private static final String GATEWAY_PLACE = "place";

    public static Place of(SiteState state, Device device) {
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        for (State attribute : device.attributes()) {
            if (attribute.name().equals(LATITUDE)) {
                latitude = attribute.value().asNumber();
            } else if (attribute.name().equals(LONGITUDE)) {
                longitude = attribute.value().asNumber();
            }
        }
        return Double.isNaN(latitude) || Double.isNaN(longitude) ? of(state) : new Place(latitude, longitude);
    }

    public static Place of(SiteState state, Gateway gateway) {
        String kept = gateway.vendor().get(GATEWAY_PLACE);
        return Optional.ofNullable(kept)
                .flatMap(text -> KeptJson.read(text, Place.class))
                .orElseGet(() -> of(state));
    }

    private static Place of(SiteState state) {
        return state.resource(Profile.class, "site")
                .map(p -> new Place(p.latitude(), p.longitude()))
                .orElse(new Place(0, 0));
    }

    /** The device, standing here. */
    public Device put(Device device, long nowMs) {
        List<State> attributes = new ArrayList<>();
        for (State attribute : device.attributes()) {
            if (!attribute.name().equals(LATITUDE) && !attribute.name().equals(LONGITUDE)) {
                attributes.add(attribute);
            }
        }
        attributes.add(new State(LATITUDE, State.Kind.FLOAT, Value.of(latitude)));
        attributes.add(new State(LONGITUDE, State.Kind.FLOAT, Value.of(longitude)));
        return new Device(
                device.id(),
                device.type(),
                device.label(),
                device.area(),
                device.available(),
                device.enabled(),
                device.states(),
                attributes,
                device.ids(),
                device.vendor(),
                device.createdMs(),
                nowMs);
    }

    /** The gateway, standing here. */
    public Gateway put(Gateway gateway) {
        Map<String, Double> kept = Map.of("latitude", latitude, "longitude", longitude);
        return gateway.withVendor(GATEWAY_PLACE, Json.text(kept));
    }
}
