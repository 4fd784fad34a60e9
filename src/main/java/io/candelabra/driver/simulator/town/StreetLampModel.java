package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.field.Timers;
import io.candelabra.driver.simulator.life.Consumption;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A street lamp with four channels. {@link LampLight} decides its light, {@link LampPower} its power. Energy and
 * burning hours are counted when something changes or is told, so an idle lamp costs one look in a quarter of an hour.
 */
final class StreetLampModel implements Habit, Field.Follower {
    static final String TYPE = "candelabra:StreetLamp";

    private static final long PERIOD_MS = 15 * 60_000;
    /** No two lamps have the same clock; each is a few seconds late at most. */
    private static final long CLOCK_MS = 5_000;

    /** Longer than this no server is down without somebody setting its counters. */
    private static final long LONGEST_SILENCE_MS = 31L * 24 * 3_600_000;

    private static final double MOST_LUX = 1_720;
    /** The light that leaks from a lamp into its own photocell. */
    private static final double LEAK_LUX = 15;
    /** A mast that leans further was hit. */
    private static final double HIT_DEGREES = 5;

    static final String TILT = "candelabra:TiltAngleState";
    private static final String PREVIOUS = "candelabra:PreviousLevelsState";
    private static final String BURNT = "candelabra:BurnMinutesState";
    private static final String SEEN_AT = "candelabra:SeenAtState";
    private static final String POWER = "core:ElectricPowerConsumptionState";
    private static final String ENERGY = "core:ElectricEnergyConsumptionState";
    private static final String HOURS = "candelabra:RunningHoursState";

    /** A night that a lamp is in, from noon to noon, and how long it had been lit in its life when that began. */
    private record Night(long day, double litHours) {}

    private final Field field;
    private final Sky sky;
    private final LampPlans plans;
    private final LampLight lights;
    private final Timers timers;
    private final Map<DeviceId, Consumption> consumption = new HashMap<>();
    private final Map<DeviceId, Night> nights = new HashMap<>();
    private final Set<DeviceId> cutOff = new HashSet<>();

    StreetLampModel(Field field, Sky sky, LampPlans plans, LampLight lights, Timers timers) {
        this.field = field;
        this.sky = sky;
        this.plans = plans;
        this.lights = lights;
        this.timers = timers;
    }

    @Override
    public boolean fits(Simulated device) {
        return device.type().name().equals(TYPE);
    }

    @Override
    public long periodMs(Simulated device) {
        return PERIOD_MS;
    }

    /** Sooner where the scheme switches before. */
    @Override
    public long nextMs(Simulated device, long nowMs, double chance) {
        long next = Habit.super.nextMs(device, nowMs, chance);
        if (LampLight.commanded(device.states())) {
            return next;
        }
        long lateMs = (long) (device.nature("clock") * CLOCK_MS);
        long switchMs = plans.nextSwitchMs(device.states().text(LampPlans.PLAN), nowMs - lateMs);
        return Math.min(next, switchMs + lateMs);
    }

    /** Whether there is current in the cable that feeds it; without, it neither burns nor counts. */
    void powered(Simulated device, boolean current) {
        count(device, field.nowMs());
        if (current) {
            cutOff.remove(device.id());
        } else {
            cutOff.add(device.id());
        }
        List<State> woken = new ArrayList<>(lights.automatic(device, field.nowMs()));
        put(device, SEEN_AT, field.nowMs(), woken);
        field.change(device, woken);
    }

    @Override
    public void before(Simulated device, long nowMs) {
        if (fits(device)) {
            count(device, nowMs);
        }
    }

