package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.model.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers to single questions about a gateway. A {@link GatewayDocument} shows it whole. */
public final class GatewayFacts {
    private GatewayFacts() {}

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
        return Boolean.TRUE.equals(
                VendorFields.object(gateway.vendor(), VendorFields.DOCUMENT).get("syncInProgress"));
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
        Optional<List<String>> kept =
                VendorFields.textsIn(VendorFields.object(gateway.vendor(), VendorFields.PROTOCOLS), list);
        return kept.map(GatewayFacts::numbers).orElseGet(() -> usedProtocols(state, gateway));
    }

    /** Numbers of the protocols that the gateway's devices speak. */
    public static List<Integer> usedProtocols(View state, Gateway gateway) {
        return numbers(state.devices()
                .filter(device -> device.id().gateway().equals(gateway.id()))
                .map(device -> device.id().protocol())
                .distinct()
                .toList());
    }

    /** Whether a protocol is active on a gateway, by its prefix such as {@code zwave}. */
    public static boolean speaks(View state, Gateway gateway, String prefix) {
        List<Integer> active = protocols(state, gateway, "active");
        return Protocol.ofPrefix(prefix)
                .filter(protocol -> active.contains(protocol.id()))
                .isPresent();
    }

    private static List<Integer> numbers(List<String> prefixes) {
        return prefixes.stream()
                .flatMap(prefix -> Protocol.ofPrefix(prefix).stream())
                .map(Protocol::id)
                .sorted()
                .toList();
    }
}
