package io.candelabra.driver.simulator;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.Objects;

/**
 * One device as it is in the simulated field. What is stored of it follows a moment later, by reports; so commands that come
 * quickly one after the other look here, and not at what is stored.
 */
final class Simulated {
    private Device stored;
    private DeviceType type;
    private States states;
    private boolean away;

    Simulated(Device stored, DeviceType type) {
        this.stored = stored;
        this.type = type;
        this.states = stored.states();
        this.away = !stored.available();
    }

    DeviceId id() {
        return stored.id();
    }

    DeviceType type() {
        return type;
    }

    String label() {
        return stored.label();
    }

    /** The room or street that it is in. */
    String area() {
        return stored.area();
    }

    States states() {
        return states;
    }

    void states(States next) {
        states = next;
    }

    /** Whether it cannot be reached just now. */
    boolean away() {
        return away;
    }

    void away(boolean gone) {
        away = gone;
    }

    /** Somebody changed its description. Its states stay, unless it became a device of another type. */
    void describe(Device fresh, DeviceType freshType) {
        if (!Objects.equals(freshType.name(), type.name())) {
            states = fresh.states();
        }
        stored = fresh;
        type = freshType;
    }

    /** A number from 0 to 1 that is this device's own and never changes, one for each purpose. */
    double nature(String purpose) {
        return Noise.point(id().value().hashCode(), purpose.hashCode());
    }

    /** The device's own fixed facts, such as in which unit it measures. */
    String attribute(String name) {
        for (State attribute : stored.attributes()) {
            if (attribute.name().equals(name)) {
                return attribute.value().asText();
            }
        }
        return "";
    }
}
