package io.candelabra.driver.simulator.building;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sensors: they measure the weather outdoors and see people indoors. Values go toward what is, so that nothing jumps.
 */
final class Sensors {
    private static final long MINUTE_MS = 60_000;

    private final Sky sky;
    private final People people;

    Sensors(Sky sky, People people) {
        this.sky = sky;
        this.people = people;
    }

    /** The true value at a sensor. */
    @FunctionalInterface
    private interface Measure {
        double at(Simulated device, long nowMs);
    }

    List<Habit> habits() {
        return List.of(
                new Curve("core:RelativeHumidityState", 10, 30, 1, this::humidity),
                new Curve("core:HumidityState", 10, 30, 1, this::humidity),
                new Curve("core:LuminanceState", 5, 0, 0, this::lux),
                new Curve("core:CO2ConcentrationState", 5, 20, 10, this::carbonDioxide),
                new Curve("core:WindSpeedState", 5, 0, 0.5, (device, nowMs) -> sky.wind(nowMs)),
                new Curve("core:AirPressureState", 15, 0, 1, (device, nowMs) -> sky.pressure(nowMs)),
                new Curve("core:BarometricPressureState", 15, 0, 1, (device, nowMs) -> sky.pressure(nowMs)),
                new Word("core:RainState", 2, (d, nowMs) -> sky.rains(nowMs), "detected", "notDetected"),
                new Word("core:OccupancyState", 1, people::seenBy, "personInside", "noPersonInside"),
                new Word("core:ContactState", 1, people::opens, "open", "closed"),
                new Word("core:OpenClosedState", 1, people::opens, "open", "closed"));
    }

    static boolean outdoors(Simulated device) {
        String uiClass = device.type().uiClass();
        String label = device.label().toLowerCase(Locale.ROOT);
        return uiClass.equals("WeatherSensor")
                || Stream.of("outdoor", "outside", "garden", "terrace", "balcony")
                        .anyMatch(label::contains);
    }

    private double humidity(Simulated device, long nowMs) {
        if (outdoors(device)) {
            return sky.humidity(nowMs);
        }
        double cooking = people.home(nowMs) && people.awake(nowMs) ? 6 : 0;
        return 38 + 12 * device.nature("humidity") + cooking + 0.1 * (sky.humidity(nowMs) - 60);
    }

    /** A window lets a little of the sky in. */
    private double lux(Simulated device, long nowMs) {
        double lux = outdoors(device) ? sky.lux(nowMs) : sky.lux(nowMs) * (0.01 + 0.04 * device.nature("window"));
        return Sky.twoDigits(lux);
    }

    private double carbonDioxide(Simulated device, long nowMs) {
        boolean breathing = people.home(nowMs) || people.atWork(nowMs);
        return 430 + (breathing ? 350 + 200 * device.nature("room") : 0);
    }

    /**
     * A number that follows what is measured.
     *
     * @param lagMinutes how slowly it follows; 0 for at once
     * @param step what it is rounded to; 0 for as it is
     */
    private record Curve(String state, long everyMinutes, double lagMinutes, double step, Measure measure)
            implements Habit {
        @Override
        public boolean fits(Simulated device) {
            return Field.has(device, state);
        }

        @Override
        public long periodMs(Simulated device) {
            return everyMinutes * MINUTE_MS;
        }

        @Override
        public List<State> lived(Simulated device, long sinceMs, long nowMs) {
            double goal = measure.at(device, nowMs);
            double old = device.states().number(state);
            double share = lagMinutes == 0 ? 1 : 1 - Math.exp(-(nowMs - sinceMs) / (lagMinutes * MINUTE_MS));
            double next = Double.isNaN(old) ? goal : old + (goal - old) * share;
            if (step > 0 && Math.abs(next - old) < step && lagMinutes > 0) {
                // less than a step: it moves a step when it is that far away, and stays where it is otherwise
                next = Math.abs(goal - old) < step ? old : old + Math.copySign(step, goal - old);
            }
            double rounded = step > 0 ? Math.rint(next / step) * step : next;
            return Field.state(device, state, Value.of(rounded)).map(List::of).orElse(List.of());
        }
    }

    /** Whether something is so. */
    @FunctionalInterface
    private interface Fact {
        boolean at(Simulated device, long nowMs);
    }

    /** A state of two words. Actuators of the same name (a window that opens itself) are not sensors. */
    private record Word(String state, long everyMinutes, Fact fact, String yes, String no) implements Habit {
        @Override
        public boolean fits(Simulated device) {
            return Field.has(device, state) && device.type().kind().equals("SENSOR");
        }

        @Override
        public long periodMs(Simulated device) {
            return everyMinutes * MINUTE_MS;
        }

        @Override
        public List<State> lived(Simulated device, long sinceMs, long nowMs) {
            List<State> seen = new ArrayList<>(1);
            Optional<State> now = Field.state(device, state, Value.of(fact.at(device, nowMs) ? yes : no));
            now.ifPresent(seen::add);
            return seen;
        }
    }
}
