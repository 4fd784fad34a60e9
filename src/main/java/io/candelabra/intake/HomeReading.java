package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of one home: keeps what is known so far while the file is gone through from top to bottom. */
final class HomeReading {
    private static final Set<String> SETUP = Set.of("gateways", "devices", "zones", "rootPlace", "actionGroups");
    private static final Set<String> SETUP_USUAL = Set.of("zones", "rootPlace");
    private static final Set<String> GATEWAY = Set.of("gatewayId", "alive", "placeOID");
    private static final Set<String> PLACE =
            Set.of("creationTime", "lastUpdateTime", "label", "type", "oid", "subPlaces");
    private static final Set<String> ZONE = Set.of("creationTime", "lastUpdateTime", "label", "type", "oid");
    private static final Set<String> SCENE = Set.of("creationTime", "lastUpdateTime", "label", "oid", "actions");
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
    private static final int MOST_DEVICES = 100_000;

    private final String name;
    private final Set<String> takenGateways;
    private final Set<String> takenSetups;
    private final SiteTypes types;
    private final Map<String, String> gatewayIds = new HashMap<>();
    private final Set<String> places = new HashSet<>();
    private final Set<String> oids = new HashSet<>();
    private final Set<DeviceId> deviceIds = new HashSet<>();
    private final List<ImportReport.Line> lines = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();

    HomeReading(String name, Catalogue catalogue, Set<String> takenGateways, Set<String> takenSetups) {
        this.name = name;
        this.takenGateways = Set.copyOf(takenGateways);
        this.takenSetups = Set.copyOf(takenSetups);
        this.types = new SiteTypes(catalogue);
    }

    ImportedHome read(Found setup, Found actionGroups) {
        boolean local = !setup.has("oid") && !setup.has("location");
        Resource.Profile profile = profile(setup, local);
        if (setup.has("rootPlace")) {
            place(Found.of(setup.at("rootPlace"), setup.fields().get("rootPlace")), "", 0);
        }
        List<Gateway> gateways = new ArrayList<>();
        for (Found gateway : setup.objects("gateways")) {
            gateways.add(gateway(gateway, profile.timezone(), gateways.size()));
        }
        if (gateways.isEmpty()) {
            throw new BadHome(setup.at("gateways"), "a home has at least one gateway");
        }
        List<Device> devices = new ArrayList<>();
        List<Found> found = setup.objects("devices");
        if (found.size() > MOST_DEVICES) {
            throw new BadHome(setup.at("devices"), "a home has at most " + MOST_DEVICES + " devices");
        }
        for (Found device : found) {
            devices.add(device(device, devices.size()));
        }
        int zones = 0;
        for (Found zone : setup.objects("zones")) {
            zone(zone, zones++);
        }
        int scenes = 0;
        for (Found scene : actionGroups.objects(actionGroups.has("action_groups") ? "action_groups" : "actionGroups")) {
            scene(scene, scenes++);
        }
        resources.addAll(types.own());
        return new ImportedHome(name, profile, gateways, devices, resources, new ImportReport(lines));
    }

