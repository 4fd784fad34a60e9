package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.document.Times;
import java.util.Arrays;
import java.util.List;

/** Measured values of a node as documents: all of them, and one. */
public final class SensorDocuments {
    private SensorDocuments() {}

    /** Those of which there is a value. */
    public static List<Sensor> sensors(Lamp lamp) {
        return Arrays.stream(Sensor.values())
                .filter(s -> lamp.number(s).isPresent())
                .toList();
    }

    /** All sensors of a node, as links and embedded, with the node. */
    public static Hal all(String base, View view, Lamp lamp) {
        String path = "/sensors/" + lamp.nodeId();
        List<Sensor> sensors = sensors(lamp);
        Hal hal = Hal.at(base, path).link("node", "/nodes/" + lamp.nodeId());
        sensors.forEach(s -> hal.link(s.word(), path + "/" + s.word()));
        return hal.embed(
                        "sensors",
                        sensors.stream().map(s -> one(base, lamp, s).document()).toList())
                .embed("node", List.of(NodeDocuments.brief(base, view, lamp).document()));
    }

    /** The latest value of one sensor that there is. */
    public static Hal one(String base, Lamp lamp, Sensor sensor) {
        return Hal.at(base, "/sensors/" + lamp.nodeId() + "/" + sensor.word())
                .link("sensors", "/sensors")
                .put("sensor_name", sensor.word())
                .put("value", lamp.number(sensor).orElseThrow())
                .put("unit", sensor.unit())
                .put("last_updated", Times.of(lamp.seenMs()));
    }
}
