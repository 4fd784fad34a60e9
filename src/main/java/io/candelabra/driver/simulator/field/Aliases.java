package io.candelabra.driver.simulator.field;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Positions that a device knows by a name of its maker, such as a window's for airing. An attribute of the device lists
 * them; their positions are kept with the device, at first where makers put them. A device tells which of them it is
 * at.
 */
final class Aliases implements Field.Follower {
    private static final String GO = "goToAlias";
    private static final String SAVE = "saveAlias";
    private static final String SUPPORTED = "core:SupportedAliases";
    private static final String REACHED = "core:ReachedAliasesState";
    private static final String KEPT = State.DRIVERS_OWN + "Alias";
    private static final List<String> POSITIONS = List.of("core:ClosureState", "core:DeploymentState");
    private static final Pattern ALIAS = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?([^\",}]+)");
    private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"([^\"]+)");

    /** Where a device is closed to, in percent, as it comes from its maker. */
    private static final Map<String, Long> AT_FIRST =
            Map.of("ventilation", 90L, "partial", 50L, "pedestrian", 70L, "favorite1", 50L);

    private final Field field;

    Aliases(Field field) {
        this.field = field;
    }

    /** Sees to it that the device knows where the alias of a command is; false where it has no such alias. */
    boolean told(Simulated device, DeviceCommand given) {
        boolean saves = given.name().equals(SAVE);
        if (!saves && !given.name().equals(GO) || given.parameters().isEmpty()) {
            return true;
        }
        String id = given.parameters().getFirst().asText();
        String type = supported(device).get(id);
        if (type == null) {
            return false;
        }
        double here = POSITIONS.stream()
                .mapToDouble(device.states()::number)
                .filter(number -> number >= 0)
                .findFirst()
                .orElse(Double.NaN);
        if (saves && !Double.isNaN(here)) {
            field.change(device, List.of(State.of(kept(id), Math.round(here))));
        } else if (!saves && !device.states().has(kept(id)) && AT_FIRST.containsKey(type)) {
            field.change(device, List.of(State.of(kept(id), AT_FIRST.get(type))));
        }
        return true;
    }

    private static String kept(String id) {
        return KEPT + id + "State";
    }

    /** Kinds of the aliases that the device has, by their ids. */
    private static Map<String, String> supported(Simulated device) {
        Map<String, String> kinds = new LinkedHashMap<>();
        ALIAS.matcher(device.attribute(SUPPORTED)).results().forEach(found -> {
            var id = ID.matcher(found.group());
            var type = TYPE.matcher(found.group());
            if (id.find()) {
                kinds.put(id.group(1), type.find() ? type.group(1) : "");
            }
        });
        return kinds;
    }

    @Override
    public void before(Simulated device, long nowMs) {
        // nothing is counted
    }

    @Override
    public List<State> following(Simulated device, List<State> changed, States after) {
        boolean concerns = changed.stream()
                .map(State::name)
                .anyMatch(name -> POSITIONS.contains(name) || name.startsWith(KEPT) || name.equals(REACHED));
        if (!concerns || !device.type().has(REACHED)) {
            return List.of();
        }
        String reached = supported(device).keySet().stream()
                .filter(id -> POSITIONS.stream()
                        .filter(device.type()::has)
                        .anyMatch(position -> after.number(position) == after.number(kept(id))))
                .map(id -> '"' + id + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return Field.state(device, REACHED, new Value.Tree(reached)).stream().toList();
    }
}
