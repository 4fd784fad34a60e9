package io.candelabra.dialect.lutron.leap;

/** Areas and zones by the id that outlives renaming and moving. */
final class PersistentRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/persistent/{id}", this::readById);
    }

    LeapReply readById(LeapCall call) {
        Installation now = call.now();
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
