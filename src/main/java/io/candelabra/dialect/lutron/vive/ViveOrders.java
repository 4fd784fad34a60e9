package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.api.DeclaredKind;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.api.Orders;
import io.candelabra.dialect.lutron.leap.hub.HubOrders;
import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.model.Cause;
import io.candelabra.wire.json.Json;

/** Carries out the orders about Vive hubs. */
final class ViveOrders implements Orders {
    private final Pairings pairings;
    private final HubOrders hubs;

    ViveOrders(Ground ground, ViveHubs hubs) {
        this.pairings = new Pairings(ground.accounts(), ground.wall(), ground.random(), hubs);
        this.hubs = new HubOrders(ground.sites(), ground.accounts());
    }

    @Override
    public Object carryOut(byte[] order, Caller caller, Cause cause) {
        return switch (Json.forStorage().read(order, ViveOrder.class)) {
            case ViveOrder.OpenPairing open -> pairings.open(open.integration());
            case ViveOrder.ClosePairing close -> pairings.close(close.site());
            case ViveOrder.IssueCode code -> pairings.code(code.integration(), caller, cause);
            case ViveOrder.IssuePartner partner -> pairings.partner(partner.name());
            case ViveOrder.ListPairings ignored -> pairings.list();
            case ViveOrder.RevokePairing revoke -> pairings.revoke(revoke.id(), caller, cause);
            case ViveOrder.ListHubs ignored -> hubs.list();
            case ViveOrder.PutHub put -> hubs.put(put.gateway(), put.settings(), caller, cause);
        };
    }

    @Override
    public boolean declare(DeclaredKind<?> kind, String name, Object thing, Caller caller, Cause cause) {
        return switch (thing) {
            case HubSettings settings -> hubs.declare(name, settings, caller, cause);
            // hubs listen at these since the start
            case HubPorts ignored -> false;
            default -> throw new IllegalArgumentException("no kind of these hubs: " + kind.kind());
        };
    }
}