    @Override
    public List<State> following(Simulated device, List<State> changed, States after) {
        if (!fits(device)) {
            return List.of();
        }
        List<State> more = new ArrayList<>();
        lights.decide(device, changed, after, field.nowMs(), more);
        States now = after.with(more);
        List<Long> before = LampLight.levels(device.states());
        if (!LampLight.levels(now).equals(before)) {
            Field.state(device, PREVIOUS, new Value.Tree(before.toString().replace(" ", "")))
                    .ifPresent(more::add);
        }
        OptionalLong left = timers.minutesLeft(device.id());
        if (left.isPresent() && changed.stream().noneMatch(state -> state.name().equals(Timers.OVERRIDE_MINUTES))) {
            put(device, Timers.OVERRIDE_MINUTES, left.getAsLong(), more);
        }
        put(device, POWER, Math.rint(watts(device, now) * 10) / 10, more);
        put(device, SEEN_AT, field.nowMs(), more);
        return more;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        if (cutOff.contains(device.id())) {
            return List.of();
        }
        Consumption used = count(device, nowMs);
        double watts = watts(device, device.states());
        List<State> told = new ArrayList<>();
        put(device, ENERGY, Math.floor(used.energyWh()), told);
        put(device, HOURS, Math.floor(used.litHours() * 100) / 100, told);
        double warming = 0.25 + 0.15 * device.nature("housing");
        put(device, "core:TemperatureState", Math.rint(2 * (sky.temperature(nowMs) + warming * watts)) / 2, told);
        put(device, "core:LuminanceState", lux(device, nowMs), told);
        put(device, TILT, tilt(device, nowMs), told);
        Field.state(device, BURNT, new Value.Tree(burnt(device, used, nowMs))).ifPresent(told::add);
        put(device, SEEN_AT, nowMs, told);
        told.addAll(lights.automatic(device, nowMs));
        return told;
    }

    /** Minutes since noon in which each channel was lit; they burn together. */
    private String burnt(Simulated device, Consumption used, long nowMs) {
        long night = sky.local(nowMs).minusHours(12).toLocalDate().toEpochDay();
        Night begun = nights.get(device.id());
        if (begun == null || begun.day() != night) {
            begun = new Night(night, used.litHours());
            nights.put(device.id(), begun);
        }
        long minutes = Math.round((used.litHours() - begun.litHours()) * 60);
        return String.format(Locale.ROOT, "[%1$d,%1$d,%1$d,%1$d]", minutes);
    }

    private static void put(Simulated device, String name, double value, List<State> told) {
        Field.state(device, name, Value.of(value)).ifPresent(told::add);
    }

    /** The lux at its photocell: the sky as far as it can measure, and a little of itself. */
    private double lux(Simulated device, long nowMs) {
        double own = LEAK_LUX * device.nature("leak") * LampPower.lit(device.states());
        double lux = Math.min(MOST_LUX, sky.lux(nowMs) + own);
        return lux < 10 ? Math.rint(lux) : Math.rint(lux / 10) * 10;
    }

    /** A mast leans a little, and moves with the wind. */
    private double tilt(Simulated device, long nowMs) {
        double stands = 1.5 * device.nature("tilt");
        double sways = 0.03 * sky.wind(nowMs) * Noise.wave(device.id().value().hashCode(), nowMs / (double) PERIOD_MS);
        double stored = device.states().number(TILT);
        // one that was hit stays as it stands
        return stored > HIT_DEGREES ? stored : Math.rint(10 * (stands + sways)) / 10;
    }

    private Consumption count(Simulated device, long nowMs) {
        Consumption used = consumption.computeIfAbsent(device.id(), id -> begun(device, nowMs));
        boolean lit = LampPower.lit(device.states()) > 0 && !cutOff.contains(device.id());
        used.count(nowMs, watts(device, device.states()), lit);
        return used;
    }

    /** The counters that a lamp told last, and its use while no server was there to hear it. */
    private Consumption begun(Simulated device, long nowMs) {
        States states = device.states();
        double toldMs = states.number(SEEN_AT);
        long fromMs = Double.isNaN(toldMs) ? nowMs : Math.clamp((long) toldMs, nowMs - LONGEST_SILENCE_MS, nowMs);
        Consumption used = new Consumption(states.number(ENERGY), states.number(HOURS), fromMs);
        if (nowMs - fromMs < PERIOD_MS || LampLight.commanded(states)) {
            return used;
        }
        String plan = states.text(LampPlans.PLAN);
        for (long at = fromMs; at < nowMs; ) {
            long until = Math.min(nowMs, plans.nextSwitchMs(plan, at));
            States then = states.with(LampLight.all(device, plans.level(plan, at)));
            used.count(until, LampPower.watts(device, then), LampPower.lit(then) > 0);
            at = until;
        }
        return used;
    }

    private double watts(Simulated device, States states) {
        return cutOff.contains(device.id()) ? 0 : LampPower.watts(device, states);
    }
}
