package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Profile;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.LeftOut;
import io.candelabra.wire.json.Spliced;
import io.candelabra.wire.json.Spread;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The setup as a whole. The local face shows {@code gateways} and {@code devices} alone. Times are ms since 1970.
 *
 * @param imported what came in with an imported home; it replaces the components before it
 * @param devices the devices, each of which is rendered once
 * @param absent fields that an imported home has for itself or not at all
 */
public record SetupDocument(
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime,
        @Nullable String id,
        @Nullable String resellerDelegationType,
        @Nullable List<FeatureDocument> features,
        @Nullable LocationDocument location,
        @Spread Map<String, @Nullable Object> imported,
        List<GatewayDocument> gateways,
        @Nullable List<ZoneDocument> zones,
        @Nullable String oid,
        @Nullable PlaceDocument rootPlace,
        @Spliced @Nullable List<DeviceDocument> devices,
        @LeftOut Set<String> absent) {
    private static final Set<String> NOT_HELD =
            Set.of("creationTime", "lastUpdateTime", "id", "resellerDelegationType", "features", "location");

    /** The options that the setup may use, such as {@code tahoma-premium}. */
    public record FeatureDocument(String name, @Nullable String source) {}

    /** @param devices the devices as a JSON array */
    public static byte[] setup(OverkizSession session, View state, byte[] devices) {
        List<GatewayDocument> gateways = state.gateways()
                .map(gateway -> GatewayDocument.of(session, state, gateway))
                .toList();
        return with(Json.write(session.local() ? local(gateways) : cloud(session, state, gateways)), devices);
    }

    private static SetupDocument local(List<GatewayDocument> gateways) {
        return new SetupDocument(
                null, null, null, null, null, null, Map.of(), gateways, null, null, null, null, Set.of());
    }

    private static SetupDocument cloud(OverkizSession session, View state, List<GatewayDocument> gateways) {
        Map<String, String> vendor = profile(state).map(Profile::vendor).orElse(Map.of());
        long created = createdMs(session, state);
        return new SetupDocument(
                created,
                created,
                "SETUP-" + number(session, state),
                "NEVER",
                List.of(),
                LocationDocument.of(state),
                VendorFields.object(vendor, VendorFields.DOCUMENT),
                gateways,
                Zones.groups(session, state)
                        .map(zone -> Zones.zone(session, state, zone))
                        .toList(),
                session.setupOid(),
                Places.root(session, state),
                null,
                VendorFields.asItCame(state, vendor, false) ? NOT_HELD : Set.of());
    }

    /** A setup is as old as its root place. */
    private static long createdMs(OverkizSession session, View state) {
        return Places.rootArea(session, state).map(Area::createdMs).orElse(0L);
    }

    /** A setup is numbered after its first gateway. */
    private static String number(OverkizSession session, View state) {
        return state.gateways().findFirst().map(gateway -> gateway.id().value()).orElse(session.setupOid());
    }

    /** The options that the setup may use, as they came in with an imported home. */
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
