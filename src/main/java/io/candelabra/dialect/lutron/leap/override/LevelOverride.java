package io.candelabra.dialect.lutron.leap.override;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.command.ZoneCommand;
import io.candelabra.dialect.lutron.leap.command.ZonePlans;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.Tuning;
import io.candelabra.dialect.lutron.leap.view.Zone;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A time in which many levels are other than people set them, and after which they are as before: load shed, emergency.
 *
 * <p>The levels from before are stored in the same commit in which everything begins to move, and forgotten in the one
 * in which it begins to go back. Beginning or ending twice is the same as once. Zones that people have set meanwhile
 * stay as they were set.
 *
 * @param kind the kind of override, such as {@code emergency}
 * @param id which of that sort
 * @param label its name for people; may be empty
 * @param before levels before, by device
 * @param set levels during, by device
 * @param broken whether its stored text cannot be read. Then it counts as active, so that nobody takes lights for free which
 *     an emergency may hold. A client begins it anew or ends it; the levels from before are lost.
 */
public record LevelOverride(
        String kind,
        String id,
        String label,
        boolean active,
        Map<String, Double> before,
        Map<String, Double> set,
        boolean broken) {

    public static final String EMERGENCY = "emergency";
    public static final String LOAD_SHED = "loadshedding";

    /** The level to which a zone goes; empty if it stays. */
    @FunctionalInterface
    interface Wish {
        OptionalDouble levelOf(Zone zone);
    }

    static Optional<LevelOverride> find(View view, String kind, String id) {
        return view.resource(Resource.Extra.class, Resource.Extra.id(LeapView.VENDOR, kind, id))
                .map(LevelOverride::of);
    }

    static List<LevelOverride> all(View view, String kind) {
        return view.resources(Lookup.extras(LeapView.VENDOR, kind)).stream()
                .map(LevelOverride::of)
                .toList();
    }

    /** Whether lights are locked in an emergency now. */
    public static boolean emergency(LeapView now) {
        return all(now.view(), EMERGENCY).stream().anyMatch(LevelOverride::active);
    }

    static LevelOverride off(String kind, String id, String label) {
        return new LevelOverride(kind, id, label, false, Map.of(), Map.of(), false);
    }

    private static LevelOverride of(Resource.Extra extra) {
        return LeapFields.read(extra.json())
                .flatMap(notes -> whole(extra, notes))
                .orElseGet(() ->
                        new LevelOverride(extra.kind(), extra.name(), extra.name(), true, Map.of(), Map.of(), true));
    }

    private static Optional<LevelOverride> whole(Resource.Extra extra, Map<?, ?> notes) {
        String label = notes.get("label") instanceof String text ? text : "";
        Optional<Map<String, Double>> before = levels(notes.get("before"));
        Optional<Map<String, Double>> set = levels(notes.get("set"));
        return notes.get("active") instanceof Boolean active && before.isPresent() && set.isPresent()
                ? Optional.of(
                        new LevelOverride(extra.kind(), extra.name(), label, active, before.get(), set.get(), false))
                : Optional.empty();
    }

    /** Levels by device; none where nothing is noted, and empty where the note is of another form. */
    private static Optional<Map<String, Double>> levels(@Nullable Object notes) {
        if (notes == null) {
            return Optional.of(Map.of());
        }
        if (!(notes instanceof Map<?, ?> map) || !map.values().stream().allMatch(level -> level instanceof Number)) {
            return Optional.empty();
        }
        Map<String, Double> levels = new LinkedHashMap<>();
        map.forEach((device, level) -> levels.put(String.valueOf(device), ((Number) level).doubleValue()));
        return Optional.of(levels);
    }

    private Resource.Extra stored() {
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("label", label);
        notes.put("active", active);
        notes.put("before", before);
        notes.put("set", set);
        return new Resource.Extra(LeapView.VENDOR, kind, id, Json.text(notes));
    }

    /** Begins it, or goes on with it where it has begun. A broken one begins anew. */
    void begin(LeapCall call, Wish wish) {
        call.compose((view, nowMs) -> {
            needAllLights(view);
            LevelOverride now = find(view, kind, id).orElse(this);
            boolean goesOn = now.active() && !now.broken();
            LevelOverride next = goesOn ? now : now.with(call.shown(view).zones(), wish);
            List<Command<?>> parts = new ArrayList<>();
            if (!goesOn) {
                parts.add(put(view, next));
            }
            // the field does not turn down by itself what an emergency has turned up
            move(call.shown(view), next.set(), kind.equals(EMERGENCY)).ifPresent(parts::add);
            return Composed.of(new Command.Together(parts));
        });
    }

    /** It is about all the lights of the hub: what is begun for some of them ends for all. */
    private static void needAllLights(View view) {
        if (!view.controlsEverything()) {
            throw new Refused(new Refused.Rights(Resource.Verb.CONTROL, view.site()));
        }
    }

    /** The command that stores it anew, if it is still as it was read. */
    private static Command.Put put(View view, LevelOverride next) {
        Resource.Extra stored = next.stored();
        return new Command.Put(stored, Expect.as(view.resource(stored.ref())));
    }

    private LevelOverride with(List<Zone> zones, Wish wish) {
        Map<String, Double> was = new LinkedHashMap<>();
        Map<String, Double> goes = new LinkedHashMap<>();
        for (Zone zone : zones) {
            OptionalDouble level = wish.levelOf(zone);
            if (level.isPresent() && zone.device().available()) {
                String device = zone.device().id().value();
                was.put(device, zone.level().orElse(0.0));
                goes.put(device, level.getAsDouble());
            }
        }
        return new LevelOverride(kind, id, label, true, was, goes, false);
    }

    /** Ends it: zones that are still as the override set them go back to their levels from before. */
    void end(LeapCall call) {
        call.compose((view, nowMs) -> {
            needAllLights(view);
            LevelOverride now = find(view, kind, id).orElse(this);
            List<Command<?>> parts = new ArrayList<>();
            if (now.active()) {
                LeapView shown = call.shown(view);
                move(shown, now.back(shown.zones()), false).ifPresent(parts::add);
                parts.add(put(view, off(kind, id, now.label())));
                for (String other : List.of(EMERGENCY, LOAD_SHED)) {
                    all(view, other).stream()
                            .filter(override -> override.active()
                                    && !override.broken()
                                    && !override.stored().id().equals(stored().id()))
                            .forEach(override -> parts.add(put(view, override.without(now))));
                }
            }
            return Composed.of(new Command.Together(parts));
        });
    }

    /** The levels of zones that are still as it set them. */
    private Map<String, Double> back(List<Zone> zones) {
        Map<String, Double> back = new LinkedHashMap<>();
        for (Zone zone : zones) {
            String device = zone.device().id().value();
            Double during = set.get(device);
            Double was = before.get(device);
            if (during != null
                    && was != null
                    && zone.level().filter(during::equals).isPresent()) {
                back.put(device, was);
            }
        }
        return back;
    }

    /**
     * One that goes on when another has ended: where it began at a level of the other one, it ends at the one before.
     */
    private LevelOverride without(LevelOverride ended) {
        Map<String, Double> was = new LinkedHashMap<>(before);
        was.replaceAll((device, level) ->
                level.equals(ended.set().get(device)) ? ended.before().getOrDefault(device, level) : level);
        return new LevelOverride(kind, id, label, active, was, set, broken);
    }

    private static Optional<Command.StartExecution> move(LeapView shown, Map<String, Double> levels, boolean urgent) {
        List<Action> actions = new ArrayList<>();
        for (Zone zone : shown.zones()) {
            Double level = levels.get(zone.device().id().value());
            if (level != null) {
                List<DeviceCommand> commands =
                        ZonePlans.commands(zone, new ZoneCommand.GoTo(level, OptionalLong.empty(), 0, Tuning.NONE));
                if (!commands.isEmpty()) {
                    actions.add(new Action(zone.device().id(), commands));
                }
            }
        }
        return actions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Command.StartExecution(
                        new Plan("", "", Plan.Kind.MANUAL, urgent, false, actions, Map.of())));
    }
}
