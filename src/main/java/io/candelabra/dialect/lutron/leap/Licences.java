package io.candelabra.dialect.lutron.leap;

import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.wire.json.KeptJson;
import java.util.Map;

/** What each processor is licensed for. Without a word about it, everything is. */
final class Licences {
    private Licences() {}

    /** Status and control need the API's licence on the processor, in Quantum. */
    static void require(Installation now, GatewayId gateway) {
        if (!covers(now, gateway)) {
            throw new LeapError(StatusCode.FORBIDDEN, "The processor " + gateway + " has no licence for this API");
        }
    }

    /** Whether a processor's areas may be told; lists leave the others out. */
    static boolean covers(Installation now, GatewayId gateway) {
        return now.accent() != Accent.QUANTUM || notes(now, gateway, "apiLicence");
    }

    /** Power figures need a licence of their own. */
    static boolean tellsPower(Installation now, GatewayId gateway) {
        return notes(now, gateway, "powerLicence");
    }

    private static boolean notes(Installation now, GatewayId gateway, String licence) {
        return now.state()
                .gateway(gateway)
                .map(found -> !Boolean.FALSE.equals(notes(found).get(licence)))
                .orElse(true);
    }

    /** What these dialects keep of a gateway. */
    static Map<?, ?> notes(Gateway gateway) {
        return notes(gateway.vendor().getOrDefault(Installation.VENDOR, ""));
    }

    static Map<?, ?> notes(String json) {
        return !json.isEmpty() && KeptJson.tree(json).orElse(null) instanceof Map<?, ?> map ? map : Map.of();
    }
}
