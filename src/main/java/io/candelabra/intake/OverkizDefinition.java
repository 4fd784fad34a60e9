package io.candelabra.intake;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Overkiz form of a device type, its {@code definition}. The cloud counts all parameters of a command in
 * {@code nparams}; the local face counts those that have to be there, and lists all in {@code paramsSig}
 * ({@code p1,*p2}: the second may be left out).
 */
public final class OverkizDefinition {
    private static final int MOST_PARAMETERS = 100;

    private OverkizDefinition() {}

    /** The definition as the cloud shows it, as a JSON tree. */
    public static Map<String, Object> tree(DeviceType type) {
        Map<String, Object> tree = new LinkedHashMap<>();
        List<Object> commands = new ArrayList<>();
        for (CommandType command : type.commands()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("commandName", command.name());
            shown.put("nparams", (long) command.parameters().size());
            commands.add(shown);
        }
        tree.put("commands", commands);
        List<Object> states = new ArrayList<>();
        for (StateType state : type.states()) {
            states.add(tree(state));
        }
        tree.put("states", states);
        List<Object> properties = new ArrayList<>();
        for (DeviceType.Property property : type.properties()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("value", property.value());
            shown.put("qualifiedName", property.name());
            properties.add(shown);
        }
        tree.put("dataProperties", properties);
        tree.put("widgetName", type.widget());
        tree.put("uiProfiles", type.uiProfiles());
        tree.put("uiClass", type.uiClass());
        if (!type.uiClassifiers().isEmpty()) {
            tree.put("uiClassifiers", type.uiClassifiers());
        }
        tree.put("qualifiedName", type.name());
        tree.put("type", type.kind());
        return tree;
    }

    private static Map<String, Object> tree(StateType state) {
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
        if (state.shape() == StateType.Shape.DISCRETE) {
            shown.put("values", state.values());
        }
        shown.put("qualifiedName", state.name());
        return shown;
    }

    /**
     * The type that a definition describes, as far as it does: without data types and ranges of its own.
     *
     * @param known the catalogue's type of that name, for the parts that the local form leaves out
     */
    static DeviceType type(String name, LocatedJson definition, Optional<DeviceType> known) {
        List<CommandType> commands = new ArrayList<>();
        for (LocatedJson command : definition.objects("commands")) {
            commands.add(new CommandType(command.text("commandName"), parameters(command), List.of(), Repeat.SAFE));
        }
        List<StateType> states = new ArrayList<>();
        for (LocatedJson state : definition.objects("states")) {
            states.add(new StateType(
                    state.has("qualifiedName") ? state.text("qualifiedName") : state.text("name"),
                    shape(state),
                    state.texts("values"),
                    state.flag("eventBased", false)));
        }
        List<DeviceType.Property> properties = new ArrayList<>();
        for (LocatedJson property : definition.objects("dataProperties")) {
            properties.add(new DeviceType.Property(property.text("qualifiedName"), property.text("value", "")));
        }
        return new DeviceType(
                name,
                definition.text("type", known.map(DeviceType::kind).orElse("ACTUATOR")),
                definition.text("uiClass", known.map(DeviceType::uiClass).orElse("Generic")),
                definition.text("widgetName", known.map(DeviceType::widget).orElse("Unknown")),
                !name.startsWith("rts:"),
                definition.has("uiProfiles")
                        ? definition.texts("uiProfiles")
                        : known.map(DeviceType::uiProfiles).orElse(List.of()),
                definition.texts("uiClassifiers"),
                commands,
                states,
                properties);
    }

    private static List<Parameter> parameters(LocatedJson command) {
        List<Parameter> parameters = new ArrayList<>();
        String signature = command.text("paramsSig", "");
        if (!signature.isEmpty()) {
            for (String part : signature.split(",")) {
                parameters.add(parameter(parameters.size() + 1, part.strip().startsWith("*")));
            }
            return parameters;
        }
        long count = command.number("nparams");
        if (count < 0 || count > MOST_PARAMETERS) {
            throw new BadHome(command.at("nparams"), "a command has 0 to " + MOST_PARAMETERS + " parameters");
        }
        while (parameters.size() < count) {
            parameters.add(parameter(parameters.size() + 1, false));
        }
        return parameters;
    }

    private static Parameter parameter(int number, boolean optional) {
        return new Parameter("p" + number, State.Kind.NONE, Double.NaN, Double.NaN, List.of(), optional);
    }

    private static StateType.Shape shape(LocatedJson state) {
        return switch (state.text("type", "DataState")) {
            case "ContinuousState" -> StateType.Shape.CONTINUOUS;
            case "DiscreteState" -> StateType.Shape.DISCRETE;
            default -> StateType.Shape.DATA;
        };
    }
}
