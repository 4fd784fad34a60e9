package io.candelabra.dialect.lutron.leap;

/** Areas by the id that outlives renumbering. */
final class PersistentRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/persistent/{id}", this::readById);
    }

    LeapReply readById(LeapCall call) {
        Installation now = call.now();
        Area area = now.areas().stream()
                .filter(a -> a.persistentId().equals(call.word("id")))
                .findFirst()
                .orElseThrow(call::noSuch);
        return LeapReply.ok("OneAreaDefinition", "Area", AreaRoutes.definition(now, area));
    }
}
