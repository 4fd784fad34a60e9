package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Gateway;
import io.candelabra.wire.json.LeftOut;
import io.candelabra.wire.json.Spread;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway as the faces show it. The local face shows {@code gatewayId} and {@code connectivity} alone. A gateway that did not
 * come in by this dialect (one of an office, of a town) reads as a plain box in good order, since clients need these fields.
 *
 * @param type number of the model; 0 for a box of no known model
 * @param functions words with commas between them
 * @param imported fields that the model does not hold, as they came in with an imported home
 * @param absent fields that an imported home did not have
 */
public record GatewayDocument(
        String gatewayId,
        @Nullable String placeOID,
        @Nullable Boolean alive,
        @Nullable Integer type,
        @Nullable Integer subType,
        @Nullable Boolean autoUpdateEnabled,
        @Nullable Boolean timeReliable,
        @Nullable Boolean upToDate,
        @Nullable String updateStatus,
        @Nullable Boolean syncInProgress,
        @Nullable String mode,
        @Nullable String functions,
        @Nullable String firmwareVersion,
        @Nullable ConnectivityDocument connectivity,
        @Spread Map<String, @Nullable Object> imported,
        @LeftOut Set<String> absent) {
    /** Fields of the plain box. Those of an imported gateway go out as they came in. */
    private static final Set<String> NOT_HELD = Set.of(
            "type",
            "subType",
            "autoUpdateEnabled",
            "timeReliable",
            "upToDate",
            "updateStatus",
            "syncInProgress",
            "mode",
            "functions",
            "firmwareVersion",
            "connectivity");

    /** How a gateway is connected: {@code OK} or {@code NOK}, and the version of what it speaks. */
    public record ConnectivityDocument(String status, List<String> problems, String protocolVersion) {}

    public static GatewayDocument of(OverkizSession session, View state, Gateway gateway) {
        Map<String, @Nullable Object> kept = VendorFields.object(gateway.vendor(), VendorFields.DOCUMENT);
        return session.local() ? local(gateway, kept) : cloud(session, state, gateway, kept);
    }

    /** The connection is all that the local face tells, so a gateway that does not answer shows in it. */
    private static GatewayDocument local(Gateway gateway, Map<String, @Nullable Object> kept) {
        Map<String, @Nullable Object> imported = Map.of();
        if (kept.get("connectivity") instanceof Map<?, ?> known) {
            Map<String, @Nullable Object> connectivity = new LinkedHashMap<>();
            known.forEach((field, value) -> connectivity.put(String.valueOf(field), value));
            connectivity.computeIfPresent("status", (field, status) -> status.equals("OK") ? status(gateway) : status);
            imported = Map.of("connectivity", connectivity);
        }
        return new GatewayDocument(
                gateway.id().value(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new ConnectivityDocument(status(gateway), List.of(), "1"),
                imported,
                Set.of());
    }

    private static String status(Gateway gateway) {
        return gateway.alive() ? "OK" : "NOK";
    }

    private static GatewayDocument cloud(
            OverkizSession session, View state, Gateway gateway, Map<String, @Nullable Object> kept) {
        return new GatewayDocument(
                gateway.id().value(),
                placeOid(session, state, gateway),
                gateway.alive(),
                0,
                0,
                false,
                true,
                true,
                "NOT_UPDATABLE",
                false,
                "ACTIVE",
                "",
                "1",
                new ConnectivityDocument("OK", List.of(), "1"),
                kept,
                absent(state, gateway));
    }

    /** A gateway in no place, and one in a place that the face does not show, is in the root. */
    private static String placeOid(OverkizSession session, View state, Gateway gateway) {
        boolean shown = state.within(gateway.area(), session.caller().area());
        String place = shown ? OverkizIds.placeOf(state, gateway.area()) : "";
        return place.isEmpty() ? Places.rootOid(session, state) : place;
    }

    private static Set<String> absent(View state, Gateway gateway) {
        if (!VendorFields.asItCame(state, gateway.vendor(), false)) {
            return Set.of();
        }
        Set<String> absent = new HashSet<>(VendorFields.texts(gateway.vendor(), VendorFields.ABSENT));
        if (!gateway.alive()) {
            absent.remove("alive");
        }
        absent.addAll(NOT_HELD);
        return absent;
    }
}
