package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Profile;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The setup as a whole. Cloud: {@code creationTime, lastUpdateTime, id, location, gateways[], devices[], zones[],
 * resellerDelegationType, disconnectionConfiguration?, metadata?, oid, rootPlace, features[]}. Local: {@code gateways[],
 * devices[]}.
 */
public final class SetupDocument {
    private SetupDocument() {}

    /** @param devices the devices as a JSON array */
    public static byte[] setup(OverkizSession session, View state, byte[] devices) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> gateways = state.gateways()
                .map(gateway -> Gateways.gateway(session, state, gateway))
                .toList();
        if (session.local()) {
            head.put("gateways", gateways);
            return with(Json.write(head), devices);
        }
        Map<String, String> vendor = profile(state).map(Profile::vendor).orElse(Map.of());
        boolean asItCame = VendorFields.asItCame(state, vendor, false);
        if (!asItCame) {
            head.put("creationTime", createdMs(session, state));
            head.put("lastUpdateTime", createdMs(session, state));
            head.put("id", "SETUP-" + number(session, state));
            head.put("resellerDelegationType", "NEVER");
            head.put("features", List.of());
            head.put("location", location(state));
        }
        head.putAll(VendorFields.object(vendor, VendorFields.DOCUMENT));
        head.put("gateways", gateways);
        head.put(
                "zones",
                Zones.groups(session, state)
                        .map(zone -> Zones.zone(session, state, zone))
                        .toList());
        head.put("oid", session.setupOid());
        head.put("rootPlace", Places.root(session, state));
        return with(Json.write(head), devices);
    }

    /**
     * Where the setup is: {@code creationTime, lastUpdateTime, city, country, postalCode, …, timezone, longitude, latitude,
     * twilightMode, twilightAngle, twilightOffsetEnabled, dawnOffset (minutes), duskOffset (minutes), countryCode}. As it is
     * kept; a site that came in otherwise shows what its profile says.
     */
    public static Map<String, @Nullable Object> location(View state) {
        Optional<Profile> profile = profile(state);
        Object kept = profile.map(p -> VendorFields.object(p.vendor(), VendorFields.DOCUMENT).get("location"))
                .orElse(null);
        Map<String, @Nullable Object> location = new LinkedHashMap<>();
        if (kept instanceof Map<?, ?> known) {
            known.forEach((field, value) -> location.put(String.valueOf(field), value));
            return location;
        }
        location.put("creationTime", 0);
        location.put("lastUpdateTime", 0);
        location.put("city", profile.map(Profile::name).orElse(""));
        location.put("country", "");
        location.put("postalCode", "");
        location.put("timezone", profile.map(Profile::timezone).orElse("UTC"));
        location.put("longitude", profile.map(Profile::longitude).orElse(0.0));
        location.put("latitude", profile.map(Profile::latitude).orElse(0.0));
        location.put("twilightMode", 2);
        location.put("twilightAngle", "CIVIL");
        location.put("twilightOffsetEnabled", false);
        location.put("dawnOffset", 0);
        location.put("duskOffset", 0);
        location.put("countryCode", "");
        return location;
    }

    /** A setup is as old as its root place. */
    private static long createdMs(OverkizSession session, View state) {
        return Places.rootArea(session, state).map(Area::createdMs).orElse(0L);
    }

    /** A setup is numbered after its first gateway. */
    private static String number(OverkizSession session, View state) {
        return state.gateways().findFirst().map(gateway -> gateway.id().value()).orElse(session.setupOid());
    }

    /** What the setup may use: {@code {name,source}}, such as {@code tahoma-premium}. */
    public static List<?> features(View state) {
        Object kept = profile(state)
                .map(p -> VendorFields.object(p.vendor(), VendorFields.DOCUMENT).get("features"))
                .orElse(null);
        return kept instanceof List<?> list ? list : List.of();
    }

    private static Optional<Profile> profile(View state) {
        return state.resource(Profile.class, "site");
    }

    /** The object with one more field. */
    private static byte[] with(byte[] object, byte[] devices) {
        byte[] open = Arrays.copyOf(object, object.length - 1);
        return new Bytes()
                .add(open)
                .add(",\"devices\":".getBytes(StandardCharsets.UTF_8))
                .add(devices)
                .add(new byte[] {'}'})
                .joined();
    }
}
