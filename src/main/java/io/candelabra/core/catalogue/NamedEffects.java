package io.candelabra.core.catalogue;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a command does that nobody modelled, as its name tells: {@code setTargetTemperature(v)} sets the state
 * {@code TargetTemperatureState} of the type, under whatever prefix; {@code setHueAndSaturation(h, s)} sets two;
 * {@code activateNightMode} switches {@code NightModeState} on; a name that is one of the words of a state sets that
 * word.
 */
final class NamedEffects {
    /** A name shorter than this is akin to too much. */
    private static final int SHORTEST_AKIN = 8;

    private NamedEffects() {}

    static List<Effect> of(DeviceType type, CommandType command) {
        String name = command.name();
        if (isSetter(command)) {
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

    static boolean isSetter(CommandType command) {
        return command.name().startsWith("set")
                && command.name().length() > 3
                && !command.parameters().isEmpty();
    }

    /** setX(v), setXAndY(v, w), setXWithTimer(v, …). */
    private static List<Effect> parameters(DeviceType type, CommandType command, String subject) {
        Optional<StateType> whole = named(type, subject).or(() -> akin(type, subject));
        if (whole.isPresent()) {
            return List.of(parameter(whole.get(), 0));
        }
        int with = subject.indexOf("With");
        String base = with > 0 ? subject.substring(0, with) : subject;
        String[] parts = base.split("And(?=[A-Z])");
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < parts.length && i < command.parameters().size(); i++) {
            int index = i;
            named(type, parts[i])
                    .or(() -> akin(type, parts[index]))
                    .ifPresent(state -> effects.add(parameter(state, index)));
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
        return local(type, subject + "State")
                .or(() -> local(type, plain))
                .or(() -> local(type, "Target" + plain))
                .or(() -> subject.startsWith("Target") ? local(type, plain.substring(6)) : Optional.empty());
    }

    /**
     * The only state that is named alike: with something before it ({@code setTargetMode} → {@code YutakiTargetModeState}),
     * with the number of its zone behind it ({@code AutoManuModeZone1State}), or with less before it
     * ({@code setTowelDryerTimeProgram} → {@code TimeProgramState}).
     */
    private static Optional<StateType> akin(DeviceType type, String subject) {
        if (subject.length() < SHORTEST_AKIN) {
            return Optional.empty();
        }
        return only(type, name -> name.endsWith(subject))
                .or(() -> only(type, name -> name.startsWith(subject + "Zone")))
                .or(() -> only(type, name -> isTelling(name) && subject.endsWith(name)));
    }

    /** One word, such as Temperature, is at the end of too many names. */
    private static boolean isTelling(String name) {
        return name.chars().filter(Character::isUpperCase).count() > 1;
    }

    private static Optional<StateType> only(DeviceType type, Predicate<String> fits) {
        List<StateType> found = type.states().stream()
                .filter(state -> state.name().endsWith("State"))
                .filter(state -> fits.test(state.name()
                        .substring(state.name().indexOf(':') + 1, state.name().length() - "State".length())))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
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
