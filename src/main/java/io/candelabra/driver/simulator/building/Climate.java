package io.candelabra.driver.simulator.building;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rooms and what heats them. A room goes toward its target while it is heated, and toward the weather while it is not. A
 * heating device and its thermometer are often two endpoints of one address; so a room is an address.
 */
final class Climate implements Habit {
    private static final long PERIOD_MS = 3 * 60_000;
    private static final double HEATING_MS = 45 * 60_000.0;
    private static final double LOSING_MS = 20 * 3_600_000.0;
    private static final double KELVIN = 273.15;
    private static final double FROST = 7;

    private static final List<String> MEASURED =
            List.of("core:TemperatureState", "core:RoomTemperatureState", "hlrrwifi:RoomTemperatureState");
    private static final List<String> TARGETS = List.of(
            "core:TargetRoomTemperatureState",
            "core:TargetTemperatureState",
            "core:HeatingTargetTemperatureState",
            "core:ComfortRoomTemperatureState");
    private static final List<String> SWITCHES = List.of(
            "core:OnOffState",
            "core:HeatingOnOffState",
            "core:OperatingModeState",
            "zigbee:ThermostatModeState",
            "zwave:ThermostatModeState");

    private final Field field;
    private final Sky sky;
    private final People people;
    /** The exact temperature of a room; reports are rounded. */
    private final Map<DeviceId, Double> exact = new HashMap<>();

    Climate(Field field, Sky sky, People people) {
        this.field = field;
        this.sky = sky;
        this.people = people;
    }

    @Override
    public boolean fits(Simulated device) {
        return measured(device).isPresent();
    }

    private static Optional<String> measured(Simulated device) {
        return MEASURED.stream().filter(name -> Field.has(device, name)).findFirst();
    }

    @Override
    public long periodMs(Simulated device) {
        return PERIOD_MS;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        String name = measured(device).orElseThrow();
        double told = device.states().number(name);
        double offset = told > 150 ? KELVIN : 0;
        double celsius = Double.isNaN(told) ? goal(device, nowMs) : told - offset;
        double before = exact.getOrDefault(device.id(), celsius);
        // somebody else set it meanwhile
        double start = Math.abs(before - celsius) > 0.2 ? celsius : before;
        double now = Sensors.outdoors(device)
                ? toward(start, sky.temperature(nowMs), nowMs - sinceMs, HEATING_MS)
                : room(device, start, nowMs - sinceMs, nowMs);
        exact.put(device.id(), now);
        return Field.state(device, name, Value.of(Math.rint(now * 10) / 10 + offset))
                .map(List::of)
                .orElse(List.of());
    }

    private double room(Simulated device, double start, long passedMs, long nowMs) {
        Optional<Double> target = target(device);
        if (target.isEmpty()) {
            return toward(start, goal(device, nowMs), passedMs, HEATING_MS * 2);
        }
        if (start < target.get()) {
            return toward(start, target.get(), passedMs, HEATING_MS);
        }
        double weather = sky.temperature(nowMs) + 3;
        return Math.max(target.get(), toward(start, weather, passedMs, LOSING_MS));
    }

    /** A room whose heating is not at this gateway is as warm as people like it. */
    private double goal(Simulated device, long nowMs) {
        double evening = people.home(nowMs) && people.awake(nowMs) ? 1 : 0;
        return 19 + evening + 1.5 * device.nature("room") + 0.05 * (sky.temperature(nowMs) - 10);
    }

    /** The set point of the heating in the device's room; frost protection where it is off; empty without one. */
    Optional<Double> target(Simulated device) {
        Optional<Double> own = ownTarget(device);
        if (own.isPresent() || device.id().endpoint() == 0) {
            return own;
        }
        String address = device.id().protocol() + "/" + device.id().address();
        return field.all().stream()
                .filter(other ->
                        address.equals(other.id().protocol() + "/" + other.id().address()))
                .flatMap(other -> ownTarget(other).stream())
                .findFirst();
    }

    private static Optional<Double> ownTarget(Simulated device) {
        for (String name : TARGETS) {
            double target = device.states().number(name);
            if (target > 4 && target < 40) {
                boolean off = SWITCHES.stream().anyMatch(state -> {
                    String word = device.states().text(state);
                    return word.equals("off") || word.equals("standby");
                });
                return Optional.of(off ? FROST : target);
            }
        }
        return Optional.empty();
    }

    /** How much of its power a heating device uses, 0 to 1: full where a degree and more is missing. */
    double demand(Simulated device) {
        Optional<Double> target = target(device);
        Optional<String> name = measured(device);
        if (target.isEmpty() || name.isEmpty()) {
            return 0;
        }
        double now = device.states().number(name.get());
        return Double.isNaN(now) ? 0 : Math.clamp(target.get() - (now > 150 ? now - KELVIN : now) + 0.1, 0, 1);
    }

    private static double toward(double from, double to, long passedMs, double lagMs) {
        return from + (to - from) * (1 - Math.exp(-passedMs / lagMs));
    }
}
