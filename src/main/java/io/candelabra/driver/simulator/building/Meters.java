package io.candelabra.driver.simulator.building;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Consumption;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Electricity: a device's power follows from its states, and its counter from the power. A device that only measures is
 * the meter of the house: it sees what people use, and all devices of the gateway.
 */
final class Meters implements Habit, Field.Follower {
    private static final long PERIOD_MS = 60_000;
    /** For what does not change by itself, and for lamps, which are in no hurry to tell how old they are. */
    private static final long SLOW_PERIOD_MS = 15 * 60_000;

    private static final double STANDBY_W = 0.3;
    private static final String RATED_WATTS = "candelabra:Watts";

    private static final String ENERGY = "core:ElectricEnergyConsumptionState";
    private static final String POWER = "core:ElectricPowerConsumptionState";
    private static final String LAMP_HOURS = "candelabra:LampHoursState";
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String ON_OFF = "core:OnOffState";

    private final Field field;
    private final Sky sky;
    private final People people;
    private final Climate climate;
    private final Predicate<Simulated> ours;
    private final Map<DeviceId, Consumption> consumption = new HashMap<>();
    private final Map<DeviceId, Double> tariffStarts = new HashMap<>();

    /** @param ours the devices that belong to the building */
    Meters(Field field, Sky sky, People people, Climate climate, Predicate<Simulated> ours) {
        this.field = field;
        this.sky = sky;
        this.people = people;
        this.climate = climate;
        this.ours = ours;
    }

    @Override
    public boolean fits(Simulated device) {
        return ours.test(device)
                && (Field.has(device, ENERGY) || Field.has(device, POWER) || Field.has(device, LAMP_HOURS));
    }

    @Override
    public long periodMs(Simulated device) {
        boolean slow = Field.has(device, LAMP_HOURS) || followsAtOnce(device);
        return slow ? SLOW_PERIOD_MS : PERIOD_MS;
    }

    /** A device that neither counts nor heats draws the same until a command or a person changes it. */
    private static boolean followsAtOnce(Simulated device) {
        return !Field.has(device, ENERGY)
                && !ofHouse(device)
                && !device.type().uiClass().equals("HeatingSystem");
    }

    @Override
    public void before(Simulated device, long nowMs) {
        if (fits(device)) {
            count(device, nowMs);
        }
    }

    /** A switch or a dimmer draws something else at once. */
    @Override
    public List<State> following(Simulated device, List<State> changed, States after) {
        if (!fits(device) || ofHouse(device)) {
            return List.of();
        }
        newLamps(device, after.number(LAMP_HOURS));
        return power(device, watts(device, after)).map(List::of).orElse(List.of());
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        Consumption used = count(device, nowMs);
        double kilo = inKilowattHours(device) ? 1_000 : 1;
        List<State> shown = new ArrayList<>(3);
        Field.state(device, ENERGY, Value.of(Math.floor(used.energyWh()) / kilo))
                .ifPresent(shown::add);
        Field.state(device, LAMP_HOURS, Value.of(shownHours(used))).ifPresent(shown::add);
        tariff(device, used, nowMs).ifPresent(shown::add);
        power(device, load(device, nowMs)).ifPresent(shown::add);
        return shown;
    }

    /** Somebody has put new lamps in and set their count: it goes on from there. */
    private void newLamps(Simulated device, double hours) {
        Consumption used = consumption.get(device.id());
        if (used != null
                && !Double.isNaN(hours)
                && hours != device.states().number(LAMP_HOURS)
                && hours != shownHours(used)) {
            consumption.put(device.id(), new Consumption(used.energyWh(), hours, field.nowMs()));
        }
    }

    private static double shownHours(Consumption used) {
        return Math.floor(used.litHours() * 100) / 100;
    }

    private Consumption count(Simulated device, long nowMs) {
        double kilo = inKilowattHours(device) ? 1_000 : 1;
        Consumption used = consumption.computeIfAbsent(
                device.id(),
                id -> new Consumption(
                        device.states().number(ENERGY) * kilo, device.states().number(LAMP_HOURS), nowMs));
        used.count(nowMs, load(device, nowMs), level(device.states()) > 0);
        return used;
    }

    /** Counters of the day and the night: the night's counts from ten to six. */
    private Optional<State> tariff(Simulated device, Consumption used, long nowMs) {
        double hour = sky.hour(nowMs);
        String name = hour < 6 || hour >= 22 ? "core:ConsumptionTariff2State" : "core:ConsumptionTariff1State";
        double before = tariffStarts.getOrDefault(device.id(), used.energyWh());
        double whole = Math.floor(used.energyWh() - before);
        tariffStarts.put(device.id(), before + whole);
        double shown = device.states().number(name);
        return Double.isNaN(shown) ? Optional.empty() : Field.state(device, name, Value.of(shown + whole));
    }

    private static Optional<State> power(Simulated device, double watts) {
        return Field.state(device, POWER, Value.of(Math.rint(watts * 10) / 10));
    }

    private static boolean inKilowattHours(Simulated device) {
        return device.attribute("core:MeasuredValueType").equals("core:ElectricalEnergyInKWh");
    }

    private static boolean ofHouse(Simulated device) {
        return device.type().uiClass().equals("ElectricitySensor");
    }

    private double load(Simulated device, long nowMs) {
        return ofHouse(device) ? house(nowMs) : watts(device, device.states());
    }

    /** Fridge and stand-by always, people while they are awake at home, and the devices that are known. */
    private double house(long nowMs) {
        double base = 140 + 90 * Noise.wave(17, nowMs / 900_000.0);
        double use = people.home(nowMs) && people.awake(nowMs) ? 200 + 500 * Noise.wave(18, nowMs / 600_000.0) : 0;
        double known = 0;
        for (Simulated device : field.all()) {
            if (!ofHouse(device)) {
                known += watts(device, device.states());
            }
        }
        return base + use + known;
    }

    /** The rated power of a device, or one that is usual of its kind. */
    private double watts(Simulated device, States states) {
        double own = device.attributeNumber(RATED_WATTS);
        double rated = own > 0
                ? own
                : switch (device.type().uiClass()) {
                    case "Light" -> 6 + 30 * device.nature("watts");
                    case "OnOff", "Plug" -> 20 + 100 * device.nature("watts");
                    case "HeatingSystem" -> 750 + 750 * device.nature("watts");
                    default -> 0;
                };
        double share = device.type().uiClass().equals("HeatingSystem") ? climate.demand(device) : level(states);
        return rated == 0 ? 0 : STANDBY_W + rated * share;
    }

    /** How far a device is on, 0 to 1. */
    private static double level(States states) {
        double intensity = states.number(INTENSITY);
        if (!Double.isNaN(intensity)) {
            return Math.clamp(intensity / 100, 0, 1);
        }
        return states.text(ON_OFF).equals("on") ? 1 : 0;
    }
}
