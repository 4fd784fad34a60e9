package io.candelabra.driver.simulator;

import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A street lamp with four channels. Power follows from the levels at once; energy and burning hours are counted when
 * something changes or is told, so an idle lamp costs one look in a quarter of an hour. By itself a lamp burns from dusk to
 * dawn, and lower in the small hours, or as the plan says that it was given; an override stands above that until it is
 * cleared.
 */
final class StreetLampModel implements Habit, Field.Follower {
    static final String TYPE = "candelabra:StreetLamp";
    /** The lamp's own rated power as an attribute, in watts; without it one of the usual ones. */
    static final String RATED_WATTS = "candelabra:Watts";

    private static final long PERIOD_MS = 15 * 60_000;
    private static final long CLOCK_MS = 60_000;
    /** Lamps with a plan keep better time: they are a few seconds late at most. */
    private static final long PLAN_CLOCK_MS = 5_000;

    private static final double CONTROLLER_W = 1.2;
    private static final double[] USUAL_WATTS = {25, 40, 60, 90};
    private static final double DUSK_DEGREES = -1;
    private static final double MOST_LUX = 1_720;

    private static final List<String> LEVELS = List.of(
            "candelabra:Level1State", "candelabra:Level2State", "candelabra:Level3State", "candelabra:Level4State");
    private static final String MAX_LEVELS = "candelabra:MaxLevelsState";
    private static final String MODE = "candelabra:LightingModeState";
    private static final String SCHEME_LEVEL = "candelabra:SchemeLevelState";
    private static final String PREVIOUS = "candelabra:PreviousLevelsState";
    private static final String BURNT = "candelabra:BurnMinutesState";
    private static final String SEEN_AT = "candelabra:SeenAtState";
    private static final String POWER = "core:ElectricPowerConsumptionState";
    private static final String ENERGY = "core:ElectricEnergyConsumptionState";
    private static final String ERRORS = "candelabra:ErrorTypesState";
    private static final String HOURS = "candelabra:RunningHoursState";

    /** A night that a lamp is in, from noon to noon, and how long it had been lit in its life when that began. */
    private record Night(long day, double litHours) {}

    private final Field field;
    private final Sky sky;
    private final LampPlans plans;
    private final Map<DeviceId, Tally> tallies = new HashMap<>();
    private final Map<DeviceId, Night> nights = new HashMap<>();

    StreetLampModel(Field field, Sky sky) {
        this.field = field;
        this.sky = sky;
        this.plans = new LampPlans(sky);
    }

    @Override
    public boolean fits(Simulated device) {
        return device.type().name().equals(TYPE);
    }

    @Override
    public long periodMs(Simulated device) {
        return PERIOD_MS;
    }

    /** Sooner where the scheme switches before; no two lamps have the same clock. */
    @Override
    public long nextMs(Simulated device, long nowMs, double chance) {
        long next = Habit.super.nextMs(device, nowMs, chance);
        if (!device.states().text(MODE).equals("DIMSCHEME")) {
            return next;
        }
        String plan = device.states().text(LampPlans.PLAN);
        if (!plan.isEmpty()) {
            long lateMs = (long) (device.nature("clock") * PLAN_CLOCK_MS);
            long switchMs = plans.nextSwitchMs(plan, nowMs - lateMs);
            return switchMs == Long.MAX_VALUE ? next : Math.min(next, switchMs + lateMs);
        }
        double level = usualLevel(nowMs);
        if (level == usualLevel(next)) {
            return next;
        }
        long before = nowMs;
        long after = next;
        while (after - before > 1_000) {
            long middle = (before + after) / 2;
            if (usualLevel(middle) == level) {
                before = middle;
            } else {
                after = middle;
            }
        }
        return after + (long) (device.nature("clock") * CLOCK_MS);
    }

    @Override
    public void before(Simulated device, long nowMs) {
        if (fits(device)) {
            count(device, nowMs);
        }
    }

    @Override
    public List<State> following(Simulated device, States after) {
        if (!fits(device)) {
            return List.of();
        }
        List<State> more = new ArrayList<>();
        States now = newPlan(device, after, more);
        List<Long> before = levels(device.states());
        if (!levels(now).equals(before)) {
            Field.state(device, PREVIOUS, new Value.Tree(before.toString().replace(" ", "")))
                    .ifPresent(more::add);
        }
        put(device, POWER, Math.rint(watts(device, now) * 10) / 10, more);
        put(device, SEEN_AT, field.nowMs(), more);
        return more;
    }

    /** A lamp that is given another plan, or goes back to the one that it has, follows it at once. */
    private States newPlan(Simulated device, States after, List<State> more) {
        boolean same = after.text(LampPlans.PLAN).equals(device.states().text(LampPlans.PLAN));
        boolean back = after.text(MODE).equals("DIMSCHEME")
                && !device.states().text(MODE).equals("DIMSCHEME");
        if (same && !back) {
            return after;
        }
        double level = schemeLevel(after, field.nowMs());
        put(device, SCHEME_LEVEL, level, more);
        if (after.text(MODE).equals("DIMSCHEME")) {
            LEVELS.forEach(channel -> put(device, channel, level, more));
            put(device, "core:LightIntensityState", level, more);
            Field.state(device, "core:OnOffState", Value.of(level > 0 ? "on" : "off"))
                    .ifPresent(more::add);
        }
        return after.with(more);
    }

