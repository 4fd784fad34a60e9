package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Label;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Areas as places: a tree with one root. The root is the area that the face is bound to; for a whole site, its only area
 * without a parent. A site with none or several shows a root of our making, whose OID follows from the site; the first change of
 * its places lays that one as an area, so that no room that is made or deleted becomes the root.
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
        Area made = madeRoot(state, 0);
        return new PlaceDocument(0, 0L, made.label(), HOME, Map.of(), made.id(), subPlaces(state, "", below));
    }

    /** The root of our making as an area; its id is its OID, so that two who lay it at once meet. */
    private static Area madeRoot(View state, long nowMs) {
        String label = state.resource(Profile.class, "site")
                .map(profile -> Label.clean(profile.name()))
                .filter(name -> !name.isEmpty())
                .orElse(state.site().value());
        return new Area(OverkizIds.derived(state.site() + "/root"), "", label, HOME, 0, nowMs, Map.of(), Map.of());
    }

    /** What lays the root as an area, with all areas that had no parent below it; nothing where it is one. */
    public static List<Command<?>> layRoot(OverkizSession session, View state, long nowMs) {
        if (rootArea(session, state).isPresent()) {
            return List.of();
        }
        Area root = madeRoot(state, nowMs);
        List<Command<?>> laid = new ArrayList<>();
        laid.add(new Command.Put(root, Expect.ABSENT));
        for (Area top : state.resources(Lookup.areasIn(""))) {
            laid.add(new Command.Put(under(top, root.id(), nowMs), Expect.same(top)));
        }
        return laid;
    }

    /** The area in another place of the tree. */
    public static Area under(Area area, String parent, long nowMs) {
        return new Area(
                area.id(), parent, area.label(), area.type(), area.createdMs(), nowMs, area.ids(), area.vendor());
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
