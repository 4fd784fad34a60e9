package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Gateway;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gateways as the faces show them. A gateway that came in otherwise than by this dialect (of an office, of a town) reads
 * as a plain box in good order: clients need all these fields.
 *
 * <p>Cloud: {@code gatewayId, type, subType, placeOID, autoUpdateEnabled, alive, timeReliable, connectivity, upToDate,
 * updateStatus, syncInProgress, mode, functions} and what else is kept. Local: {@code connectivity, gatewayId}.
 */
public final class Gateways {
    private static final Map<String, Object> GOOD_CONNECTION =
            Map.of("status", "OK", "problems", List.of(), "protocolVersion", "1");

    private Gateways() {}

    public static Map<String, @Nullable Object> gateway(OverkizSession session, View state, Gateway gateway) {
        Map<String, @Nullable Object> kept = VendorFields.object(gateway.vendor(), VendorFields.DOCUMENT);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        if (session.local()) {
            document.put("connectivity", connectivity(gateway, kept));
            document.put("gatewayId", gateway.id().value());
            return document;
        }
        document.put("gatewayId", gateway.id().value());
        boolean shown = state.within(gateway.area(), session.caller().area());
        String place = shown ? OverkizIds.placeOf(state, gateway.area()) : "";
        document.put("placeOID", place.isEmpty() ? Places.rootOid(session, state) : place);
        document.put("alive", gateway.alive());
        if (VendorFields.asItCame(state, gateway.vendor(), false)) {
            VendorFields.texts(gateway.vendor(), VendorFields.ABSENT).stream()
                    .filter(field -> !field.equals("alive") || gateway.alive())
                    .forEach(document::remove);
        } else {
            plain(document);
        }
        document.putAll(kept);
        return document;
    }

    /** A box of no type that needs nothing. */
    private static void plain(Map<String, @Nullable Object> document) {
        document.put("type", 0);
        document.put("subType", 0);
        document.put("autoUpdateEnabled", false);
        document.put("timeReliable", true);
        document.put("upToDate", true);
        document.put("updateStatus", "NOT_UPDATABLE");
        document.put("syncInProgress", false);
        document.put("mode", "ACTIVE");
        document.put("functions", "");
        document.put("firmwareVersion", "1");
        document.put("connectivity", GOOD_CONNECTION);
    }

    /** As it is kept. It is all that the local face tells, so that a gateway that does not answer shows there. */
    private static Object connectivity(Gateway gateway, Map<String, @Nullable Object> kept) {
        Map<String, Object> connectivity = new LinkedHashMap<>();
        if (kept.get("connectivity") instanceof Map<?, ?> known) {
            known.forEach((field, value) -> connectivity.put(String.valueOf(field), value));
        } else {
            connectivity.putAll(GOOD_CONNECTION);
        }
        if (!gateway.alive() && "OK".equals(connectivity.get("status"))) {
            connectivity.put("status", "NOK");
        }
        return connectivity;
    }

    /** The functions that are switched on, from the list that clients split at its commas. */
    public static List<String> functions(Gateway gateway) {
        return VendorFields.object(gateway.vendor(), VendorFields.DOCUMENT).get("functions") instanceof String functions
                        && !functions.isBlank()
                ? List.of(functions.split(",", -1))
                : List.of();
    }

    /** The firmware's version, else the version of what it speaks. */
    public static String version(Gateway gateway) {
        Map<String, @Nullable Object> kept = VendorFields.object(gateway.vendor(), VendorFields.DOCUMENT);
        if (kept.get("firmwareVersion") instanceof String firmware) {
            return firmware;
        }
        return kept.get("connectivity") instanceof Map<?, ?> known
                        && known.get("protocolVersion") instanceof String version
                ? version
                : "1";
    }

    /** Whether what is stored for the gateway is on its way to it just now. */
    public static boolean synchronizing(Gateway gateway) {
        return Boolean.TRUE.equals(VendorFields.object(gateway.vendor(), VendorFields.DOCUMENT).get("syncInProgress"));
    }

    /** Categories of what the gateway could not take over. */
    public static List<String> failedTasks(Gateway gateway) {
        return VendorFields.texts(gateway.vendor(), VendorFields.FAILED);
    }

    /**
     * Numbers of protocols: those of a list that is kept ({@code active}, {@code available}, {@code supported}), else those
     * that the gateway's devices speak.
     */
    public static List<Integer> protocols(View state, Gateway gateway, String list) {
        Optional<List<String>> kept = VendorFields.textsIn(VendorFields.object(gateway.vendor(), VendorFields.PROTOCOLS), list);
        return kept.map(Gateways::numbers).orElseGet(() -> usedProtocols(state, gateway));
    }

    /** Numbers of the protocols that the gateway's devices speak. */
    public static List<Integer> usedProtocols(View state, Gateway gateway) {
        return numbers(state.devices()
                .filter(device -> device.id().gateway().equals(gateway.id()))
                .map(device -> device.id().protocol())
                .distinct()
                .toList());
    }

    private static List<Integer> numbers(List<String> prefixes) {
        return prefixes.stream()
                .flatMap(prefix -> Protocol.ofPrefix(prefix).stream())
                .map(Protocol::id)
                .sorted()
                .toList();
    }
}
