package io.candelabra.dialect.lutron.leap.hub;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.model.Cause;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Orders about the hubs and processors of all sites that Vive or Quantum shows: models, firmware, licences. */
public final class HubOrders {
    private final Sites sites;
    private final Accounts accounts;

    public HubOrders(Sites sites, Accounts accounts) {
        this.sites = sites;
        this.accounts = accounts;
    }

    /** One row for each hub and processor. */
    public List<Map<String, Object>> list() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SiteId site : shown()) {
            sites.view(Caller.CORE, site).gateways().forEach(gateway -> rows.add(row(site, gateway)));
        }
        return rows;
    }

    private SiteId site(GatewayId id) {
        return shown().stream()
                .filter(s -> sites.view(Caller.CORE, s).gateway(id).isPresent())
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("hub", id.value()));
    }

    /** Sets the description of a hub; answers whether that changed anything. */
    public boolean declare(String gateway, HubSettings settings, Caller caller, Cause cause) {
        GatewayId id = new GatewayId(gateway);
        return sites.compose(caller, site(id), (view, nowMs) -> Composed.of(settings.of(view, id)), cause);
    }

    private List<SiteId> shown() {
        return Stream.of(Envelope.values())
                .flatMap(envelope -> accounts.bindings(envelope.dialect()).stream())
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

    /** Sets the description of a hub, and answers its row. */
    public Map<String, Object> put(String gateway, HubSettings settings, Caller caller, Cause cause) {
        declare(gateway, settings, caller, cause);
        GatewayId id = new GatewayId(gateway);
        SiteId site = site(id);
        return row(site, sites.view(Caller.CORE, site).gateway(id).orElseThrow());
    }
}
