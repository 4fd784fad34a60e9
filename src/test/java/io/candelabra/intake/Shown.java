package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Shows an imported home as the file that it came from, by nothing but what ImportedHome says where things are. */
final class Shown {
    private final ImportedHome home;
    private final Catalogue catalogue;

    Shown(ImportedHome home, Catalogue catalogue) {
        this.home = home;
        this.catalogue = catalogue;
    }

    Map<String, Object> setup() {
        Map<String, Object> setup = new LinkedHashMap<>();
        setup.put("gateways", gateways());
        setup.put("devices", devices());
        setup.put("zones", zones());
        places("").stream().findFirst().ifPresent(root -> setup.put("rootPlace", root));
        List<Object> absent = list(home.profile().vendor().get(ImportedHome.ABSENT));
        Map<String, Object> rest = object(home.profile().vendor().get(ImportedHome.REST));
        setup.putAll(rest);
        absent.forEach(setup::remove);
        return setup;
    }

    private List<Object> gateways() {
        List<Object> shown = new ArrayList<>();
        for (Gateway gateway : sorted(home.gateways(), g -> index(g.vendor()))) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("gatewayId", gateway.id().value());
            fields.put("alive", gateway.alive());
            fields.put("placeOID", gateway.area());
            shown.add(finished(fields, gateway.vendor()));
        }
        return shown;
    }

    private List<Object> devices() {
        List<Object> shown = new ArrayList<>();
        for (Device device : sorted(home.devices(), d -> index(d.vendor()))) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("creationTime", device.createdMs());
            fields.put("lastUpdateTime", device.updatedMs());
            fields.put("label", device.label());
            fields.put("deviceURL", device.id().value());
            fields.put("controllableName", device.type());
            fields.put("definition", definition(device.type()));
            fields.put("states", states(device.states(), device.vendor().get(ImportedHome.STATE_REST)));
            fields.put("attributes", states(device.attributes(), device.vendor().get(ImportedHome.ATTRIBUTE_REST)));
            fields.put("available", device.available());
            fields.put("enabled", device.enabled());
            fields.put("placeOID", device.area());
            fields.put("oid", device.id(ImportedHome.OID).orElseThrow());
            shown.add(finished(fields, device.vendor()));
        }
        return shown;
    }

    private Object definition(String type) {
        for (Resource resource : home.resources()) {
            if (resource instanceof Resource.SiteType own && own.id().equals(type)) {
                return object(own.vendorJson());
            }
        }
        return OverkizDefinition.tree(catalogue.find(type).orElseThrow());
    }

    private static List<Object> states(Iterable<State> states, @Nullable String rests) {
        List<Object> shown = new ArrayList<>();
        Map<String, Object> more = rests == null ? Map.of() : object(rests);
        for (State state : states) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", state.name());
            fields.put("type", (long) state.kind().code());
            if (!state.value().equals(Value.NOTHING)) {
                fields.put("value", json(state.value()));
            }
            if (more.get(state.name()) instanceof Map<?, ?> rest) {
                rest.forEach((key, value) -> fields.put(String.valueOf(key), value));
            }
            shown.add(fields);
        }
        return shown;
    }

    static @Nullable Object json(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real -> real.number();
            case Value.Flag flag -> flag.on();
            case Value.Tree tree -> tree(tree.json());
            case Value.Nothing ignored -> null;
        };
    }

    private List<Object> places(String parent) {
        List<Object> shown = new ArrayList<>();
        for (Resource.Area area : sorted(
                home.resources().stream()
                        .filter(Resource.Area.class::isInstance)
                        .map(Resource.Area.class::cast)
                        .filter(a -> a.parent().equals(parent))
                        .toList(),
                a -> index(a.vendor()))) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("creationTime", area.createdMs());
            fields.put("lastUpdateTime", area.updatedMs());
            fields.put("label", area.label());
            fields.put("type", (long) area.type());
            fields.put("oid", area.id());
            fields.put("subPlaces", places(area.id()));
            shown.add(finished(fields, area.vendor()));
        }
        return shown;
    }

    private List<Object> zones() {
        List<Object> shown = new ArrayList<>();
        for (Resource resource : home.resources()) {
            if (resource instanceof Resource.Group group) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("creationTime", group.createdMs());
                fields.put("lastUpdateTime", group.updatedMs());
                fields.put("label", group.label());
                fields.put("type", (long) group.type());
                fields.put("oid", group.id());
                shown.add(finished(fields, group.vendor()));
            }
        }
        return shown;
    }

    List<Object> actionGroups() {
        List<Object> shown = new ArrayList<>();
        for (Resource resource : home.resources()) {
            if (resource instanceof Resource.Scene scene) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("creationTime", scene.createdMs());
                fields.put("lastUpdateTime", scene.updatedMs());
                fields.put("label", scene.label());
                fields.put("oid", scene.id());
                fields.put(
                        "actions", scene.actions().stream().map(Shown::action).toList());
                shown.add(finished(fields, scene.vendor()));
            }
        }
        return shown;
    }

    private static Object action(Action action) {
        List<Object> commands = new ArrayList<>();
        for (DeviceCommand command : action.commands()) {
            commands.add(Map.of(
                    "type", 1L,
                    "name", command.name(),
                    "parameters", command.parameters().stream().map(Shown::json).toList()));
        }
        return Map.of("deviceURL", action.device().value(), "commands", commands);
    }

    private static Map<String, Object> finished(Map<String, Object> fields, Map<String, String> vendor) {
        list(vendor.get(ImportedHome.ABSENT)).forEach(fields::remove);
        fields.putAll(object(vendor.get(ImportedHome.REST)));
        return fields;
    }

    private static <T> List<T> sorted(List<T> all, ToIntFunction<T> by) {
        return all.stream().sorted(Comparator.comparingInt(by)).toList();
    }

    private static int index(Map<String, String> vendor) {
        return Integer.parseInt(String.valueOf(vendor.get(ImportedHome.INDEX)));
    }

    static @Nullable Object tree(String json) {
        return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable String json) {
        return json == null ? Map.of() : (Map<String, Object>) java.util.Objects.requireNonNull(tree(json));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable String json) {
        return json == null ? List.of() : (List<Object>) java.util.Objects.requireNonNull(tree(json));
    }
}
