package io.candelabra.core.site;

import io.candelabra.core.schedule.Timetable;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Verb;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declarations of dialects about the things that they alone keep, and of drivers about the settings that they need,
 * so that the core's rules hold for these as well. A kind that is declared nowhere is changed by those who administer a
 * site, and by the server itself.
 *
 * @param extras the right to change an extra, by {@code dialect/kind}
 * @param subscriptions the right to change a subscription, by its dialect
 * @param notes the right to change a text that is kept of a device or a gateway, by its name
 * @param inUse why an extra cannot be deleted, by {@code dialect/kind}
 * @param schedules what starts by itself, by dialect
 * @param exclusiveGroups names of ids: of the groups that have an id of such a name, a device is in one at most
 * @param drivers the kinds that a gateway may name, with their settings
 */
public record Declared(
        Map<String, Verb> extras,
        Map<String, Verb> subscriptions,
        Map<String, Verb> notes,
        Map<String, InUse> inUse,
        Map<String, Schedule> schedules,
        Set<String> exclusiveGroups,
        DriverKinds drivers) {
    public static final Declared NOTHING = new Declared(Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

    public Declared {
        extras = Map.copyOf(extras);
        subscriptions = Map.copyOf(subscriptions);
        notes = Map.copyOf(notes);
        inUse = Map.copyOf(inUse);
        schedules = Map.copyOf(schedules);
        exclusiveGroups = Set.copyOf(exclusiveGroups);
    }

    /** The declarations of a dialect, which has no drivers and no schedules. */
    public Declared(
            Map<String, Verb> extras,
            Map<String, Verb> subscriptions,
            Map<String, Verb> notes,
            Map<String, InUse> inUse,
            Set<String> exclusiveGroups) {
        this(extras, subscriptions, notes, inUse, Map.of(), exclusiveGroups, DriverKinds.NONE);
    }

    /** The same with a schedule of a dialect. */
    public Declared with(String dialect, Schedule schedule) {
        Map<String, Schedule> all = both(schedules, Map.of(dialect, schedule));
        return new Declared(extras, subscriptions, notes, inUse, all, exclusiveGroups, drivers);
    }

    /** The same with these kinds of drivers. */
    public Declared with(DriverKinds kinds) {
        return new Declared(extras, subscriptions, notes, inUse, schedules, exclusiveGroups, kinds);
    }

    /** Whether something that one dialect alone keeps is in use. Asked under the site's writer: pure and quick. */
    @FunctionalInterface
    public interface InUse {
        /**
         * A sentence for people; empty where nothing uses it.
         *
         * @param all the whole site: a thing that the caller does not see may use it as well
         */
        Optional<String> why(View all, Extra extra);
    }

    /**
     * A schedule that a dialect keeps. Asked under the site's writer: pure and quick. A thing that it keeps and that cannot be read
     * counts as missing.
     */
    public interface Schedule {
        /** Whether the schedule is another one where this thing is. */
        boolean isMadeOf(Resource resource);

        /** What comes when; empty where nothing does. @param all the whole site */
        Optional<Timetable> timetable(View all);

        /** What starts at a moment of that timetable; refuses where it cannot. @param all the whole site */
        Plan plan(View all, Timetable.Coming coming);
    }

    /** The declarations of both. */
    public Declared and(Declared other) {
        Set<String> groups = new HashSet<>(exclusiveGroups);
        groups.addAll(other.exclusiveGroups);
        return new Declared(
                both(extras, other.extras),
                both(subscriptions, other.subscriptions),
                both(notes, other.notes),
                both(inUse, other.inUse),
                both(schedules, other.schedules),
                groups,
                DriverKinds.NONE);
    }

    private static <V> Map<String, V> both(Map<String, V> some, Map<String, V> more) {
        Map<String, V> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
