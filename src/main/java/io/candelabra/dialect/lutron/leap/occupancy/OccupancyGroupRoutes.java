package io.candelabra.dialect.lutron.leap.occupancy;

import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.Area;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.OccupancySensors;
import java.util.List;
import java.util.Map;

/** Occupancy groups: the sensors of one area. The group has the area's number. */
public final class OccupancyGroupRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/occupancygroup", this::read);
        routes.read("/occupancygroup/status", this::readStatus);
        routes.subscribe("/occupancygroup/status", this::subscribeStatus);
    }

    LeapReply read(LeapCall call) {
        return Topic.list(
                        "MultipleOccupancyGroupDefinition",
                        "OccupancyGroups",
                        (now, changes) -> now.each(
                                now.areas().stream()
                                        .filter(area -> hasSensors(now, area))
                                        .toList(),
                                area -> definition(now, area)))
                .read(call.now(), call.url());
    }

    LeapReply readStatus(LeapCall call) {
        return statuses().read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        return LeapReply.subscription(statuses());
    }

    private static boolean hasSensors(LeapView now, Area area) {
        return OccupancySensors.in(now, area).findAny().isPresent();
    }

    private static Topic statuses() {
        return Topic.many(
                "MultipleOccupancyGroupStatus",
                "OccupancyGroupStatuses",
                (now, changes) -> now.each(
                        now.areas(changes).stream()
                                .filter(area -> hasSensors(now, area))
                                .toList(),
                        area -> LeapObject.at(href(area) + "/status")
                                .keep("OccupancyGroup", LeapObject.ref(href(area)))
                                .put("OccupancyStatus", OccupancySensors.status(now, OccupancySensors.in(now, area)))));
    }

    private static LeapObject definition(LeapView now, Area area) {
        List<Map<String, Object>> sensors = OccupancySensors.in(now, area)
                .map(sensor ->
                        Map.<String, Object>of("OccupancySensor", LeapObject.ref(OccupancySensorRoutes.href(sensor))))
                .toList();
        return LeapObject.at(href(area))
                .put("AssociatedAreas", List.of(Map.of("Area", LeapObject.ref(area.href()))))
                .put("AssociatedSensors", sensors)
                .put("ProgrammingType", "Freeform");
    }

    static String href(Area area) {
        return "/occupancygroup/" + area.id();
    }
}
