package io.candelabra.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The states of a device, in the order in which the field listed them; a name occurs once. Immutable. */
public record States(List<State> all) implements Iterable<State> {
    public static final States NONE = new States(List.of());

    public States {
        all = List.copyOf(all);
    }

    public static States of(State... states) {
        return new States(List.of(states));
    }

    public Optional<State> find(String name) {
        int at = indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(all.get(at));
    }

    /** The value of a state; {@link Value#NOTHING} where there is no such state. */
    public Value value(String name) {
        int at = indexOf(name);
        return at < 0 ? Value.NOTHING : all.get(at).value();
    }

    public double number(String name) {
        return value(name).asNumber();
    }

    public String text(String name) {
        return value(name).asText();
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The same states with these set; new names are added at the end. */
    public States with(List<State> changed) {
        if (changed.isEmpty()) {
            return this;
        }
        List<State> next = new ArrayList<>(all);
        int from = 0;
        for (State state : changed) {
            int at = indexOf(next, state.name(), from);
            if (at < 0) {
                next.add(state);
            } else {
                next.set(at, state);
                from = at + 1;
            }
        }
        return new States(next);
    }

    /**
     * The given states that are new, differ from the stored ones, or tell that something happened again.
     *
     * @param momentary names of states of which each report is news, as the type of the device declares them
     */
    public List<State> differing(List<State> seen, Set<String> momentary) {
        List<State> result = new ArrayList<>(seen.size());
        int from = 0;
        for (State state : seen) {
            int at = indexOf(all, state.name(), from);
            if (at < 0 || !all.get(at).equals(state) || momentary.contains(state.name())) {
                result.add(state);
            }
            from = at < 0 ? from : at + 1;
        }
        return result;
    }

    @Override
    public Iterator<State> iterator() {
        return all.iterator();
    }

    private int indexOf(String name) {
        return indexOf(all, name, 0);
    }

    /**
     * Nearly always the name is the very object that is stored: only where none is, letters are compared.
     *
     * @param from where to begin; past the end it goes on from the start. States are mostly told in the order in which they are
     *     stored, so the next one stands right behind the last one that was found
     */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    private static int indexOf(List<State> states, String name, int from) {
        int size = states.size();
        for (int i = from; i < size; i++) {
            if (states.get(i).name() == name) {
                return i;
            }
        }
        for (int i = 0; i < Math.min(from, size); i++) {
            if (states.get(i).name() == name) {
                return i;
            }
        }
        for (int i = 0; i < size; i++) {
            if (states.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
