package io.candelabra.dialect.sustainder.sensors;

import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.Sensor;
import io.candelabra.dialect.sustainder.lamps.SensorDocuments;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Paging;
import io.candelabra.dialect.sustainder.request.Paging.Slices;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** Measured values of nodes. */
public final class SensorsRoutes implements RouteSet {
    private final Lamps lamps;

    public SensorsRoutes(Lamps lamps) {
        this.lamps = lamps;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sensors", this::get)
                .get("/sensors/{node_id}", this::getByNodeId)
                .get("/sensors/{node_id}/{sensor_name}", this::getByNodeIdAndSensorName);
    }

    private record One(Lamp lamp, Sensor sensor) {}

    Reply get(Exchange x) {
        String base = ApiRoot.of(x);
        Lamps.Shown view = lamps.view(ApiCaller.of(x).named(x));
        Slices<One> all = new Slices<>() {
            @Override
            public long count() {
                return stream(view).count();
            }

            @Override
            public List<One> slice(long from, int size) {
                return stream(view).skip(from).limit(size).toList();
            }
        };
        return Paging.of(x, base, view.application(), "/sensors", "sensors", all, one -> SensorDocuments.one(
                                base, one.lamp(), one.sensor())
                        .document())
                .reply();
    }

    private Stream<One> stream(Lamps.Shown view) {
        return lamps.all(view).flatMap(device -> of(view, device));
    }

    private Stream<One> of(Lamps.Shown view, Device device) {
        Lamp lamp = lamps.lamp(view.seen(), device);
        return SensorDocuments.sensors(lamp).stream().map(sensor -> new One(lamp, sensor));
    }

    Reply getByNodeId(Exchange x) {
        Lamps.Found found = lamps.byNode(x);
        return SensorDocuments.all(ApiRoot.of(x), found.view().seen(), found.lamp())
                .reply();
    }

    Reply getByNodeIdAndSensorName(Exchange x) {
        Lamp lamp = lamps.byNode(x).lamp();
        Sensor sensor = Sensor.of(x.path("sensor_name"))
                .filter(s -> lamp.number(s).isPresent())
                .orElseThrow(SustainderFault::notFound);
        return SensorDocuments.one(ApiRoot.of(x), lamp, sensor).reply();
    }
}
