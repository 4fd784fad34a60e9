package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A device as a lamp with a lighting control module (LCM). A street lamp has four channels, a scheme and states of its
 * own for all of that; any other lamp has one level, which stands for all four channels, and no scheme: the level that
 * it is set to is an override of the level before.
 *
 * @param gateway empty where the device's gateway is not stored
 * @param own the own level of a lamp without a scheme; empty if it was never overridden
 */
public record Lamp(Device device, Optional<Gateway> gateway, Traits traits, Optional<OwnLevel> own) {
    /** Under this name a device's ids hold its lcm_id. */
    public static final String LCM = "lcm";
    /** Under this name a device's (and a gateway's) ids hold its node_id. */
    public static final String NODE = "node";

    public static final int CHANNELS = 4;

    private static final String MODE = "candelabra:LightingModeState";
    private static final String MAX_LEVELS = "candelabra:MaxLevelsState";
    private static final String SCHEME = "candelabra:DimmingSchemeState";
    private static final String PLAN = "candelabra:DimmingPlanState";
    private static final String GROUP = "candelabra:GroupState";
    private static final String SET_SCHEME = "setDimmingScheme";
    private static final String SEEN_AT = "candelabra:SeenAtState";
    private static final List<Integer> FULL = List.of(100, 100, 100, 100);

    public static Lamp of(View view, Device device, Traits traits) {
        Optional<Gateway> gateway = view.gatewayOf(device);
        boolean scheme = device.states().has(MODE);
        return new Lamp(
                device,
                gateway,
                traits,
                scheme ? Optional.empty() : OwnLevel.of(view, device.ids().getOrDefault(LCM, "")));
    }

    /** Whether a device is a lamp for this dialect at all. */
    public static boolean isLamp(Device device) {
        return device.ids().containsKey(LCM);
    }

    private States states() {
        return device.states();
    }

    private boolean street() {
        return states().has(MODE);
    }

    public String lcmId() {
        return device.ids().getOrDefault(LCM, "");
    }

    /** The id of its node; its own where it has none besides. */
    public String nodeId() {
        return device.ids().getOrDefault(NODE, lcmId());
    }

    public boolean online() {
        return device.available() && gatewayAlive();
    }

    private boolean gatewayAlive() {
        return gateway.map(Gateway::alive).orElse(true);
    }

    /** DIMSCHEME, OVERRIDE, MOTION, AMBIENT or PREVIEW. */
    public String mode() {
        if (street()) {
            return states().text(MODE);
        }
        return Math.round(level()) == own.map(OwnLevel::level).orElse(0) ? "DIMSCHEME" : "OVERRIDE";
    }

    /** The levels that it was set to, channel by channel; none while it runs its scheme. */
    public List<Integer> overrideLevels() {
        if (!mode().equals("OVERRIDE") && !mode().equals("PREVIEW")) {
            return List.of();
        }
        // a broken lamp does not show the level that it was set to
        List<Integer> told = LevelText.read(states().text("candelabra:OverrideLevelsState"));
        return told.size() == CHANNELS ? told : levels();
    }

    /** The light of each channel now, in percent of the most that it is set to give. */
    public List<Integer> levels() {
        if (!street()) {
            int all = (int) Math.round(level());
            return List.of(all, all, all, all);
        }
        List<Integer> result = new ArrayList<>(CHANNELS);
        for (int channel = 1; channel <= CHANNELS; channel++) {
            double level = states().number("candelabra:Level" + channel + "State");
            result.add(Double.isNaN(level) ? 0 : (int) Math.round(level));
        }
        return result;
    }

    /** The light of each channel before its last change, as the lamp tells it; as now where it does not. */
    public List<Integer> previousLevels() {
        List<Integer> told = LevelText.read(states().text("candelabra:PreviousLevelsState"));
        return told.size() == CHANNELS ? told : levels();
    }

    /** For how many minutes each channel has burnt this night; 0 where the lamp does not tell. */
    public List<Integer> burnMinutes() {
        List<Integer> told = LevelText.read(states().text("candelabra:BurnMinutesState"));
        return told.size() == CHANNELS ? told : List.of(0, 0, 0, 0);
    }

    private double level() {
        Optional<Double> level = traits.find(Trait.Level.class).flatMap(t -> t.get(states()));
        return level.orElseGet(() -> traits.find(Trait.OnOff.class)
                .flatMap(t -> t.get(states()))
                .map(on -> on ? 100.0 : 0.0)
                .orElse(0.0));
    }

    /** The most that each channel is set to give, in percent. */
    public List<Integer> maxLevels() {
        List<Integer> stored = LevelText.read(states().text(MAX_LEVELS));
        return stored.size() == CHANNELS ? stored : FULL;
    }

    /** Name of the scheme or calendar that it runs; empty where it has none. */
    public Optional<String> scheme() {
        return Optional.of(states().text(SCHEME)).filter(name -> !name.isEmpty());
    }

    /** Whether a lamp runs a known scheme, or does as soon as what waits for it is done. */
    public static boolean uses(View view, Device lamp, String scheme, String plan) {
        return lamp.states().text(SCHEME).equals(scheme) || followsNext(view, lamp, scheme, plan);
    }

    /**
     * Whether it is on a known scheme as soon as what waits for it is done; a calendar of its own that happens to have
     * the same name is another.
     *
     * @param plan of the scheme, in its text form
     */
    public boolean followsNext(View view, String scheme, String plan) {
        return followsNext(view, device, scheme, plan);
    }

