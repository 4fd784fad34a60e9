package io.candelabra.dialect.lutron.leap;

import io.candelabra.model.Device;
import io.candelabra.model.trait.Trait;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sensors that know whether somebody is there. */
final class OccupancySensors {
    static final String SENSOR = "leap.occupancysensor";

    private OccupancySensors() {}

    static List<Device> all(Installation now) {
        return now.devicesWith(SENSOR);
    }

    static Stream<Device> in(Installation now, Area area) {
        return all(now).stream().filter(device -> now.areaOf(device).equals(area));
    }

    /** Occupied, Unoccupied, or Unknown for a sensor that has not told or cannot be reached. */
    static String status(Installation now, Device sensor) {
        return sensor.available() ? word(occupied(now, sensor)) : word(Optional.empty());
    }

    /** Occupied where one of them sees somebody; unoccupied where at least one can tell. */
    static String status(Installation now, Stream<Device> sensors) {
        return word(sensors.filter(Device::available)
                .map(sensor -> occupied(now, sensor))
                .flatMap(Optional::stream)
                .reduce(Boolean::logicalOr));
    }

    private static Optional<Boolean> occupied(Installation now, Device sensor) {
        return now.traits(sensor).find(Trait.Occupancy.class).flatMap(t -> t.get(sensor.states()));
    }

    private static String word(Optional<Boolean> occupied) {
        return occupied.map(there -> there ? "Occupied" : "Unoccupied").orElse("Unknown");
    }
}
