package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What devices of a type are and can do, as both faces show it; rendered once per type. A definition that came with an
 * imported home goes out as it came in, on the face whose shape it has.
 *
 * <p>Cloud: {@code commands[{commandName,nparams}], states[{type,qualifiedName,values?,eventBased?}],
 * dataProperties[{value,qualifiedName}], widgetName, uiProfiles, uiClass, uiClassifiers?, qualifiedName, type}. Local:
 * {@code states[{name}], widgetName, type, commands[{commandName,nparams,paramsSig?}], uiClass}, with optional parameters
 * starred in {@code paramsSig}. The cloud counts all parameters in {@code nparams}, the local face those that must be there.
 */
public final class Definitions {
    /** @param type what it was made from; another instance of the same name makes it anew */
    private record Rendered(DeviceType type, String controllable, byte[] cloud, byte[] local) {}

    private final Map<String, Rendered> rendered = new ConcurrentHashMap<>();

    /** The definition as JSON. The array must not be changed. */
    public byte[] definition(View state, DeviceType type, boolean local) {
        Rendered found = find(state, type);
        return local ? found.local() : found.cloud();
    }

    /** The qualified name by which clients know the type: several types of a site may share it. */
    public String controllable(View state, DeviceType type) {
        return find(state, type).controllable();
    }

    /** A type's name without the number that sets several types of one name apart. */
    public static String plainName(String typeName) {
        int number = typeName.indexOf('~');
        return number < 0 ? typeName : typeName.substring(0, number);
    }

    private Rendered find(View state, DeviceType type) {
        Optional<Resource.SiteType> own = state.resource(Resource.SiteType.class, type.name());
        String key = own.isPresent() ? state.site() + " " + type.name() : type.name();
        Rendered found = rendered.get(key);
        if (found == null || found.type() != type) {
            found = render(type, own.map(Resource.SiteType::vendorJson).orElse(""));
            rendered.put(key, found);
        }
        return found;
    }

    private static Rendered render(DeviceType type, String imported) {
        Map<String, @Nullable Object> given = imported.isBlank() ? Map.of() : VendorFields.object(imported);
        boolean isCloud = given.containsKey("qualifiedName");
        boolean isLocal = !isCloud && given.containsKey("commands");
        String controllable = given.get("qualifiedName") instanceof String name
                ? name
                : type.name().replaceFirst("~.*", "");
        return new Rendered(
                type,
                controllable,
                isCloud ? imported.getBytes(StandardCharsets.UTF_8) : Json.write(cloud(type, controllable)),
                isLocal ? imported.getBytes(StandardCharsets.UTF_8) : Json.write(local(type)));
    }

    private static Map<String, Object> cloud(DeviceType type, String controllable) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put(
                "commands",
                type.commands().stream().map(Definitions::cloudCommand).toList());
        definition.put(
                "states", type.states().stream().map(Definitions::cloudState).toList());
        List<Map<String, Object>> properties = new ArrayList<>();
        for (DeviceType.Property property : type.properties()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("value", property.value());
            shown.put("qualifiedName", property.name());
            properties.add(shown);
        }
        definition.put("dataProperties", properties);
        definition.put("widgetName", type.widget());
        definition.put("uiProfiles", type.uiProfiles());
        definition.put("uiClass", type.uiClass());
        if (!type.uiClassifiers().isEmpty()) {
            definition.put("uiClassifiers", type.uiClassifiers());
        }
        definition.put("qualifiedName", controllable);
        definition.put("type", type.kind());
        return definition;
    }

    private static Map<String, Object> cloudCommand(DeviceType.CommandType command) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("commandName", command.name());
        shown.put("nparams", command.parameters().size());
        return shown;
    }

    private static Map<String, Object> cloudState(DeviceType.StateType state) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (state.eventBased()) {
            shown.put("eventBased", true);
        }
        shown.put(
                "type",
                switch (state.shape()) {
                    case CONTINUOUS -> "ContinuousState";
                    case DISCRETE -> "DiscreteState";
                    case DATA -> "DataState";
                });
        if (state.shape() == DeviceType.StateType.Shape.DISCRETE) {
            shown.put("values", state.values());
        }
        shown.put("qualifiedName", state.name());
        return shown;
    }

    private static Map<String, Object> local(DeviceType type) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put(
                "states",
                type.states().stream()
                        .map(state -> Map.of("name", state.name()))
                        .toList());
        definition.put("widgetName", type.widget());
        definition.put("type", type.kind());
        definition.put(
                "commands",
                type.commands().stream().map(Definitions::localCommand).toList());
        definition.put("uiClass", type.uiClass());
        return definition;
    }

    private static Map<String, Object> localCommand(DeviceType.CommandType command) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("commandName", command.name());
        shown.put("nparams", command.required());
        if (!command.parameters().isEmpty()) {
            List<String> signature = new ArrayList<>();
            for (DeviceType.Parameter parameter : command.parameters()) {
                signature.add((parameter.optional() ? "*p" : "p") + (signature.size() + 1));
            }
            shown.put("paramsSig", String.join(",", signature));
        }
        return shown;
    }
}
