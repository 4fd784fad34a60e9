package io.candelabra.dialect.lutron.leap.server;

import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.dialect.lutron.leap.route.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The server itself: ping, version, and the programs that are paired. */
public final class ServerRoutes implements LeapRouteSet {
    private static final double VERSION = 1.115;

    @Override
    public void routes(LeapRoutes routes) {
        routes.open(Verb.READ, "/server/status/ping", this::readStatusPing);
        routes.open(Verb.READ, "/server/{id}/status/ping", this::readByIdStatusPing);
        routes.read("/server", this::read);
        routes.only(Envelope.VIVE, Verb.READ, "/server/leap/pairing", this::readLeapPairing);
        routes.only(Envelope.VIVE, Verb.DELETE, "/server/leap/pairing/{id}", this::deleteLeapPairingById);
    }

    LeapReply readStatusPing(LeapCall call) {
        return LeapReply.ok("OnePingResponse", "PingResponse", new LeapObject().put("LEAPVersion", VERSION));
    }

    LeapReply readByIdStatusPing(LeapCall call) {
        if (call.id() != 1) {
            throw call.noSuch();
        }
        return readStatusPing(call);
    }

    LeapReply read(LeapCall call) {
        LeapObject server = LeapObject.at("/server/1")
                .put("Type", "LEAP")
                .put("EnableState", "Enabled")
                .put("ProtocolVersion", "01.115");
        return Topic.list("MultipleServerDefinition", "Servers", (now, changes) -> List.of(server))
                .read(call.now(), call.url());
    }

    /** The pairings; a revoked one is not in the list any more. */
    LeapReply readLeapPairing(LeapCall call) {
        List<LeapObject> pairings = new ArrayList<>();
        for (LeapSession.Pairing pairing : call.session().pairings()) {
            pairings.add(LeapObject.at("/server/leap/pairing/" + pairing.id())
                    .put("DisplayName", pairing.displayName())
                    .put("DeviceUID", pairing.deviceUid())
                    .put("Issued", Instant.ofEpochMilli(pairing.issuedMs()).toString())
                    .put("EnabledState", "Enabled"));
        }
        return Topic.list("MultiplePairingDefinition", "Pairings", (now, changes) -> pairings)
                .read(call.now(), call.url());
    }

    /** Revokes it. A paired program may leave; to send others away takes somebody who configures the site. */
    LeapReply deleteLeapPairingById(LeapCall call) {
        LeapSession.Pairing pairing = call.session().pairings().stream()
                .filter(paired -> paired.id().equals(call.word("id")))
                .findFirst()
                .orElseThrow(call::noSuch);
        if (!pairing.own() && !call.session().endsPairingsOfOthers()) {
            throw new LeapError(StatusCode.FORBIDDEN, "You are not permitted to perform this request");
        }
        call.session().endPairing(pairing);
        return LeapReply.noContent();
    }
}
