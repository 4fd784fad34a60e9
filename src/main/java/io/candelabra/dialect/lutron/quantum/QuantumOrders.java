package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.api.DeclaredKind;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.api.Orders;
import io.candelabra.dialect.lutron.leap.hub.HubOrders;
import io.candelabra.model.Cause;
import io.candelabra.wire.json.Json;

/** Carries out the orders about Quantum servers. */
final class QuantumOrders implements Orders {
    private final HubOrders hubs;
    private final OccupancyWebhooks webhooks;

    QuantumOrders(Ground ground, QuantumWebhook webhook) {
        this.hubs = new HubOrders(ground.sites(), ground.accounts());
        this.webhooks = new OccupancyWebhooks(ground.accounts(), webhook);
    }

    @Override
    public Object carryOut(byte[] order, Caller caller, Cause cause) {
        return switch (Json.forStorage().read(order, QuantumOrder.class)) {
            case QuantumOrder.ListProcessors ignored -> hubs.list();
            case QuantumOrder.PutProcessor put -> hubs.put(put.gateway(), put.settings(), caller, cause);
            case QuantumOrder.PutWebhook put -> webhooks.put(put.site(), put.wanted(), caller, cause);
            case QuantumOrder.SwitchWebhook change -> webhooks.enable(change.site(), change.enabled(), caller, cause);
            case QuantumOrder.ShowWebhook show -> webhooks.show(show.site());
            case QuantumOrder.TestWebhook test -> webhooks.test(test.site());
            case QuantumOrder.LogWebhook past -> webhooks.log(past.site());
            case QuantumOrder.DeleteWebhook delete -> webhooks.delete(delete.site(), caller, cause);
        };
    }

    @Override
    public boolean declare(DeclaredKind<?> kind, String name, Object thing, Caller caller, Cause cause) {
        return webhooks.declare(name, QuantumWebhook.DECLARED.type().cast(thing), caller, cause);
    }
}
