package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.api.Orders;
import io.candelabra.model.Cause;
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

    Map<String, Object> put(String site, QuantumWebhook.Wanted wanted, Caller caller, Cause cause) {
        webhook.put(server(site), wanted, caller, cause);
        return show(site);
    }

    /** Sets a webhook that is declared, unless it is set so; whether that changed anything. */
    boolean declare(String site, QuantumWebhook.Wanted wanted, Caller caller, Cause cause) {
        return webhook.declare(server(site), wanted, caller, cause);
    }

    Map<String, Object> enable(String site, boolean enabled, Caller caller, Cause cause) {
        webhook.enable(server(site), enabled, caller, cause);
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

    Map<String, Object> delete(String site, Caller caller, Cause cause) {
        webhook.delete(server(site), caller, cause);
        return Orders.row("site", site, "webhook", "deleted");
    }
}
