package io.candelabra.dialect.overkiz.document;

import io.candelabra.model.DeviceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a device type: its commands, states and names. The local face leaves out {@code dataProperties},
 * {@code uiProfiles}, {@code uiClassifiers} and {@code qualifiedName}.
 *
 * @param type word of what the device is, such as {@code ACTUATOR}
 */
public record DefinitionDocument(
        List<CommandTypeDocument> commands,
        List<StateTypeDocument> states,
        @Nullable List<PropertyDocument> dataProperties,
        String widgetName,
        @Nullable List<String> uiProfiles,
        String uiClass,
        @Nullable List<String> uiClassifiers,
        @Nullable String qualifiedName,
        String type) {

    /**
     * @param nparams how many parameters there are: on the cloud face all, on the local face those that must be there
     * @param paramsSig the parameters on the local face, such as {@code p1,*p2}, an optional one with a star
     */
    public record CommandTypeDocument(
            String commandName, int nparams, @Nullable String paramsSig) {}

    /**
     * On the local face there is the name alone.
     *
     * @param type {@code ContinuousState}, {@code DiscreteState} or {@code DataState}
     * @param values the values of a discrete state
     */
    public record StateTypeDocument(
            @Nullable Boolean eventBased,
            @Nullable String type,
            @Nullable List<String> values,
            @Nullable String qualifiedName,
            @Nullable String name) {}

    /** A fact that is the same for all devices of the type. */
    public record PropertyDocument(String value, String qualifiedName) {}

    /** @param controllable the name by which clients know the type */
    static DefinitionDocument cloud(DeviceType type, String controllable) {
        return new DefinitionDocument(
                type.commands().stream()
                        .map(command -> new CommandTypeDocument(
                                command.name(), command.parameters().size(), null))
                        .toList(),
                type.states().stream().map(DefinitionDocument::cloud).toList(),
                type.properties().stream()
                        .map(property -> new PropertyDocument(property.value(), property.name()))
                        .toList(),
                type.widget(),
                type.uiProfiles(),
                type.uiClass(),
                type.uiClassifiers().isEmpty() ? null : type.uiClassifiers(),
                controllable,
                type.kind());
    }

    private static StateTypeDocument cloud(DeviceType.StateType state) {
        String type =
                switch (state.shape()) {
                    case CONTINUOUS -> "ContinuousState";
                    case DISCRETE -> "DiscreteState";
                    case DATA -> "DataState";
                };
        return new StateTypeDocument(
                state.eventBased() ? true : null,
                type,
                state.shape() == DeviceType.StateType.Shape.DISCRETE ? state.values() : null,
                state.name(),
                null);
    }

    static DefinitionDocument local(DeviceType type) {
        return new DefinitionDocument(
                type.commands().stream().map(DefinitionDocument::local).toList(),
                type.states().stream()
                        .map(state -> new StateTypeDocument(null, null, null, null, state.name()))
                        .toList(),
                null,
                type.widget(),
                null,
                type.uiClass(),
                null,
                null,
                type.kind());
    }

    private static CommandTypeDocument local(DeviceType.CommandType command) {
        List<String> signature = new ArrayList<>();
        for (DeviceType.Parameter parameter : command.parameters()) {
            signature.add((parameter.optional() ? "*p" : "p") + (signature.size() + 1));
        }
        return new CommandTypeDocument(
                command.name(), command.required(), signature.isEmpty() ? null : String.join(",", signature));
    }
}
