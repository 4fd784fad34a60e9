package io.candelabra.dialect.lutron.leap;

import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.wire.json.KeptJson;
import java.util.Map;

/** What each processor is licensed for. Without a word about it, everything is. */
final class Licences {
    private Licences() {}

    /** Status and control need the API's licence on the processor, in Quantum. */
    static void require(Installation now, Gateway gateway) {
        if (!covers(now, gateway)) {
            throw new LeapError(StatusCode.FORBIDDEN, "The processor " + gateway.id() + " has no licence for this API");
        }
    }

    /** The same of the processor that a device hangs on. */
    static void require(Installation now, Device device) {
        now.view().gatewayOf(device).ifPresent(gateway -> require(now, gateway));
    }

    /** Whether a processor's areas may be told; lists leave the others out. */
    static boolean covers(Installation now, Gateway gateway) {
        return now.accent() != Accent.QUANTUM || licensed(gateway, "apiLicence");
    }

    /** The same of the processor that a device hangs on. */
    static boolean covers(Installation now, Device device) {
        return now.view().gatewayOf(device).map(gateway -> covers(now, gateway)).orElse(true);
    }

    /** Power figures need a licence of their own. */
    static boolean tellsPower(Installation now, Device device) {
        return now.view()
                .gatewayOf(device)
                .map(gateway -> licensed(gateway, "powerLicence"))
                .orElse(true);
    }

    private static boolean licensed(Gateway gateway, String licence) {
        return !Boolean.FALSE.equals(notes(gateway).get(licence));
    }

    /** What these dialects keep of a gateway. */
    static Map<?, ?> notes(Gateway gateway) {
        return notes(gateway.vendor().getOrDefault(Installation.VENDOR, ""));
    }

    static Map<?, ?> notes(String json) {
        return !json.isEmpty() && KeptJson.tree(json).orElse(null) instanceof Map<?, ?> map ? map : Map.of();
    }
}
