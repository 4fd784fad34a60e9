package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.api.Orders;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.WayIn;
import io.candelabra.wire.tls.KeyAndCertificate;
import io.candelabra.wire.tls.Pem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Pairs programs with hubs: by a code, or while pairing is open; and ends pairings. */
final class Pairings {
    private static final int CODE_MINUTES = 15;

    private final Accounts accounts;
    private final InstantSource wall;
    private final RandomGenerator random;
    private final ViveHubs hubs;

    Pairings(Accounts accounts, InstantSource wall, RandomGenerator random, ViveHubs hubs) {
        this.accounts = accounts;
        this.wall = wall;
        this.random = random;
        this.hubs = hubs;
    }

    Map<String, Object> open(String name) {
        Integration integration = find(name);
        long until = ports(integration).pairing().authorise(Optional.of(integration.account()));
        return told(integration, Instant.ofEpochMilli(until));
    }

    Map<String, Object> code(String name, Caller caller, Cause cause) {
        Integration integration = find(name);
        ports(integration);
        String code = new ViveIntegrations(accounts.by(caller, cause), wall, random)
                .issueCode(integration.binding(), integration.account());
        Map<String, Object> told = told(integration, wall.instant().plusSeconds(CODE_MINUTES * 60L));
        told.put("oneTimePassword", code);
        return told;
    }

    private Integration find(String name) {
        return accounts.integrations().find(name).orElseThrow(() -> Refused.noSuch("integration", name));
    }

    private Map<String, Object> told(Integration integration, Instant until) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("integration", integration.id());
        told.put("pairingPort", ports(integration).pairingPort());
        told.put("until", until.toString());
        return told;
    }

    private VivePorts ports(Integration integration) {
        if (integration.way() != WayIn.PAIRING) {
            throw Refused.invalid("integration", integration.id() + " does not come by pairing");
        }
        return hubs.of(integration.binding())
                .orElseThrow(() ->
                        new Refused(new Refused.Conflict("the hub of " + integration.site() + " does not listen")));
    }

    Map<String, Object> close(String site) {
        List<VivePorts> open = accounts.bindings(ViveHub.DIALECT).stream()
                .filter(b -> b.site().value().equals(site))
                .map(FaceBinding::id)
                .flatMap(b -> hubs.of(b).stream())
                .toList();
        if (open.isEmpty()) {
            throw Refused.noSuch("hub of", site);
        }
        open.forEach(p -> p.pairing().withdraw());
        return Orders.row("site", site, "pairing", "closed");
    }

    /** A certificate with its key, told once: neither is kept. */
    Map<String, Object> partner(String name) {
        if (name.isBlank() || name.length() > 64 || !name.matches("[\\w .@-]+")) {
            throw Refused.invalid("name", "has up to 64 letters, digits, blanks and . _ @ -");
        }
        KeyAndCertificate fresh = hubs.partners().issueClient(name);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("partner", name);
        told.put("certificate", Pem.text(fresh.certificate()));
        told.put("key", Pem.text(fresh.key()));
        return told;
    }

    List<Map<String, Object>> list() {
        return accounts.keys(ViveIntegrations.PAIRINGS).stream().map(this::row).toList();
    }

    private Map<String, Object> row(AccessKey key) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pairing", Orders.shortened(key.id()));
        row.put("program", key.name());
        row.put("user", key.account());
        row.put(
                "site",
                accounts.binding(key.binding()).map(b -> b.site().value()).orElse(""));
        row.put("since", Instant.ofEpochMilli(key.createdMs()).toString());
        return row;
    }

    Map<String, Object> revoke(String id, Caller caller, Cause cause) {
        List<AccessKey> meant = accounts.keys(ViveIntegrations.PAIRINGS).stream()
                .filter(k -> !id.isEmpty() && k.id().startsWith(id))
                .toList();
        if (meant.size() > 1) {
            throw new Refused(new Refused.Conflict("more than one pairing begins with " + id));
        }
        AccessKey key = meant.stream().findFirst().orElseThrow(() -> Refused.noSuch("pairing", id));
        accounts.by(caller, cause).revokeKey(key.id());
        return Orders.row("pairing", Orders.shortened(key.id()), "revoked", true);
    }
}
