package io.candelabra.dialect.sustainder.lamps;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A measured value of a lamp, by the name and in the unit of this dialect. */
public enum Sensor {
    POWER("core:ElectricPowerConsumptionState", "W", 1),
    TEMPERATURE("core:TemperatureState", "°C", 1),
    AMBIENT("core:LuminanceState", "lx", 1),
    RF_STRENGTH("candelabra:RadioStrengthState", "dBm", 1),
    TILT("candelabra:TiltAngleState", "°", 1),
    /** Stored in Wh. */
    ENERGY("core:ElectricEnergyConsumptionState", "kWh", 0.001),
    RUNNING_HOURS("candelabra:RunningHoursState", "h", 1);

    private final String state;
    private final String unit;
    private final double factor;

    Sensor(String state, String unit, double factor) {
        this.state = state;
        this.unit = unit;
        this.factor = factor;
    }

    public String state() {
        return state;
    }

    public String unit() {
        return unit;
    }

    /** As it stands in paths and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A stored value in this dialect's unit, to three places. */
    double shown(double stored) {
        return Math.rint(stored * factor * 1_000) / 1_000;
    }

    public static Optional<Sensor> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Sensor::word).toList();
    }
}
