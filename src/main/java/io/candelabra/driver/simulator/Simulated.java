package io.candelabra.driver.simulator;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
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
        long mixed = (id().value().hashCode() * 0x9E3779B97F4A7C15L) ^ (purpose.hashCode() * 0xC2B2AE3D27D4EB4FL);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
