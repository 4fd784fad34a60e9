package io.candelabra.driver.api;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Gateway;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a driver is given: its devices, the time, chance, and an ear. */
public interface DriverContext {

    Gateway gateway();

    /** The devices behind the gateway as they are stored now, in their order. */
    List<Device> devices();

    Optional<Device> device(DeviceId id);

    /** The type of a device. */
    DeviceType type(Device device);

    /** Site time, ms since 1970. */
    long nowMs();

    /** Chance from the seed of the site, its own stream for each gateway. */
    RandomGenerator random();

    /**
     * Runs a task at a moment of site time, on the lane's thread; at once where that moment is past. After a restart of the
     * driver its old tasks are gone.
     */
    void at(long siteTimeMs, Runnable task);

    /**
     * Tells what was seen. Reports of steps go out at once; states may wait a moment to be told together. Blocks while the
     * site is behind. May be called from any thread.
     */
    void report(Report report);
}
