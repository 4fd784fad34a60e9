package io.candelabra.dialect.lutron.leap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The server itself: is it there, and what does it speak. */
final class ServerRoutes implements LeapRouteSet {
    private static final double VERSION = 1.115;

    @Override
    public void routes(LeapRoutes routes) {
        routes.open(Verb.READ, "/server/status/ping", this::readStatusPing);
        routes.open(Verb.READ, "/server/{id}/status/ping", this::readByIdStatusPing);
        routes.read("/server", this::read);
        routes.only(Accent.VIVE, Verb.READ, "/server/leap/pairing", this::readLeapPairing);
    }

    LeapReply readStatusPing(LeapCall call) {
        return LeapReply.ok("OnePingResponse", "PingResponse", new Fields().put("LEAPVersion", VERSION));
    }

    LeapReply readByIdStatusPing(LeapCall call) {
        if (call.id() != 1) {
            throw call.noSuch();
        }
        return readStatusPing(call);
    }

    LeapReply read(LeapCall call) {
        Fields server = Fields.at("/server/1")
                .put("Type", "LEAP")
                .put("EnableState", "Enabled")
                .put("ProtocolVersion", "01.115");
        return Topic.list("MultipleServerDefinition", "Servers", (now, touch) -> List.of(server))
                .read(call.now(), call.url());
    }

    /** What is paired; revoked is what is not in the list any more. */
    LeapReply readLeapPairing(LeapCall call) {
        List<Fields> pairings = new ArrayList<>();
        for (LeapSession.Pairing pairing : call.session().pairings()) {
            pairings.add(Fields.at("/server/leap/pairing/" + (pairings.size() + 1))
                    .put("DisplayName", pairing.displayName())
                    .put("DeviceUID", pairing.deviceUid())
                    .put("Issued", Instant.ofEpochMilli(pairing.issuedMs()).toString())
                    .put("EnabledState", "Enabled"));
        }
        return Topic.list("MultiplePairingDefinition", "Pairings", (now, touch) -> pairings)
                .read(call.now(), call.url());
    }
}
