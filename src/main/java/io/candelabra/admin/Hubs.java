package io.candelabra.admin;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Hubs and processors of the sites that are shown by Vive or Quantum: models, firmware, licences. */
final class Hubs {
    private final Sites sites;
    private final Accounts accounts;

    Hubs(Sites sites, Accounts accounts) {
        this.sites = sites;
        this.accounts = accounts;
    }

    List<Map<String, Object>> list() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SiteId site : shown()) {
            for (Gateway gateway : sites.state(Caller.CORE, site).gateways()) {
                rows.add(row(site, gateway));
            }
        }
        return rows;
    }

    private SiteId site(GatewayId id) {
        return shown().stream()
                .filter(s -> sites.state(Caller.CORE, s).gateway(id).isPresent())
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("hub", id.value()));
    }

    /** Says it of a hub; whether that changed anything. */
    boolean declare(Administrator who, Order.PutHub order) {
        GatewayId id = new GatewayId(order.gateway());
        return sites.compose(
                who.caller(),
                site(id),
                (view, nowMs) -> Composed.of(order.settings().of(view, id)),
                who.cause());
    }

    private List<SiteId> shown() {
        return Stream.of(ViveHub.DIALECT, QuantumFace.DIALECT)
                .flatMap(dialect -> accounts.bindings(dialect).stream())
                .map(FaceBinding::site)
                .distinct()
                .toList();
    }

    private static Map<String, Object> row(SiteId site, Gateway gateway) {
        HubSettings said = HubSettings.of(gateway);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("gateway", gateway.id().value());
        row.put("site", site.value());
        row.put("label", gateway.label());
        row.put("model", said.model().orElse(""));
        row.put("firmware", said.firmware().orElse(""));
        row.put("updateLicence", said.updateLicence().orElse(false));
        row.put("apiLicence", said.apiLicence().orElse(true));
        row.put("powerLicence", said.powerLicence().orElse(true));
        return row;
    }

    Map<String, Object> put(Administrator who, Order.PutHub order) {
        declare(who, order);
        GatewayId id = new GatewayId(order.gateway());
        SiteId site = site(id);
        return row(site, sites.state(Caller.CORE, site).gateway(id).orElseThrow());
    }
}
