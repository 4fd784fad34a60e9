package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ZoneDocument.ZoneItem;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.Group;
import java.util.List;
import java.util.stream.Stream;

/**
 * Groups as zones. On a face that is bound to an area, a zone is seen when it was made there or has a device there; on any
 * face its items are the devices that the caller sees.
 */
public final class Zones {
    /** Vendor text of a group: the area that the face was bound to through which it was made. */
    public static final String MADE_IN = "overkiz.madeIn";

    private Zones() {}

    /** The zones that the session sees. */
    public static Stream<Group> groups(OverkizSession session, View state) {
        return state.resources(Group.class).stream().filter(group -> sees(session, state, group));
    }

    /** A zone by its OID; refuses where it is not there or not to be seen, in the same words. */
    public static Group group(OverkizSession session, View state, String zoneOid) {
        return OverkizIds.findZone(state, zoneOid)
                .filter(group -> sees(session, state, group))
                .orElseThrow(() -> OverkizFault.noSuch("zone", zoneOid));
    }

    public static ZoneDocument zone(OverkizSession session, View state, Group group) {
        return new ZoneDocument(
                group.createdMs(),
                group.updatedMs() > 0 ? group.updatedMs() : null,
                group.label(),
                group.type(),
                VendorFields.object(group.vendor(), VendorFields.DOCUMENT),
                items(session, state, group),
                OverkizIds.zone(state.site(), group));
    }

    public static List<ZoneItem> items(OverkizSession session, View state, Group group) {
        return devices(state, group)
                .map(d -> new ZoneItem("device", OverkizIds.device(state.site(), d), d.id().value()))
                .toList();
    }

    private static Stream<Device> devices(View state, Group group) {
        return group.devices().stream().flatMap(id -> state.device(id).stream());
    }

    private static boolean sees(OverkizSession session, View state, Group group) {
        String bound = session.caller().area();
        return bound.isEmpty()
                || bound.equals(group.vendor().get(MADE_IN))
                || devices(state, group).findAny().isPresent();
    }
}
