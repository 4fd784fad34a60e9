package io.candelabra.driver.sustainder;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import java.util.List;

/** A lane with a driver to a layer in the memory of a test, for the tests of both. */
final class LayerLane {
    static final String ONE = "160524000001";
    static final DeviceId LAMP = HandLane.id("sustainder", ONE);

    private LayerLane() {}

    /** A layer with one lamp. */
    static FakeBrokerage layer() {
        FakeBrokerage layer = new FakeBrokerage();
        layer.lamp(ONE);
        return layer;
    }

    /** A driver to the layer as it is, not started. */
    static HandLane on(FakeBrokerage layer, long seed) {
        HandLane lane = new HandLane(new SustainderDriver(settings -> layer), seed)
                .with("host", "layer.test")
                .with("port", "443")
                .with("user", "town")
                .with("application", "")
                .withSecret("password", "right");
        layer.lane = lane;
        return lane;
    }

    /** Starts the driver, and lets in what it finds. */
    static HandLane settled(FakeBrokerage layer, HandLane lane) {
        lane.start();
        int pages = layer.lamps.size() / layer.pageSize;
        lane.advance(5_000 + pages * 3 * LcmWalk.HURRY_MS);
        List<Device> found = DriverContract.found(lane);
        found.forEach(lane::put);
        lane.devicesChanged();
        return lane;
    }

    /** A town of so many lamps, settled. */
    static HandLane town(FakeBrokerage layer, int lamps) {
        for (int i = layer.lamps.size(); i < lamps; i++) {
            layer.lamp(Long.toString(160_524_000_001L + i));
        }
        return settled(layer, on(layer, 1));
    }
}
