package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the devices of a home. A device without a type or a definition is none that anybody can use. */
final class DeviceReading {
    private static final Set<String> DEVICE = Set.of(
            "creationTime",
            "lastUpdateTime",
            "label",
            "deviceURL",
            "controllableName",
            "definition",
            "states",
            "attributes",
            "available",
            "enabled",
            "placeOID",
            "oid");

    private final HomeIds ids;
    private final Omissions omissions;
    private final Set<String> places;
    private final SiteTypes types;
    private final Set<DeviceId> known = new HashSet<>();

    DeviceReading(HomeIds ids, Omissions omissions, Set<String> places, Catalogue catalogue) {
        this.ids = ids;
        this.omissions = omissions;
        this.places = places;
        this.types = new SiteTypes(catalogue);
    }

    boolean knows(DeviceId device) {
        return known.contains(device);
    }

    List<Resource.SiteType> ownTypes() {
        return types.own();
    }

    Device device(LocatedJson device, int index) {
        DeviceId id = ids.device(device, "deviceURL");
        if (known.contains(id)) {
            throw new BadHome(device.at("deviceURL"), "the home has this device already");
        }
        String controllable = device.text("controllableName");
        LocatedJson definition = device.object("definition").whole();
        List<LocatedJson> foundStates = named(device, "states");
        List<State> states = states(foundStates);
        List<LocatedJson> foundAttributes = named(device, "attributes");
        List<State> attributes = states(foundAttributes);
        String type = types.name(controllable, definition, states);
        boolean placed = places.contains(device.text("placeOID", ""));
        Set<String> unfit = new HashSet<>();
        if (!placed) {
            unfit.add("placeOID");
        }
        if (!type.equals(controllable)) {
            unfit.add("controllableName");
        }
        Map<String, String> vendor = ImportedHome.vendor(device, DEVICE, unfit, index);
        rests(foundStates, ImportedHome.STATE_REST, vendor);
        rests(foundAttributes, ImportedHome.ATTRIBUTE_REST, vendor);
        known.add(id);
        return new Device(
                id,
                type,
                device.label(""),
                placed ? device.text("placeOID") : "",
                device.flag("available", true),
                device.flag("enabled", true),
                new States(states),
                attributes,
                Map.of(ImportedHome.OID, ids.oid(device, "device", id.value())),
                vendor,
                device.number("creationTime"),
                device.number("lastUpdateTime"));
    }

    /** States or attributes that have a name, each name once. */
    private List<LocatedJson> named(LocatedJson device, String key) {
        List<LocatedJson> named = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (LocatedJson state : device.objects(key)) {
            omissions
                    .read(state.path(), () -> {
                        String name = state.text("name");
                        if (names.contains(name)) {
                            throw new BadHome(state.at("name"), "the device has " + name + " twice");
                        }
                        state(state);
                        return name;
                    })
                    .ifPresent(name -> {
                        names.add(name);
                        named.add(state);
                    });
        }
        return named;
    }

    private static List<State> states(List<LocatedJson> found) {
        return found.stream().map(DeviceReading::state).toList();
    }

    private static State state(LocatedJson state) {
        return new State(
                state.text("name"),
                State.Kind.ofCode(state.whole().integer("type")),
                LocatedJson.value(state.fields().get("value")));
    }

    /** Keeps what states have besides name, type and value, and the value with which it holds. */
    private static void rests(List<LocatedJson> states, String under, Map<String, String> vendor) {
        Map<String, Object> rests = new LinkedHashMap<>();
        for (LocatedJson state : states) {
            Map<String, @Nullable Object> rest = new LinkedHashMap<>(state.fields());
            rest.remove("name");
            int type = state.integer("type");
            if (!state.has("type") || State.Kind.ofCode(type).code() == type && state.has("value")) {
                rest.remove("type");
            }
            if (state.has("value")) {
                rest.remove("value");
            }
            if (!rest.isEmpty()) {
                if (state.has("value")) {
                    rest.put("value", state.fields().get("value"));
                }
                rests.put(state.text("name"), rest);
            }
        }
        if (!rests.isEmpty()) {
            vendor.put(under, Json.text(rests));
        }
    }
}
