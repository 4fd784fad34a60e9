package io.candelabra.driver.simulator.field;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.Objects;
import java.util.Set;

/**
 * One device as it is in the simulated field. The stored device follows a moment later, by reports; so commands that
 * come quickly one after the other look here, and not at the store.
 */
public final class Simulated {
    private Device stored;
    private DeviceType type;
    private Set<String> momentary;
    private States states;
    private boolean away;

    /** @param momentary names of states of which each report is news */
    Simulated(Device stored, DeviceType type, Set<String> momentary) {
        this.stored = stored;
        this.type = type;
        this.momentary = momentary;
        this.states = stored.states();
        this.away = !stored.available();
    }

    public DeviceId id() {
        return stored.id();
    }

    public DeviceType type() {
        return type;
    }

    /** The names of states of which each report is news. */
    Set<String> momentary() {
        return momentary;
    }

    public String label() {
        return stored.label();
    }

    /** The area that it is in; empty where unknown. */
    public String area() {
        return stored.area();
    }

    /** Site time at which it was installed, as far as that is known. */
    public long createdMs() {
        return stored.createdMs();
    }

    /** The value of a word that was programmed into it; empty where there is none. */
    public String note(String key) {
        return ProgrammedWords.of(stored.vendor(), key);
    }

    /** The same as a number; NaN where it is none. */
    public double noteNumber(String key) {
        return number(note(key));
    }

    /** A fixed fact that is a number; NaN where it is none. */
    public double attributeNumber(String name) {
        return number(attribute(name));
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Value.of(text).asNumber();
    }

    public States states() {
        return states;
    }

    public void states(States next) {
        states = next;
    }

    /** Whether it cannot be reached just now. */
    public boolean away() {
        return away;
    }

    public void away(boolean gone) {
        away = gone;
    }

    /** Somebody changed its description. Its states stay, unless it became a device of another type. */
    void describe(Device fresh, DeviceType freshType, Set<String> freshMomentary) {
        if (!Objects.equals(freshType.name(), type.name())) {
            states = fresh.states();
        }
        stored = fresh;
        type = freshType;
        momentary = freshMomentary;
    }

    /** A number from 0 to 1 that is this device's own and never changes, one for each purpose. */
    public double nature(String purpose) {
        return Noise.point(id().value().hashCode(), purpose.hashCode());
    }

    /** The device's own fixed facts, such as in which unit it measures. */
    public String attribute(String name) {
        for (State attribute : stored.attributes()) {
            if (attribute.name().equals(name)) {
                return attribute.value().asText();
            }
        }
        return "";
    }
}
