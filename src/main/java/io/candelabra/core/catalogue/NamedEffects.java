package io.candelabra.core.catalogue;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command does that nobody modelled, as its name tells: {@code setTargetTemperature(v)} sets the state
 * {@code TargetTemperatureState} of the type, under whatever prefix; {@code setHueAndSaturation(h, s)} sets two;
 * {@code activateNightMode} switches {@code NightModeState} on; a name that is one of the words of a state sets that
 * word.
 */
final class NamedEffects {
    private NamedEffects() {}

    static List<Effect> of(DeviceType type, CommandType command) {
        String name = command.name();
        if (name.startsWith("set") && name.length() > 3 && !command.parameters().isEmpty()) {
            return parameters(type, command, name.substring(3));
        }
        if (!command.parameters().isEmpty() && command.required() > 0) {
            return List.of();
        }
        if (name.startsWith("activate") || name.startsWith("deactivate")) {
            String word = name.startsWith("activate") ? "on" : "off";
            String subject = name.substring(name.indexOf("activate") + "activate".length());
            return named(type, subject)
                    .map(state -> fixed(state, word))
                    .map(List::of)
                    .orElse(List.of());
        }
        return word(type, name);
    }

    /** setX(v), setXAndY(v, w), setXWithTimer(v, …). */
    private static List<Effect> parameters(DeviceType type, CommandType command, String subject) {
        Optional<StateType> whole = named(type, subject);
        if (whole.isPresent()) {
            return List.of(parameter(whole.get(), 0));
        }
        int with = subject.indexOf("With");
        String base = with > 0 ? subject.substring(0, with) : subject;
        String[] parts = base.split("And(?=[A-Z])");
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < parts.length && i < command.parameters().size(); i++) {
            int index = i;
            named(type, parts[i]).ifPresent(state -> effects.add(parameter(state, index)));
        }
        return effects;
    }

    private static List<Effect> word(DeviceType type, String word) {
        for (StateType state : type.states()) {
            if (state.shape() == StateType.Shape.DISCRETE && state.values().contains(word)) {
                return List.of(fixed(state, word));
            }
        }
        return List.of();
    }

    /** The state of that name; else of the target of that name; under any prefix. */
    private static Optional<StateType> named(DeviceType type, String subject) {
        String plain = subject.endsWith("State") ? subject : subject + "State";
        return local(type, plain)
                .or(() -> local(type, "Target" + plain))
                .or(() -> subject.startsWith("Target") ? local(type, plain.substring(6)) : Optional.empty());
    }

    private static Optional<StateType> local(DeviceType type, String name) {
        String end = ":" + name;
        return type.states().stream()
                .filter(state -> state.name().endsWith(end))
                .findFirst();
    }

    private static Effect parameter(StateType state, int index) {
        return new Effect(state.name(), Effect.Source.PARAMETER, Value.NOTHING, index, Effect.Pace.JUMP);
    }

    private static Effect fixed(StateType state, String word) {
        return new Effect(state.name(), Effect.Source.FIXED, Value.of(word), 0, Effect.Pace.JUMP);
    }
}
