package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.account.Integrations.Key;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets programs in by name and password, or by a certificate that they get when they are paired. */
final class ViveAdmission implements Admission {
    private final ViveHubs hubs;
    private final Bindings bindings;

    ViveAdmission(ViveHubs hubs, Bindings bindings) {
        this.hubs = hubs;
        this.bindings = bindings;
    }

    @Override
    public FaceBinding shown(SiteId site, Optional<Integer> number) {
        return bindings.of(site, site::value);
    }

    @Override
    public List<Key> keys(WayIn way, SiteId site, String account, Supply secrets) {
        return List.of();
    }

    @Override
    public void open(FaceBinding shown) {
        hubs.open(shown.id(), shown.site());
    }

    @Override
    public Map<String, Object> where(String https, FaceBinding shown) {
        Map<String, Object> where = new LinkedHashMap<>();
        hubs.of(shown.id()).ifPresent(ports -> {
            where.put("leapPort", ports.leapPort());
            where.put("pairingPort", ports.pairingPort());
        });
        return where;
    }

    @Override
    public Map<String, Object> about(Integration integration) {
        return integration.way() != WayIn.PAIRING
                ? Map.of()
                : Map.of(
                        "pairings",
                        bindings.accounts().keys(ViveIntegrations.PAIRINGS).stream()
                                .filter(key -> key.account().equals(integration.account()))
                                .map(AccessKey::name)
                                .toList());
    }
}
