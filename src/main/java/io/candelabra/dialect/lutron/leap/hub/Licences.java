package io.candelabra.dialect.lutron.leap.hub;

import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;

/** The licences of each processor. A processor of which nothing was ever said has all of them. */
public final class Licences {
    private Licences() {}

    /** Status and control need the API's licence on the processor, in Quantum. */
    public static void require(LeapView now, Gateway gateway) {
        if (!covers(now, gateway)) {
            throw new LeapError(StatusCode.FORBIDDEN, "The processor " + gateway.id() + " has no licence for this API");
        }
    }

    /** The same of the processor that a device hangs on. */
    public static void require(LeapView now, Device device) {
        now.view().gatewayOf(device).ifPresent(gateway -> require(now, gateway));
    }

    /** Whether a processor's areas may be told; lists leave the others out. */
    public static boolean covers(LeapView now, Gateway gateway) {
        return now.envelope() != Envelope.QUANTUM || licensed(gateway, "apiLicence");
    }

    /** The same of the processor that a device hangs on. */
    public static boolean covers(LeapView now, Device device) {
        return now.view().gatewayOf(device).map(gateway -> covers(now, gateway)).orElse(true);
    }

    /** Power figures need a licence of their own. */
    public static boolean tellsPower(LeapView now, Device device) {
        return now.view()
                .gatewayOf(device)
                .map(gateway -> licensed(gateway, "powerLicence"))
                .orElse(true);
    }

    /** A text that cannot be read any more may have held a licence back, so it licenses nothing. */
    private static boolean licensed(Gateway gateway, String licence) {
        return LeapFields.read(gateway)
                .filter(fields -> !Boolean.FALSE.equals(fields.get(licence)))
                .isPresent();
    }
}