    private static boolean followsNext(View view, Device device, String scheme, String plan) {
        Optional<DeviceCommand> waiting = view.resource(
                        QueuedSettings.class, device.id().value())
                .flatMap(queued -> queued.waiting().stream()
                        .map(QueuedSettings.Waiting::command)
                        .filter(command -> command.name().equals(SET_SCHEME))
                        .findFirst());
        if (waiting.isPresent()) {
            List<Value> given = waiting.get().parameters();
            return given.get(0).asText().equals(scheme) && given.get(1).asText().equals(plan);
        }
        String own = device.states().text(PLAN);
        return device.states().text(SCHEME).equals(scheme) && (own.isEmpty() || own.equals(plan));
    }

    /** The plan that it follows, in its text form; empty where it follows none of its own. */
    public String plan() {
        return states().text(PLAN);
    }

    /** Whether the lamp itself knows that it is in a group; a lamp that keeps no group in mind always does. */
    public boolean knowsGroup(String group) {
        return !street() || states().text(GROUP).equals(group);
    }

    /** Its errors, the worst first. */
    public List<String> errors() {
        List<String> result = new ArrayList<>();
        if (!gatewayAlive()) {
            result.add("GATEWAY_NOT_RESPONDING");
        } else if (!device.available()) {
            result.add("LCM_NOT_RESPONDING");
        }
        String told = states().text("candelabra:ErrorTypesState");
        for (String kind : List.of("BALLAST", "LAMP", "DIMMING")) {
            if (told.contains("\"" + kind + "\"")) {
                result.add(kind);
            }
        }
        return result;
    }

    /** When it last told something; 0 where that is not known. */
    public long seenMs() {
        double seen = states().number(SEEN_AT);
        if (!Double.isNaN(seen)) {
            return (long) seen;
        }
        return attribute("candelabra:SeenAt")
                .map(s -> (long) s.value().asNumber())
                .orElse(device.updatedMs());
    }

    public OptionalDouble number(Sensor sensor) {
        double value = states().number(sensor.state());
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(sensor.shown(value));
    }

    public String poleNumber() {
        return states().text("candelabra:PoleNumberState");
    }

    public Optional<State> attribute(String name) {
        return device.attributes().stream().filter(a -> a.name().equals(name)).findFirst();
    }

    // ---- what moves it; empty where it cannot do that ----

    /**
     * @param levels four, each 0 to 100
     * @param minutes 0 until it is cleared
     */
    public Optional<DeviceCommand> override(List<Integer> levels, int minutes) {
        if (street()) {
            return Optional.of(DeviceCommand.of(
                    "setOverride",
                    Value.of(levels.get(0)),
                    Value.of(levels.get(1)),
                    Value.of(levels.get(2)),
                    Value.of(levels.get(3)),
                    Value.of(minutes)));
        }
        return minutes == 0 ? setLevel(highest(levels)) : Optional.empty();
    }

    /** Back to the scheme, or to the level before; a level that was set elsewhere stays. */
    public Optional<DeviceCommand> clear() {
        return street()
                ? Optional.of(DeviceCommand.of("clearOverride"))
                : setLevel(cleared().level());
    }

    private OwnLevel cleared() {
        int now = (int) Math.round(level());
        return new OwnLevel(
                own.filter(OwnLevel::overridden).map(OwnLevel::level).orElse(now), false);
    }

    /**
     * The level to be kept of a lamp without a scheme when an override begins or ends; empty for nothing.
     *
     * @param begins whether one begins, or one ends
     */
    Optional<OwnLevel> remembered(boolean begins) {
        OwnLevel next = new OwnLevel(cleared().level(), begins);
        return street() || own.filter(next::equals).isPresent() ? Optional.empty() : Optional.of(next);
    }

    /** Shows what new most levels would look like. */
    public Optional<DeviceCommand> preview(List<Integer> levels) {
        if (street()) {
            return Optional.of(DeviceCommand.of(
                    "previewLevels",
                    Value.of(levels.get(0)),
                    Value.of(levels.get(1)),
                    Value.of(levels.get(2)),
                    Value.of(levels.get(3))));
        }
        return setLevel(highest(levels));
    }

    public Optional<DeviceCommand> setMaxLevels(List<Integer> levels) {
        return street()
                ? Optional.of(DeviceCommand.of("setMaxLevels", new Value.Tree(LevelText.write(levels))))
                : Optional.empty();
    }

    /** @param plan in its text form */
    public Optional<DeviceCommand> setScheme(String name, String plan) {
        return street() ? Optional.of(DeviceCommand.of(SET_SCHEME, Value.of(name), Value.of(plan))) : Optional.empty();
    }

    /** @param group id of the group that it is in from now on; empty for none */
    public Optional<DeviceCommand> setGroup(String group) {
        return street() ? Optional.of(DeviceCommand.of("setGroup", Value.of(group))) : Optional.empty();
    }

    private Optional<DeviceCommand> setLevel(int percent) {
        Optional<DeviceCommand> dimmed = traits.find(Trait.Level.class).flatMap(t -> t.set((double) percent));
        return dimmed.isPresent() ? dimmed : traits.find(Trait.OnOff.class).flatMap(t -> t.set(percent > 0));
    }

    private static int highest(List<Integer> levels) {
        return levels.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
