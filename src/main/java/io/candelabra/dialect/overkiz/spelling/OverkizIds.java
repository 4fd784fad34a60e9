package io.candelabra.dialect.overkiz.spelling;

import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The dialect's ids. An OID is a UUID: the one that came with an imported thing ({@value #OID} among its ids), else our
 * own id where that is one, else one that is derived from site, kind and our id, the same after every restart and import.
 */
public final class OverkizIds {
    /** Name of an OID among the ids of a device, area, group or scene. */
    public static final String OID = "overkiz.oid";

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private OverkizIds() {}

    public static String device(SiteId site, Device device) {
        return oid(site, "device", device.id().value(), device.ids());
    }

    public static String place(SiteId site, Resource.Area area) {
        return oid(site, "area", area.id(), area.ids());
    }

    /** The OID of the place that a device or gateway is in; empty where it is in none, or in one that is not there. */
    public static String placeOf(View state, String area) {
        return state.resource(Resource.Area.class, area)
                .map(found -> place(state.site(), found))
                .orElse("");
    }

    public static String zone(SiteId site, Resource.Group group) {
        return oid(site, "group", group.id(), group.ids());
    }

    public static String actionGroup(SiteId site, Resource.Scene scene) {
        return oid(site, "scene", scene.id(), scene.ids());
    }

    /** The OID of the action group that something was started from; its id where the group is not there any more. */
    public static String actionGroup(View state, String scene) {
        return state.resource(Resource.Scene.class, scene)
                .map(found -> actionGroup(state.site(), found))
                .orElse(scene);
    }

    /** The OID of anything else that has an id of its own. */
    public static String oid(SiteId site, String kind, String id, Map<String, String> ids) {
        String given = ids.get(OID);
        if (given != null) {
            return given;
        }
        return UUID_TEXT.matcher(id).matches() ? id : derived(site + "/" + kind + "/" + id);
    }

    public static String derived(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A fresh random UUID. */
    public static String fresh(RandomGenerator random) {
        long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    public static Optional<Resource.Area> findPlace(View state, String oid) {
        return state.resource(Resource.Area.class, oid)
                .filter(area -> place(state.site(), area).equals(oid))
                .or(() -> state.resources(Lookup.named(Resource.Area.class, OID, oid)).stream()
                        .findFirst())
                .or(() -> state.resources(Resource.Area.class).stream()
                        .filter(area -> place(state.site(), area).equals(oid))
                        .findFirst());
    }

    public static Optional<Resource.Group> findZone(View state, String oid) {
        return state.resource(Resource.Group.class, oid)
                .filter(group -> zone(state.site(), group).equals(oid))
                .or(() -> state.resources(Lookup.named(Resource.Group.class, OID, oid)).stream()
                        .findFirst())
                .or(() -> state.resources(Resource.Group.class).stream()
                        .filter(group -> zone(state.site(), group).equals(oid))
                        .findFirst());
    }

    public static Optional<Resource.Scene> findActionGroup(View state, String oid) {
        return state.resource(Resource.Scene.class, oid)
                .filter(scene -> actionGroup(state.site(), scene).equals(oid))
                .or(() -> state.resources(Lookup.named(Resource.Scene.class, OID, oid)).stream()
                        .findFirst())
                .or(() -> state.resources(Resource.Scene.class).stream()
                        .filter(scene -> actionGroup(state.site(), scene).equals(oid))
                        .findFirst());
    }

    /** A device URL that came in; refuses another text as a device that is not there. */
    public static DeviceId deviceId(String url) {
        try {
            return new DeviceId(url);
        } catch (IllegalArgumentException notAnAddress) {
            throw OverkizFault.noSuchDevice(url);
        }
    }
}
