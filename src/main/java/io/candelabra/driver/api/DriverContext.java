package io.candelabra.driver.api;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Gateway;
import io.candelabra.model.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The things that a driver is given: its devices, its settings, the time, chance, and an ear. Each driver has a context
 * of its own. It hears nothing more when {@link Driver#close} has returned, and at once where the gateway is removed:
 * what a thread that was left behind still tells is lost. While the driver hangs in a call, it does not hear that the
 * gateway answers.
 */
public interface DriverContext {

    Gateway gateway();

    /**
     * The value of a setting that the driver's kind declares and that is no secret: as it stands at the gateway, or the
     * usual one; empty text where there is neither. It is right by the declaration, and the same for the whole life of
     * the driver: where a setting changes, the driver is closed and the next one is started.
     *
     * @throws IllegalArgumentException where the kind declares no such setting
     */
    String setting(String name);

    /** The same for a secret, opened. It belongs in no log, report or text of an error. */
    String secret(String name);

    /**
     * The document that was handed in for a setting, as its {@link DocumentReading} read it; empty text where none is. On the lane's thread
     * alone.
     *
     * @throws IllegalArgumentException where the kind declares no such setting
     */
    String document(String name);

    /**
     * Keeps a small text for the driver's next start, such as a token that the far end gave: it is durable when this returns, sealed, and
     * shown nowhere. On the lane's thread alone. It goes when the gateway is removed, or is given another kind of driver.
     *
     * @param name 1 to 100 letters, digits and dashes; a gateway has at most 50 of them
     * @param text at most 20,000 characters; empty to forget it
     */
    void keep(String name, String text);

    /** What was kept under a name; empty text where nothing is. On the lane's thread alone. */
    String kept(String name);

    /** The devices behind the gateway as they are stored now, in their order. */
    List<Device> devices();

    Optional<Device> device(DeviceId id);

    /** The type of a device. */
    DeviceType type(Device device);

    /**
     * The names of states of a device of which each report is news, also of the value that is stored, such as a press
     * of a button. Its type declares them ({@link DeviceType.StateType#momentary}); where the type says nothing of a
     * state, the catalogue does.
     */
    default Set<String> momentary(Device device) {
        return type(device).momentary();
    }

    /** Site time, ms since 1970. */
    long nowMs();

    /** Chance from the seed of the site, its own stream for each gateway. */
    RandomGenerator random();

    /**
     * Runs a task at a moment of site time, on the lane's thread; at once where that moment is past. After a restart of
     * the driver its old tasks are gone.
     */
    void at(long siteTimeMs, Runnable task);

    /**
     * A step will have ended at this moment of site time, a day from now at most. Without it a step has ten minutes
     * from being sent, and ten from the report that its device is at it; then it fails as {@code TIMED_OUT}, and is
     * cancelled. For a light that fades through an evening, and for what the driver itself makes wait. Until ten
     * minutes after the moment it may take.
     */
    void takesUntil(Step.Ref step, long siteTimeMs);

    /**
     * Tells what was seen. Reports of steps go out at once; states may wait a moment to be told together. Blocks while
     * the site is behind. May be called from any thread.
     */
    void report(Report report);
}
