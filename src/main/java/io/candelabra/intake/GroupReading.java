package io.candelabra.intake;

import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads things that stand for several devices: zones and action groups. A device that did not come in is left out of
 * them.
 */
final class GroupReading {
    private static final Set<String> ZONE = Set.of("creationTime", "lastUpdateTime", "label", "type", "oid");
    private static final Set<String> SCENE = Set.of("creationTime", "lastUpdateTime", "label", "oid", "actions");

    private final HomeIds ids;
    private final Omissions omissions;
    private final Predicate<DeviceId> known;

    GroupReading(HomeIds ids, Omissions omissions, Predicate<DeviceId> known) {
        this.ids = ids;
        this.omissions = omissions;
        this.known = known;
    }

    private DeviceId member(LocatedJson object) {
        DeviceId member = ids.device(object, "deviceURL");
        if (!known.test(member)) {
            throw new BadHome(object.at("deviceURL"), "the home has no such device");
        }
        return member;
    }

    Resource.Group zone(LocatedJson zone, int index) {
        List<DeviceId> members = new ArrayList<>();
        List<Object> items = new ArrayList<>();
        for (LocatedJson item : zone.objects("items")) {
            omissions.read(item.path(), () -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>(item.fields());
                if (item.has("deviceURL")) {
                    DeviceId member = member(item);
                    fields.put("deviceURL", member.value());
                    members.add(member);
                }
                return items.add(fields);
            });
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(zone.fields());
        rest.keySet().removeAll(ZONE);
        if (zone.has("items")) {
            rest.put("items", items);
        }
        Map<String, String> vendor = ImportedHome.vendor(zone, ZONE, Set.of(), index);
        vendor.put(ImportedHome.REST, Json.text(rest));
        String oid = ids.oid(zone, "zone", zone.path());
        return new Resource.Group(
                oid,
                zone.label(""),
                zone.integer("type"),
                members,
                List.of(),
                zone.number("creationTime"),
                zone.number("lastUpdateTime"),
                Map.of(ImportedHome.OID, oid),
                vendor);
    }

    Resource.Scene scene(LocatedJson scene, int index) {
        List<Action> actions = new ArrayList<>();
        List<Object> asTheyStood = new ArrayList<>();
        for (LocatedJson action : scene.objects("actions")) {
            // an action without one of its commands would do something else
            omissions.read(action.path(), () -> {
                List<DeviceCommand> commands = new ArrayList<>();
                for (LocatedJson command : action.whole().objects("commands")) {
                    commands.add(command(command));
                }
                DeviceId device = member(action);
                actions.add(new Action(device, commands));
                Map<String, @Nullable Object> fields = new LinkedHashMap<>(action.fields());
                fields.put("deviceURL", device.value());
                return asTheyStood.add(fields);
            });
        }
        String oid = ids.oid(scene, "action group", scene.path());
        Map<String, String> vendor = ImportedHome.vendor(scene, SCENE, Set.of(), index);
        vendor.put(ImportedHome.ACTIONS, Json.text(asTheyStood));
        return new Resource.Scene(
                oid,
                scene.label(""),
                actions,
                scene.number("creationTime"),
                scene.number("lastUpdateTime"),
                Map.of(ImportedHome.OID, oid),
                vendor);
    }

    private static DeviceCommand command(LocatedJson command) {
        List<Value> parameters = new ArrayList<>();
        for (Object parameter : command.list("parameters")) {
            parameters.add(LocatedJson.value(parameter));
        }
        return DeviceCommand.of(command.text("name"), parameters.toArray(Value[]::new));
    }
}
