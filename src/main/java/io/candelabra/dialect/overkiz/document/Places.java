package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Areas as places: a tree with one root. The root is the area that the face is bound to; for a whole site, its only area
 * without a parent. A site with none or several gets a root of its own making, whose OID follows from the site.
 */
public final class Places {
    /** Type of a place that is a whole home. */
    private static final int HOME = 200;

    private Places() {}

    /** The root of the tree with all that is below it. */
    public static PlaceDocument root(OverkizSession session, View state) {
        Map<String, List<Area>> below = below(state);
        Optional<Area> root = rootArea(session, state);
        if (root.isPresent()) {
            return place(state, root.get(), below);
        }
        String label = state.resource(Profile.class, "site")
                .map(Profile::name)
                .orElse(session.site().value());
        return new PlaceDocument(0, 0L, label, HOME, Map.of(), rootOid(session, state), subPlaces(state, "", below));
    }

    public static String rootOid(OverkizSession session, View state) {
        return rootArea(session, state)
                .map(area -> OverkizIds.place(state.site(), area))
                .orElseGet(() -> OverkizIds.derived(state.site() + "/root"));
    }

    /** The root, where it is an area. */
    public static Optional<Area> rootArea(OverkizSession session, View state) {
        String bound = session.caller().area();
        if (!bound.isEmpty()) {
            return state.resource(Area.class, bound);
        }
        List<Area> tops = state.resources(Lookup.areasIn(""));
        return tops.size() == 1 ? Optional.of(tops.getFirst()) : Optional.empty();
    }

    /** A place with all that is below it. */
    public static PlaceDocument place(View state, Area area) {
        return place(state, area, below(state));
    }

    /** A place that the session sees; refuses where it is not there or not to be seen, in the same words. */
    public static Area area(OverkizSession session, View state, String placeOid) {
        return OverkizIds.findPlace(state, placeOid)
                .filter(area -> state.within(area.id(), session.caller().area()))
                .orElseThrow(() -> OverkizFault.noSuch("place", placeOid));
    }

    /** The id of the area that a place stands for; empty for a root that is no area. */
    public static String areaId(OverkizSession session, View state, String placeOid) {
        boolean madeRoot = rootArea(session, state).isEmpty() && placeOid.equals(rootOid(session, state));
        return madeRoot ? "" : area(session, state, placeOid).id();
    }

    private static Map<String, List<Area>> below(View state) {
        Map<String, List<Area>> below = new HashMap<>();
        for (Area area : state.resources(Area.class)) {
            below.computeIfAbsent(area.parent(), ignored -> new ArrayList<>()).add(area);
        }
        return below;
    }

    private static PlaceDocument place(View state, Area area, Map<String, List<Area>> below) {
        return new PlaceDocument(
                area.createdMs(),
                area.updatedMs() > 0 ? area.updatedMs() : null,
                area.label(),
                area.type(),
                VendorFields.object(area.vendor(), VendorFields.DOCUMENT),
                OverkizIds.place(state.site(), area),
                subPlaces(state, area.id(), below));
    }

    private static List<PlaceDocument> subPlaces(View state, String parent, Map<String, List<Area>> below) {
        return below.getOrDefault(parent, List.of()).stream()
                .map(area -> place(state, area, below))
                .toList();
    }
}
