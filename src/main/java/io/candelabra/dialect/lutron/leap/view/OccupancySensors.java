package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.Device;
import io.candelabra.model.trait.Trait;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sensors that know whether a room is occupied. */
public final class OccupancySensors {
    public static final String SENSOR = "leap.occupancysensor";

    private OccupancySensors() {}

    public static List<Device> all(LeapView now) {
        return now.devicesWith(SENSOR);
    }

    public static Stream<Device> in(LeapView now, Area area) {
        return all(now).stream().filter(device -> now.areaOf(device).equals(area));
    }

    /** Occupied, Unoccupied, or Unknown for a sensor that has not told or cannot be reached. */
    public static String status(LeapView now, Device sensor) {
        return sensor.available() ? word(occupied(now, sensor)) : word(Optional.empty());
    }

    /** Occupied if one of them is; unoccupied if at least one can tell. */
    public static String status(LeapView now, Stream<Device> sensors) {
        return word(sensors.filter(Device::available)
                .map(sensor -> occupied(now, sensor))
                .flatMap(Optional::stream)
                .reduce(Boolean::logicalOr));
    }

    private static Optional<Boolean> occupied(LeapView now, Device sensor) {
        return now.traits(sensor).find(Trait.Occupancy.class).flatMap(t -> t.get(sensor.states()));
    }

    private static String word(Optional<Boolean> occupied) {
        return occupied.map(there -> there ? "Occupied" : "Unoccupied").orElse("Unknown");
    }
}
