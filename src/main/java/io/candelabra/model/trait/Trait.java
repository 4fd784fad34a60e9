package io.candelabra.model.trait;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.Optional;

/**
 * One thing that a device is or does, as every dialect can understand it. {@link #get} reads it from the stored states in
 * core units; {@link #set} gives the command, in the words of the device's type, that would bring it there, and is empty
 * where the type has none. {@link #target} is where the device is going, for those that take their time.
 *
 * @param <V> Double for numbers, Boolean for yes or no, and others as they say
 */
public sealed interface Trait<V> {
    /** Empty where the device has not told yet. */
    Optional<V> get(States states);

    /** The command that brings the device there; empty where it cannot be set. Values out of range are for the caller. */
    default Optional<DeviceCommand> set(V value) {
        return Optional.empty();
    }

    /** Where the device is going: what was asked last, or what it is at where it does not tell. */
    default Optional<V> target(States states) {
        return get(states);
    }

    /** The state that it is read from: a change of it is a change of the trait. */
    String state();

    /** A trait that is a number. */
    sealed interface Measure extends Trait<Double> {
        NumberLens lens();

        @Override
        default Optional<Double> get(States states) {
            return lens().get(states);
        }

        @Override
        default Optional<DeviceCommand> set(Double value) {
            return lens().set(value);
        }

        @Override
        default Optional<Double> target(States states) {
            return lens().target(states);
        }

        @Override
        default String state() {
            return lens().state();
        }
    }

    /** A trait that is yes or no. */
    sealed interface Answer extends Trait<Boolean> {
        WordLens lens();

        @Override
        default Optional<Boolean> get(States states) {
            return lens().get(states);
        }

        @Override
        default Optional<DeviceCommand> set(Boolean value) {
            return lens().set(value);
        }

        @Override
        default String state() {
            return lens().state();
        }
    }

    // ---- what can be set ----

    /** Whether it is on. */
    record OnOff(WordLens lens) implements Answer {}

    /** Brightness or power, 0 to 100 %; 0 is off. */
    record Level(NumberLens lens) implements Measure {}

    /** Colour temperature of white light, in kelvin, mostly 1400 to 10000. */
    record ColorTemperature(NumberLens lens) implements Measure {}

    /** Colour. */
    record Color(String state, String saturationState, String command) implements Trait<HueSaturation> {
        @Override
        public Optional<HueSaturation> get(States states) {
            double hue = states.number(state);
            double saturation = states.number(saturationState);
            return Double.isNaN(hue) || Double.isNaN(saturation)
                    ? Optional.empty()
                    : Optional.of(new HueSaturation(hue, saturation));
        }

        @Override
        public Optional<DeviceCommand> set(HueSaturation value) {
            return command.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DeviceCommand.of(
                            command,
                            Value.of(Math.round(value.hueDegrees())),
                            Value.of(Math.round(value.saturationPercent()))));
        }
    }

    /** How far a shutter, an awning, a door or a window is open: 100 % is open (an awning: out), 0 is closed (in). */
    record CoverPosition(NumberLens lens) implements Measure {}

    /** How far slats are open: 100 % is open, 0 is closed. */
    record CoverTilt(NumberLens lens) implements Measure {}

    /** Whether something that knows no positions between is open. */
    record Opening(WordLens lens) implements Answer {}

    /** Whether it is locked. */
    record Lock(WordLens lens) implements Answer {}

    /** Whether a contact closure output is closed. */
    record SwitchClosure(WordLens lens) implements Answer {}

    /** The room temperature that is wanted, in °C. */
    record TargetTemperature(NumberLens lens) implements Measure {}

    /** Speed of a fan, 0 to 100 %. */
    record FanSpeed(NumberLens lens) implements Measure {}

    /** Whether an alarm system watches, wholly or in part. */
    record Armed(WordLens lens) implements Answer {}

    // ---- what is measured or noticed ----

    /** Whether somebody is there. */
    record Occupancy(WordLens lens) implements Answer {}

    /** Whether a watched door or window is open. */
    record Contact(WordLens lens) implements Answer {}

    /** Whether there is smoke. */
    record Smoke(WordLens lens) implements Answer {}

    /** Whether there is water where none should be. */
    record WaterLeak(WordLens lens) implements Answer {}

    /** Whether it rains. */
    record Rain(WordLens lens) implements Answer {}

    /** Power drawn now, in watts. */
    record Power(NumberLens lens) implements Measure {}

    /** Electrical energy counted so far, in kWh. */
    record Energy(NumberLens lens) implements Measure {}

    /** Temperature, in °C. */
    record Temperature(NumberLens lens) implements Measure {}

    /** Relative humidity, 0 to 100 %. */
    record Humidity(NumberLens lens) implements Measure {}

    /** Illuminance, in lux. */
    record Illuminance(NumberLens lens) implements Measure {}

    /** Carbon dioxide, in ppm. */
    record CarbonDioxide(NumberLens lens) implements Measure {}

    /** Wind speed, in the unit that the device measures in. */
    record WindSpeed(NumberLens lens) implements Measure {}

    /** What is left in the battery, 0 to 100 %. */
    record Battery(NumberLens lens) implements Measure {}

    /** Whether the battery should be changed. */
    record LowBattery(WordLens lens) implements Answer {}

    /** How long a lamp has been burning, in hours. */
    record LampHours(NumberLens lens) implements Measure {}

    /** How far a pole leans from where it was set, in degrees. */
    record Tilt(NumberLens lens) implements Measure {}

    /** Radio signal, in the unit that the device tells: dBm below 0, or 0 to 100 %. */
    record Signal(NumberLens lens) implements Measure {}

    /** What was last done to a button, in the device's words, such as {@code pressed}. */
    record Button(String state) implements Trait<String> {
        @Override
        public Optional<String> get(States states) {
            return states.find(state).map(State::value).map(Value::asText).filter(word -> !word.isEmpty());
        }
    }

    /**
     * A colour without its brightness.
     *
     * @param hueDegrees 0 to 360, red at 0, green at 120, blue at 240
     * @param saturationPercent 0 (white) to 100
     */
    record HueSaturation(double hueDegrees, double saturationPercent) {}
}
