package io.candelabra.admin;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.quantum.QuantumWebhook;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Subscription;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The occupancy webhooks of Quantum servers, named by the sites that these show. */
final class OccupancyWebhooks {
    private final Accounts accounts;
    private final QuantumWebhook webhook;

    OccupancyWebhooks(Accounts accounts, QuantumWebhook webhook) {
        this.accounts = accounts;
        this.webhook = webhook;
    }

    private FaceBinding server(String site) {
        return accounts.bindings(QuantumFace.DIALECT).stream()
                .filter(b -> b.site().value().equals(site))
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("Quantum server that shows", site));
    }

    Map<String, Object> put(Administrator who, Order.PutWebhook order) {
        webhook.put(server(order.site()), wanted(order), who.caller(), who.cause());
        return show(order.site());
    }

    /** Sets a webhook that is declared, unless it is set so; whether that changed anything. */
    boolean declare(Administrator who, Order.PutWebhook order) {
        return webhook.declare(server(order.site()), wanted(order), who.caller(), who.cause());
    }

    private static QuantumWebhook.Wanted wanted(Order.PutWebhook order) {
        return new QuantumWebhook.Wanted(order.url(), order.key(), order.rootPem(), order.enabled());
    }

    Map<String, Object> enable(Administrator who, String site, boolean enabled) {
        webhook.enable(server(site), enabled, who.caller(), who.cause());
        return show(site);
    }

    Map<String, Object> show(String site) {
        Subscription set = webhook.find(server(site)).orElseThrow(() -> Refused.noSuch("webhook of", site));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("site", site);
        row.put("url", set.url());
        row.put("enabled", set.enabled());
        row.put("rootCertificate", QuantumWebhook.rootOf(set));
        return row;
    }

    Map<String, Object> test(String site) {
        return Map.of("outcome", webhook.tryOut(server(site)));
    }

    List<Map<String, Object>> log(String site) {
        show(site);
        return webhook.sent(server(site)).stream().map(OccupancyWebhooks::row).toList();
    }

    private static Map<String, Object> row(QuantumWebhook.Sent sent) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", Instant.ofEpochMilli(sent.atMs()).toString());
        row.put("message", sent.id());
        row.put("kind", sent.kind());
        row.put("tries", sent.tries());
        row.put("outcome", sent.outcome());
        return row;
    }

    Map<String, Object> delete(Administrator who, String site) {
        webhook.delete(server(site), who.caller(), who.cause());
        return Answer.row("site", site, "webhook", "deleted");
    }
}
