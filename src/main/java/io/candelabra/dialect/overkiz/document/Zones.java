package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizFault;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Groups as zones. On a face that is bound to an area, a zone is seen when it was made there or has a device there; on any
 * face its items are the devices that the caller sees.
 *
 * <p>A zone: {@code creationTime, lastUpdateTime, label, type, items[{itemType,deviceOID,deviceURL}], externalOID?,
 * metadata?, oid}.
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

    public static Map<String, @Nullable Object> zone(OverkizSession session, View state, Group group) {
        Map<String, @Nullable Object> zone = new LinkedHashMap<>();
        zone.put("creationTime", group.createdMs());
        zone.put("lastUpdateTime", group.updatedMs());
        zone.put("label", group.label());
        zone.put("type", group.type());
        zone.putAll(Kept.object(group.vendor(), Kept.DOCUMENT));
        zone.put("items", items(session, state, group));
        zone.put("oid", OverkizIds.zone(state.site(), group));
        if (group.updatedMs() == 0) {
            zone.remove("lastUpdateTime");
        }
        return zone;
    }

    public static List<Map<String, Object>> items(OverkizSession session, View state, Group group) {
        return devices(state, group).map(d -> item(state, d)).toList();
    }

    private static Map<String, Object> item(View state, Device device) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("itemType", "device");
        item.put("deviceOID", OverkizIds.device(state.site(), device));
        item.put("deviceURL", device.id().value());
        return item;
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