    private Resource.Profile profile(Found setup, boolean local) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(setup.fields());
        rest.keySet().removeAll(SETUP);
        rest.put("oid", setupOid(setup));
        Found location = setup.has("location")
                ? Found.of(setup.at("location"), setup.fields().get("location"))
                : new Found(setup.at("location"), Map.of());
        Map<String, String> vendor = new HashMap<>();
        vendor.put(ImportedHome.REST, Json.text(rest));
        vendor.put(ImportedHome.ABSENT, setup.absent(setupUsual(setup)));
        vendor.put(ImportedHome.SHAPE, local ? "local" : "cloud");
        return new Resource.Profile(
                setup.text("label", name),
                degrees(location, "latitude", 90),
                degrees(location, "longitude", 180),
                timezone(location),
                vendor);
    }

    private String setupOid(Found setup) {
        String was = setup.has("oid") ? setup.text("oid") : "";
        String is = was;
        for (int attempt = 0; is.isEmpty() || takenSetups.contains(is); attempt++) {
            is = StableIds.uuid("setup " + name + (attempt == 0 ? "" : " " + attempt));
        }
        if (!is.equals(was)) {
            lines.add(new ImportReport.Line("setup oid", name, was, is));
        }
        oids.add(is);
        return is;
    }

    private static Set<String> setupUsual(Found setup) {
        Set<String> usual = new HashSet<>(SETUP_USUAL);
        if (!setup.has("oid")) {
            usual.add("oid");
        }
        return usual;
    }

    /** A coordinate, as a number or as text; 0 where it is masked or missing. */
    private static double degrees(Found location, String key, double most) {
        double degrees = Found.value(location.fields().get(key)).asNumber();
        return Math.abs(degrees) <= most ? degrees : 0;
    }

    private static String timezone(Found location) {
        String zone = location.text("timezone", "UTC");
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            throw new BadHome(location.at("timezone"), "no such time zone: " + zone);
        }
    }

    private void place(Found place, String parent, int index) {
        String oid = oid(place, "place", place.path());
        places.add(oid);
        resources.add(new Resource.Area(
                oid,
                parent,
                place.text("label", ""),
                place.integer("type"),
                place.number("creationTime"),
                place.number("lastUpdateTime"),
                Map.of(ImportedHome.OID, oid),
                vendor(place, PLACE, index)));
        int child = 0;
        for (Found sub : place.objects("subPlaces")) {
            place(sub, oid, child++);
        }
    }

    private Gateway gateway(Found gateway, String timezone, int index) {
        String was = gateway.text("gatewayId");
        String is = was;
        int attempt = 0;
        while (!StableIds.isGatewayId(is) || takenGateways.contains(is) || gatewayIds.containsValue(is)) {
            is = StableIds.gateway("gateway " + name + " " + index + " " + was + " " + attempt++, was);
            if (attempt > 50) {
                // the last group of a masked id is kept only as long as it leaves a choice
                is = StableIds.gateway("gateway " + name + " " + index + " " + attempt, "");
            }
        }
        if (!is.equals(was)) {
            lines.add(new ImportReport.Line("gateway id", "gateway " + (index + 1), was, is));
        }
        gatewayIds.putIfAbsent(was, is);
        gatewayIds.putIfAbsent(is, is);
        boolean placed = places.contains(gateway.text("placeOID", ""));
        return new Gateway(
                new GatewayId(is),
                ImportedHome.DRIVER,
                "",
                placed ? gateway.text("placeOID") : "",
                gateway.flag("alive", true),
                timezone,
                Map.of(),
                vendor(gateway, GATEWAY, placed ? Set.of() : Set.of("placeOID"), index));
    }

    private Device device(Found device, int index) {
        DeviceId id = deviceId(device, "deviceURL");
        if (!deviceIds.add(id)) {
            throw new BadHome(device.at("deviceURL"), "two devices have this URL");
        }
        String controllable = device.text("controllableName");
        List<State> states = states(device, "states");
        String type = types.name(
                controllable, Found.of(device.at("definition"), device.fields().get("definition")), states);
        String oid = oid(device, "device", id.value());
        boolean placed = places.contains(device.text("placeOID", ""));
        Set<String> unfit = new HashSet<>();
        if (!placed) {
            unfit.add("placeOID");
        }
        if (!type.equals(controllable)) {
            unfit.add("controllableName");
        }
        Map<String, String> vendor = vendor(device, DEVICE, unfit, index);
        rests(device, "states", ImportedHome.STATE_REST, vendor);
        rests(device, "attributes", ImportedHome.ATTRIBUTE_REST, vendor);
        return new Device(
                id,
                type,
                device.text("label", ""),
                placed ? device.text("placeOID") : "",
                device.flag("available", true),
                device.flag("enabled", true),
                new States(states),
                states(device, "attributes"),
                Map.of(ImportedHome.OID, oid),
                vendor,
                device.number("creationTime"),
                device.number("lastUpdateTime"));
    }

    /** A device URL with its gateway's id as it is now. */
    private DeviceId deviceId(Found object, String key) {
        String url = object.text(key);
        int start = url.indexOf("://");
        int end = start < 1 ? -1 : url.indexOf('/', start + 3);
        if (end < 0) {
            throw new BadHome(object.at(key), "a device URL reads protocol://gateway/address");
        }
        String gateway = gatewayIds.get(url.substring(start + 3, end));
        if (gateway == null) {
            throw new BadHome(object.at(key), "its gateway is not among the gateways of the home");
        }
        try {
            return new DeviceId(url.substring(0, start + 3) + gateway + url.substring(end));
        } catch (IllegalArgumentException bad) {
            throw new BadHome(object.at(key), String.valueOf(bad.getMessage()));
        }
    }

    private static List<State> states(Found device, String key) {
        List<State> states = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Found state : device.objects(key)) {
            String stateName = state.text("name");
            if (!names.add(stateName)) {
                throw new BadHome(state.at("name"), "the device has " + stateName + " twice");
            }
            states.add(new State(
                    stateName,
                    State.Kind.ofCode(state.integer("type")),
                    Found.value(state.fields().get("value"))));
        }
        return states;
    }

    /** Keeps what states have besides name, type and value, and the value with which it holds. */
    private static void rests(Found device, String key, String under, Map<String, String> vendor) {
        Map<String, Object> rests = new LinkedHashMap<>();
        for (Found state : device.objects(key)) {
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

    private void zone(Found zone, int index) {
        List<DeviceId> members = new ArrayList<>();
        List<Object> items = new ArrayList<>();
        for (Found item : zone.objects("items")) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>(item.fields());
            if (item.has("deviceURL")) {
                DeviceId member = deviceId(item, "deviceURL");
                fields.put("deviceURL", member.value());
                members.add(member);
            }
            items.add(fields);
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(zone.fields());
        rest.keySet().removeAll(ZONE);
        if (zone.has("items")) {
            rest.put("items", items);
        }
        Map<String, String> vendor = vendor(zone, ZONE, index);
        vendor.put(ImportedHome.REST, Json.text(rest));
        String oid = oid(zone, "zone", zone.path());
        resources.add(new Resource.Group(
                oid,
                zone.text("label", ""),
                zone.integer("type"),
                members,
                List.of(),
                zone.number("creationTime"),
                zone.number("lastUpdateTime"),
                Map.of(ImportedHome.OID, oid),
                vendor));
    }

    private void scene(Found scene, int index) {
        List<Action> actions = new ArrayList<>();
        List<Object> asTheyStood = new ArrayList<>();
        for (Found action : scene.objects("actions")) {
            List<DeviceCommand> commands = new ArrayList<>();
            for (Found command : action.objects("commands")) {
                List<Value> parameters = new ArrayList<>();
                for (Object parameter : command.list("parameters")) {
                    parameters.add(Found.value(parameter));
                }
                commands.add(DeviceCommand.of(command.text("name"), parameters.toArray(Value[]::new)));
            }
            DeviceId device = deviceId(action, "deviceURL");
            actions.add(new Action(device, commands));
            Map<String, @Nullable Object> fields = new LinkedHashMap<>(action.fields());
            fields.put("deviceURL", device.value());
            asTheyStood.add(fields);
        }
        String oid = oid(scene, "action group", scene.path());
        Map<String, String> vendor = vendor(scene, SCENE, index);
        vendor.put(ImportedHome.ACTIONS, Json.text(asTheyStood));
        resources.add(new Resource.Scene(
                oid,
                scene.text("label", ""),
                actions,
                scene.number("creationTime"),
                scene.number("lastUpdateTime"),
                Map.of(ImportedHome.OID, oid),
                vendor));
    }

    private String oid(Found object, String what, String where) {
        String oid = object.text("oid", "");
        if (!oid.isEmpty() && oids.add(oid)) {
            return oid;
        }
        String made = StableIds.uuid(what + " " + name + " " + where);
        lines.add(new ImportReport.Line(what + " oid", where, oid, made));
        oids.add(made);
        return made;
    }

    private static Map<String, String> vendor(Found object, Set<String> represented, int index) {
        return vendor(object, represented, Set.of(), index);
    }

    /** What the record does not represent; of this object, some fields do not fit into the record and stay as well. */
    private static Map<String, String> vendor(Found object, Set<String> represented, Set<String> unfit, int index) {
        Set<String> left = new HashSet<>(represented);
        left.removeAll(unfit);
        Map<String, String> vendor = new HashMap<>();
        vendor.put(ImportedHome.REST, object.rest(left));
        vendor.put(ImportedHome.ABSENT, object.absent(represented));
        vendor.put(ImportedHome.INDEX, Integer.toString(index));
        return vendor;
    }
}
