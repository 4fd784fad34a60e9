package io.candelabra.core.command;

import io.candelabra.model.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes to the description of a device or a gateway by people and dialects; an empty field stays as it is.
 *
 * @param label what people call it
 * @param area id of the area that it is in from now on; empty text for none
 * @param attributes facts of a device that take the place of those with the same name
 * @param ids ids that dialects give it, by their names
 * @param notes what dialects keep of it
 */
public record Said(
        Optional<String> label,
        Optional<String> area,
        List<State> attributes,
        Map<String, String> ids,
        List<Note> notes) {
    private static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of());

    public Said {
        attributes = List.copyOf(attributes);
        ids = Map.copyOf(ids);
        notes = List.copyOf(notes);
    }

    /**
     * One of the texts that a dialect keeps.
     *
     * @param name under which it is kept
     * @param was as it was read, empty where there was none; where it is another by now the change is refused
     * @param text as it is to be
     */
    public record Note(String name, Optional<String> was, String text) {}

    public static Said label(String label) {
        return new Said(Optional.of(label), Optional.empty(), List.of(), Map.of(), List.of());
    }

    public static Said area(String area) {
        return new Said(Optional.empty(), Optional.of(area), List.of(), Map.of(), List.of());
    }

    public static Said attributes(List<State> attributes) {
        return new Said(Optional.empty(), Optional.empty(), attributes, Map.of(), List.of());
    }

    public static Said ids(Map<String, String> ids) {
        return new Said(Optional.empty(), Optional.empty(), List.of(), ids, List.of());
    }

    /** @param vendor the texts as they were read */
    public static Said note(Map<String, String> vendor, String name, String text) {
        Note note = new Note(name, Optional.ofNullable(vendor.get(name)), text);
        return new Said(Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of(note));
    }

    /** The same with another label, if one is given. */
    public Said named(Optional<String> given) {
        return new Said(given.or(() -> label), area, attributes, ids, notes);
    }

    public static Said nothing() {
        return NOTHING;
    }
}
