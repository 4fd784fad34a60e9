package io.candelabra.core.catalogue;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.State;
import io.candelabra.model.trait.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All types of device that the server knows by itself, by name. A site may have types of its own besides (see
 * {@link io.candelabra.model.Resource.SiteType}); these go through {@link #modelled} once, when they come in.
 */
public final class Catalogue {
    private final Map<String, Supplier<DeviceType>> described;
    private final EffectRules rules;
    private final Set<String> momentary;
    private final Map<String, DeviceType> types = new ConcurrentHashMap<>();
    private final Map<String, Traits> traits = new ConcurrentHashMap<>();
    private @Nullable Elsewhere elsewhere;

    private Catalogue(Map<String, Supplier<DeviceType>> described, EffectRules rules, Set<String> momentary) {
        this.described = described;
        this.rules = rules;
        this.momentary = momentary;
    }

    /**
     * Takes descriptions by name; each is read, and its commands modelled by the rules, when it is first asked for, so that
     * a server starts without reading what it never uses.
     *
     * @param momentary names of the states that some of the types declare as momentary
     */
    public static Catalogue of(Map<String, Supplier<DeviceType>> described, EffectRules rules, Set<String> momentary) {
        return new Catalogue(new LinkedHashMap<>(described), rules, Set.copyOf(momentary));
    }

    /**
     * The names of states of a type of which each report is news. A type that is not the catalogue's own may know nothing of that: it is in
     * no catalogue, or a site stored it before types declared it. For states of such a type the catalogue declares it, by their names.
     */
    public Set<String> momentary(DeviceType type) {
        Set<String> declared = type.momentary();
        if (isOwn(type) || momentary.containsAll(declared)) {
            return isOwn(type) ? declared : momentary;
        }
        Set<String> both = new HashSet<>(momentary);
        both.addAll(declared);
        return both;
    }

    @SuppressWarnings("ReferenceEquality") // a type is dear to compare, and the catalogue holds each of its own once
    private boolean isOwn(DeviceType type) {
        return types.get(type.name()) == type;
    }

    public Optional<DeviceType> find(String name) {
        return described.containsKey(name) ? Optional.of(type(name)) : Optional.empty();
    }

    /** The names of all types, in the order of the files. */
    public List<String> names() {
        return List.copyOf(described.keySet());
    }

    /** All types, in the order of the files. */
    public List<DeviceType> all() {
        return described.keySet().stream().map(this::type).toList();
    }

    /** Types whose name starts with {@code protocol:}. */
    public List<DeviceType> ofProtocol(String protocol) {
        String prefix = protocol + ":";
        return described.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(this::type)
                .toList();
    }

    public List<DeviceType> ofUiClass(String uiClass) {
        return all().stream().filter(type -> type.uiClass().equals(uiClass)).toList();
    }

    public List<DeviceType> ofWidget(String widget) {
        return all().stream().filter(type -> type.widget().equals(widget)).toList();
    }

    private DeviceType supplied(String name) {
        Supplier<DeviceType> supplier = described.get(name);
        if (supplier == null) {
            throw new IllegalArgumentException("no such type: " + name);
        }
        return supplier.get();
    }

    private DeviceType type(String name) {
        return types.computeIfAbsent(name, ignored -> rules.modelled(supplied(name)));
    }

    /**
     * The traits of any type. A type that a site stored before types declared their traits is read as if it came in now.
     */
    public Traits traitsOf(DeviceType type) {
        return Traits.of(type.traits().isEmpty() ? TraitRules.declared(type) : type);
    }

    /** The traits of a type of the catalogue; none for a name that it does not know. */
    public Traits traits(String typeName) {
        return traits.computeIfAbsent(
                typeName, ignored -> find(typeName).map(Traits::of).orElse(Traits.NONE));
    }

    /**
     * A described type with what its commands do. Parts that the description leaves out (parameters, data types and
     * ranges) are taken from the catalogue's type of that name, else from commands and states of those names in other
     * types.
     */
    public DeviceType modelled(DeviceType given) {
        DeviceType known = find(given.name()).orElse(null);
        List<CommandType> commands = new ArrayList<>();
        for (CommandType command : given.commands()) {
            commands.add(described(command, known));
        }
        List<DeviceType.StateType> states = new ArrayList<>();
        for (DeviceType.StateType state : given.states()) {
            states.add(described(state, known));
        }
        return rules.modelled(new DeviceType(
                given.name(),
                given.kind(),
                given.uiClass(),
                given.widget(),
                known == null ? given.feedback() : known.feedback(),
                given.uiProfiles(),
                given.uiClassifiers(),
                commands,
                states,
                given.properties(),
                given.traits()));
    }

    private CommandType described(CommandType command, @Nullable DeviceType known) {
        boolean bare = command.parameters().stream()
                .allMatch(p -> p.kind() == State.Kind.NONE && p.values().isEmpty());
        int count = command.parameters().size();
        if (!bare || count == 0) {
            return command;
        }
        Optional<CommandType> own = known == null ? Optional.empty() : known.command(command.name());
        Optional<CommandType> like = own.filter(c -> c.parameters().size() == count)
                .or(() -> Optional.ofNullable(elsewhere().commands().get(command.name() + "/" + count)));
        return like.map(c -> new CommandType(
                        command.name(), optional(c.parameters(), command.parameters()), List.of(), command.repeat()))
                .orElse(command);
    }

    /** Kinds and ranges of the one, optional where the other says so. */
    private static List<Parameter> optional(List<Parameter> kinds, List<Parameter> described) {
        List<Parameter> result = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            Parameter kind = kinds.get(i);
            result.add(new Parameter(
                    kind.name(),
                    kind.kind(),
                    kind.min(),
                    kind.max(),
                    kind.values(),
                    kind.optional() || described.get(i).optional()));
        }
        return result;
    }

    private DeviceType.StateType described(DeviceType.StateType state, @Nullable DeviceType known) {
        Optional<DeviceType.StateType> own = known == null ? Optional.empty() : known.state(state.name());
        Optional<DeviceType.StateType> like =
                own.or(() -> Optional.ofNullable(elsewhere().states().get(state.name())));
        return like.map(found -> merged(state, found)).orElse(state);
    }

    /** The parts that a description leaves open: the local form tells nothing of a state but its name. */
    private static DeviceType.StateType merged(DeviceType.StateType state, DeviceType.StateType found) {
        boolean bare = state.shape() == DeviceType.StateType.Shape.DATA
                && state.values().isEmpty();
        return new DeviceType.StateType(
                state.name(),
                bare ? found.shape() : state.shape(),
                state.kind() == State.Kind.NONE ? found.kind() : state.kind(),
                Double.isNaN(state.min()) ? found.min() : state.min(),
                Double.isNaN(state.max()) ? found.max() : state.max(),
                bare ? found.values() : state.values(),
                state.eventBased(),
                state.momentary() || found.momentary());
    }

    /**
     * A command that takes the parameters of either of two: a device of an unheard type may understand more than a
     * command of that name elsewhere, and must not be refused for it.
     */
    private static CommandType wider(CommandType one, CommandType other) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < one.parameters().size(); i++) {
            parameters.add(wider(one.parameters().get(i), other.parameters().get(i)));
        }
        return new CommandType(one.name(), parameters, one.effects(), one.repeat());
    }

    private static Parameter wider(Parameter one, Parameter other) {
        boolean numbers = isNumber(one) && isNumber(other);
        State.Kind kind = one.kind() == other.kind() ? one.kind() : numbers ? State.Kind.FLOAT : State.Kind.NONE;
        boolean open = kind == State.Kind.NONE
                || !numbers && (one.values().isEmpty() || other.values().isEmpty());
        List<String> words = Stream.concat(one.values().stream(), other.values().stream())
                .distinct()
                .toList();
        return new Parameter(
                one.name(),
                kind,
                kind == State.Kind.NONE ? Double.NaN : Math.min(one.min(), other.min()),
                kind == State.Kind.NONE ? Double.NaN : Math.max(one.max(), other.max()),
                open ? List.of() : words,
                one.optional() || other.optional());
    }

    private static boolean isNumber(Parameter parameter) {
        return parameter.kind() == State.Kind.INTEGER || parameter.kind() == State.Kind.FLOAT;
    }

    /**
     * Commands by name and number of parameters, with all that any type's takes, and states by name, the first of each, of all
     * types.
     */
    private record Elsewhere(Map<String, CommandType> commands, Map<String, DeviceType.StateType> states) {}

    private synchronized Elsewhere elsewhere() {
        if (elsewhere == null) {
            Map<String, CommandType> commands = new HashMap<>();
            Map<String, DeviceType.StateType> states = new HashMap<>();
            for (DeviceType type : all()) {
                type.commands()
                        .forEach(c ->
                                commands.merge(c.name() + "/" + c.parameters().size(), c, Catalogue::wider));
                type.states().forEach(s -> states.putIfAbsent(s.name(), s));
            }
            elsewhere = new Elsewhere(commands, states);
        }
        return elsewhere;
    }
}