    private static List<Long> levels(States states) {
        return LEVELS.stream()
                .map(channel -> Math.round(Double.isNaN(states.number(channel)) ? 0 : states.number(channel)))
                .toList();
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        Tally tally = count(device, nowMs);
        double watts = watts(device, device.states());
        List<State> told = new ArrayList<>();
        put(device, ENERGY, Math.floor(tally.energyWh()), told);
        put(device, HOURS, Math.floor(tally.litHours() * 100) / 100, told);
        put(device, "core:TemperatureState", Math.rint(2 * (sky.temperature(nowMs) + 0.3 * watts)) / 2, told);
        put(device, "core:LuminanceState", lux(nowMs), told);
        put(device, "candelabra:TiltAngleState", tilt(device, nowMs), told);
        Field.state(device, BURNT, new Value.Tree(burnt(device, tally, nowMs))).ifPresent(told::add);
        put(device, SEEN_AT, nowMs, told);
        scheme(device, nowMs, told);
        return told;
    }

    /** Minutes since noon in which each channel was lit; they burn together. */
    private String burnt(Simulated device, Tally tally, long nowMs) {
        long night = sky.local(nowMs).minusHours(12).toLocalDate().toEpochDay();
        Night begun = nights.get(device.id());
        if (begun == null || begun.day() != night) {
            begun = new Night(night, tally.litHours());
            nights.put(device.id(), begun);
        }
        long minutes = Math.round((tally.litHours() - begun.litHours()) * 60);
        return "[%1$d,%1$d,%1$d,%1$d]".formatted(minutes);
    }

    private void scheme(Simulated device, long nowMs, List<State> told) {
        double level = schemeLevel(device.states(), nowMs);
        if (level != device.states().number(SCHEME_LEVEL)) {
            put(device, SCHEME_LEVEL, level, told);
        }
        if (device.states().text(MODE).equals("DIMSCHEME")) {
            LEVELS.forEach(channel -> put(device, channel, level, told));
        }
    }

    /** The level of a lamp's plan in %; of the usual scheme where it has none. */
    private double schemeLevel(States states, long atMs) {
        return plans.level(states.text(LampPlans.PLAN), atMs).orElseGet(() -> (int) usualLevel(atMs));
    }

    /** The level of the usual scheme in %: full in the evening and morning, less between eleven and five, none by day. */
    double usualLevel(long atMs) {
        if (sky.sunHeight(atMs) > DUSK_DEGREES) {
            return 0;
        }
        double hour = sky.hour(atMs);
        return hour >= 23 || hour < 5 ? 60 : 100;
    }

    private static void put(Simulated device, String name, double value, List<State> told) {
        Field.state(device, name, Value.of(value)).ifPresent(told::add);
    }

    private double lux(long nowMs) {
        double lux = Math.min(MOST_LUX, sky.lux(nowMs));
        return lux < 10 ? Math.rint(lux) : Math.rint(lux / 10) * 10;
    }

    /** A mast leans a little, and moves with the wind. */
    private double tilt(Simulated device, long nowMs) {
        double stands = 1.5 * device.nature("tilt");
        double sways = 0.03 * sky.wind(nowMs) * Noise.wave(device.id().value().hashCode(), nowMs / (double) PERIOD_MS);
        double stored = device.states().number("candelabra:TiltAngleState");
        // one that was hit stays as it stands
        return stored > 5 ? stored : Math.rint(10 * (stands + sways)) / 10;
    }

    private Tally count(Simulated device, long nowMs) {
        Tally tally = tallies.computeIfAbsent(
                device.id(),
                id -> new Tally(device.states().number(ENERGY), device.states().number(HOURS), nowMs));
        tally.count(nowMs, watts(device, device.states()), lit(device.states()) > 0);
        return tally;
    }

    /** Watts from the levels: the controller always, the rest nearly in proportion, and a little worse when dimmed. */
    double watts(Simulated device, States states) {
        double share = lit(states);
        return CONTROLLER_W + rated(device) * share * (1 + 0.06 * (1 - share));
    }

    private static double rated(Simulated device) {
        String given = device.attribute(RATED_WATTS);
        double watts = given.isEmpty() ? Double.NaN : Value.of(given).asNumber();
        return watts > 0 ? watts : USUAL_WATTS[(int) (device.nature("watts") * USUAL_WATTS.length)];
    }

    /** How far it really burns: a broken lamp or ballast stays dark, a broken dimmer knows full and nothing else. */
    private static double lit(States states) {
        String errors = states.text(ERRORS);
        double share = share(states);
        if (errors.contains("\"LAMP\"") || errors.contains("\"BALLAST\"")) {
            return 0;
        }
        return errors.contains("\"DIMMING\"") && share > 0 ? 1 : share;
    }

    /** The mean of the four levels, each scaled by its highest; 0 to 1. */
    static double share(States states) {
        double[] most = numbers(states.text(MAX_LEVELS));
        double sum = 0;
        for (int i = 0; i < LEVELS.size(); i++) {
            double level = states.number(LEVELS.get(i));
            double max = i < most.length ? most[i] : 100;
            sum += Double.isNaN(level) ? 0 : Math.clamp(level, 0, 100) * Math.clamp(max, 0, 100) / 10_000;
        }
        return sum / LEVELS.size();
    }

    /** The numbers of a flat array such as {@code [100,80,80,100]}. */
    private static double[] numbers(String array) {
        String inside = array.replaceAll("[\\[\\]\\s]", "");
        if (inside.isEmpty()) {
            return new double[0];
        }
        String[] parts = inside.split(",", -1);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            double number = Value.of(parts[i]).asNumber();
            numbers[i] = Double.isNaN(number) ? 100 : number;
        }
        return numbers;
    }
}
