package io.candelabra.model;

import java.util.List;
import java.util.Map;

/**
 * The actions to be executed, with their settings.
 *
 * @param label what people call it; may be empty
 * @param scene id of the scene that it was taken from; empty where there is none
 * @param kind how it was started
 * @param urgent goes before what waits
 * @param hidden left out of the history
 * @param vendor fields that one dialect alone keeps of it, by a name of its choice
 */
public record Plan(
        String label,
        String scene,
        Kind kind,
        boolean urgent,
        boolean hidden,
        List<Action> actions,
        Map<String, String> vendor) {
    public Plan {
        actions = List.copyOf(actions);
        vendor = Map.copyOf(vendor);
    }

    /** The same with other actions. */
    public Plan withActions(List<Action> others) {
        return new Plan(label, scene, kind, urgent, hidden, others, vendor);
    }

    public static Plan of(String label, List<Action> actions) {
        return new Plan(label, "", Kind.MANUAL, false, false, actions, Map.of());
    }

    public enum Kind {
        /** Someone asked for it now. */
        MANUAL,
        /** Someone asked for it for a later moment, which has come. */
        DELAYED,
        /** A schedule came due. */
        SCHEDULE,
        /** A trigger fired. */
        TRIGGER
    }
}
