package io.candelabra.dialect.lutron.leap.area;

import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.view.Area;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.PersistentId;
import io.candelabra.dialect.lutron.leap.zone.ZoneRoutes;

/** Areas and zones by the id that outlives renaming and moving. */
public final class PersistentRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/persistent/{id}", this::readById);
    }

    LeapReply readById(LeapCall call) {
        LeapView now = call.now();
        int zone = PersistentId.ZONE.number(call.id());
        if (zone > 0) {
            return LeapReply.ok(
                    "OneZoneDefinition",
                    "Zone",
                    ZoneRoutes.definition(now, now.zone(zone).orElseThrow(call::noSuch)));
        }
        Area area = now.area(PersistentId.AREA.number(call.id())).orElseThrow(call::noSuch);
        return LeapReply.ok("OneAreaDefinition", "Area", AreaRoutes.definition(now, area));
    }
}
