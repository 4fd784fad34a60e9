package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.command.Said;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Position;
import io.candelabra.model.Resource.Profile;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Latitude and longitude of a thing, in degrees. A thing without coordinates of its own has those of its site. */
public record Coordinates(double latitude, double longitude) {
    /** Name of the text in which a gateway keeps its coordinates. */
    public static final String OF_GATEWAY = "place";

    public static Coordinates of(View view, Device device) {
        return Position.of(device)
                .map(at -> new Coordinates(at.latitude(), at.longitude()))
                .orElseGet(() -> of(view));
    }

    public static Coordinates of(View view, Gateway gateway) {
        String kept = gateway.vendor().get(OF_GATEWAY);
        return Optional.ofNullable(kept)
                .flatMap(text -> KeptJson.read(text, Coordinates.class))
                .orElseGet(() -> of(view));
    }

    private static Coordinates of(View view) {
        return view.resource(Profile.class, "site")
                .map(p -> new Coordinates(p.latitude(), p.longitude()))
                .orElse(new Coordinates(0, 0));
    }

    /** The change that puts a device at these coordinates. */
    public Said saidOfDevice() {
        return Said.attributes(List.of(
                new State(Position.LATITUDE, State.Kind.FLOAT, Value.of(latitude)),
                new State(Position.LONGITUDE, State.Kind.FLOAT, Value.of(longitude))));
    }

    /** The change that puts this gateway at these coordinates. */
    public Said saidOf(Gateway gateway) {
        Map<String, Double> kept = Map.of("latitude", latitude, "longitude", longitude);
        return Said.note(gateway.vendor(), OF_GATEWAY, Json.text(kept));
    }
}
