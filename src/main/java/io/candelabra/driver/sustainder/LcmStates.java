package io.candelabra.driver.sustainder;

import io.candelabra.driver.sustainder.LcmSeen.Measured;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The states of a lamp, as the type of a street lamp has them. */
final class LcmStates {
    static final String SCHEME = "candelabra:DimmingSchemeState";
    static final String PLAN = "candelabra:DimmingPlanState";
    static final String SCHEME_LEVEL = "candelabra:SchemeLevelState";
    static final String ERRORS = "candelabra:ErrorTypesState";
    static final String NAME = "core:NameState";
    static final String GROUP = "candelabra:GroupState";

    private static final String MODE = "candelabra:LightingModeState";
    private static final String NOT_RESPONDING = "_NOT_RESPONDING";
    private static final List<String> DARK = List.of("BALLAST", "LAMP");
    private static final int FULL = 100;

    private LcmStates() {}

    /** What a plan says just now, in percent. */
    @FunctionalInterface
    interface Nights {
        OptionalInt level(String plan);
    }

    /**
     * @param stored the states that the site has of it
     * @param listed the plan of its scheme, where the layer lists that
     */
    static List<State> of(LcmSeen seen, NodeFacts node, States stored, Optional<String> listed, Nights nights) {
        List<State> states = new ArrayList<>();
        String plan = plan(seen, stored, listed);
        OptionalInt scheme = nights.level(plan);
        if (!seen.mode().isEmpty()) {
            light(seen, scheme, states);
            states.add(State.of(MODE, seen.mode()));
        }
        scheme.ifPresent(level -> states.add(State.of(SCHEME_LEVEL, (long) level)));
        seen.scheme().ifPresent(name -> {
            states.add(State.of(SCHEME, name));
            states.add(State.of(PLAN, plan));
        });
        if (!seen.most().isEmpty()) {
            states.add(tree("candelabra:MaxLevelsState", written(seen.most())));
        }
        states.add(tree(ERRORS, errors(seen)));
        seen.pole().ifPresent(pole -> states.add(State.of("candelabra:PoleNumberState", pole)));
        for (Map.Entry<Measured, Double> one : seen.measured().entrySet()) {
            states.add(State.of(one.getKey().state(), one.getValue().doubleValue()));
        }
        if (!node.name().isEmpty()) {
            states.add(State.of(NAME, node.name()));
        }
        if (seen.seenMs() > 0) {
            states.add(new State("candelabra:SeenAtState", State.Kind.DATE, Value.of(seen.seenMs())));
        }
        return states;
    }

    /**
     * The plan that it follows, in its text form: that of a listed scheme; of another one what we gave it ourselves; and where nobody
     * knows it the empty one, which is full light from sunset to sunrise. That is a guess, and what lamps mostly do.
     */
    private static String plan(LcmSeen seen, States stored, Optional<String> listed) {
        boolean same = seen.scheme().filter(stored.text(SCHEME)::equals).isPresent();
        return listed.orElse(same ? stored.text(PLAN) : "");
    }

    /** A lamp that is lit by a passer-by or a dark day burns in full: the layer does not say so, and it is a guess. */
    private static void light(LcmSeen seen, OptionalInt scheme, List<State> states) {
        boolean held = seen.mode().equals("OVERRIDE") || seen.mode().equals("PREVIEW");
        boolean lit = seen.mode().equals("MOTION") || seen.mode().equals("AMBIENT");
        List<Integer> levels = held ? seen.override() : lit ? all(FULL) : List.of();
        if (!held && !lit && scheme.isPresent()) {
            levels = all(scheme.getAsInt());
        }
        if (!levels.isEmpty() && seen.errors().stream().anyMatch(DARK::contains)) {
            levels = all(0);
        }
        for (int channel = 0; channel < levels.size(); channel++) {
            states.add(State.of("candelabra:Level" + (channel + 1) + "State", (long) levels.get(channel)));
        }
        if (!levels.isEmpty()) {
            long most = Collections.max(levels);
            states.add(State.of("core:LightIntensityState", most));
            states.add(State.of("core:OnOffState", most > 0 ? "on" : "off"));
        }
        boolean override = seen.mode().equals("OVERRIDE");
        states.add(tree("candelabra:OverrideLevelsState", written(override ? seen.override() : List.of())));
    }

    private static List<Integer> all(int level) {
        return Collections.nCopies(LcmSeen.CHANNELS, level);
    }

    /** Whether it can be reached stands elsewhere. */
    private static String errors(LcmSeen seen) {
        StringBuilder text = new StringBuilder("[");
        for (String error : seen.errors()) {
            if (!error.endsWith(NOT_RESPONDING)) {
                text.append(text.length() == 1 ? "\"" : ",\"").append(error).append('"');
            }
        }
        return text.append(']').toString();
    }

    private static String written(List<Integer> levels) {
        return levels.toString().replace(" ", "");
    }

    private static State tree(String name, String json) {
        return new State(name, State.Kind.JSON_ARRAY, new Value.Tree(json));
    }
}
