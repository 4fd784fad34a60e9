package io.candelabra.dialect.lutron.leap.occupancy;

import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.OccupancySensors;
import io.candelabra.model.Device;
import java.util.List;

/** Occupancy sensors, each by itself. */
public final class OccupancySensorRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/occupancysensor", this::read);
        routes.read("/occupancysensor/{id}", this::readById);
        routes.read("/occupancysensor/status", this::readStatus);
        routes.subscribe("/occupancysensor/status", this::subscribeStatus);
        routes.read("/occupancysensor/{id}/status", this::readByIdStatus);
        routes.subscribe("/occupancysensor/{id}/status", this::subscribeByIdStatus);
    }

    LeapReply read(LeapCall call) {
        return Topic.list(
                        "MultipleOccupancySensorDefinition",
                        "OccupancySensors",
                        (now, changes) -> now.each(OccupancySensors.all(now), sensor -> definition(now, sensor)))
                .read(call.now(), call.url());
    }

    LeapReply readById(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneOccupancySensorDefinition", "OccupancySensor", definition(now, sensor(call, now)));
    }

    LeapReply readStatus(LeapCall call) {
        return statuses().read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        return LeapReply.subscription(statuses());
    }

    LeapReply readByIdStatus(LeapCall call) {
        return status(call.id()).read(call.now(), call.url());
    }

    LeapReply subscribeByIdStatus(LeapCall call) {
        sensor(call, call.now());
        return LeapReply.subscription(status(call.id()));
    }

    private static Device sensor(LeapCall call, LeapView now) {
        return now.device(OccupancySensors.SENSOR, call.id()).orElseThrow(call::noSuch);
    }

    private static Topic statuses() {
        return Topic.many(
                "MultipleOccupancySensorStatus",
                "OccupancySensorStatuses",
                (now, changes) -> now.each(
                        OccupancySensors.all(now).stream()
                                .filter(sensor -> changes.covers(sensor.id()))
                                .toList(),
                        sensor -> status(now, sensor)));
    }

    private static Topic status(int id) {
        return Topic.one("OneOccupancySensorStatus", "OccupancySensorStatus", (now, changes) -> now
                .device(OccupancySensors.SENSOR, id)
                .filter(sensor -> changes.covers(sensor.id()))
                .map(sensor -> status(now, sensor))
                .stream()
                .toList());
    }

    private static LeapObject definition(LeapView now, Device sensor) {
        return LeapObject.at(href(sensor))
                .put("Parent", LeapObject.ref("/device/" + LeapView.number(sensor, LeapView.DEVICE)))
                .put("EnabledState", sensor.enabled() ? "Enabled" : "Disabled")
                .put("OccupancyGroups", LeapObject.refs(List.of(OccupancyGroupRoutes.href(now.areaOf(sensor)))));
    }

    private static LeapObject status(LeapView now, Device sensor) {
        return LeapObject.at(href(sensor) + "/status")
                .keep("OccupancySensor", LeapObject.ref(href(sensor)))
                .put("OccupancyStatus", OccupancySensors.status(now, sensor))
                .put("ConnectedStatus", sensor.available() ? "Connected" : "Disconnected");
    }

    static String href(Device sensor) {
        return "/occupancysensor/" + LeapView.number(sensor, OccupancySensors.SENSOR);
    }
}
