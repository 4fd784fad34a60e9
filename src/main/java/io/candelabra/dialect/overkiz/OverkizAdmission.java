package io.candelabra.dialect.overkiz;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Lets programs in by a token of the local face, or by an account of the cloud. */
final class OverkizAdmission implements Admission {
    private final Sites sites;
    private final Bindings bindings;
    private final RandomGenerator random;

    OverkizAdmission(Sites sites, Bindings bindings, RandomGenerator random) {
        this.sites = sites;
        this.bindings = bindings;
        this.random = random;
    }

    @Override
    public FaceBinding shown(SiteId site, Optional<Integer> number) {
        return bindings.of(site, () -> OverkizIds.fresh(random));
    }

    @Override
    public List<Key> keys(WayIn way, SiteId site, String account, Supply secrets) {
        if (way != WayIn.TOKEN) {
            return List.of();
        }
        Map<String, String> vendor = Map.of(
                "uuid", OverkizIds.derived(site + "/" + account), "gatewayId", gateway(site), "scope", "devmode");
        return List.of(new Key(secrets.secret(OverkizFace.TOKEN), OverkizFace.DIALECT, vendor));
    }

    /** A token belongs to a gateway: the first one where a site has several. */
    private String gateway(SiteId site) {
        return sites.view(Caller.CORE, site)
                .gateways()
                .findFirst()
                .map(gateway -> gateway.id().value())
                .orElse("");
    }

    @Override
    public Map<String, Object> where(String https, FaceBinding shown) {
        Map<String, Object> where = new LinkedHashMap<>();
        where.put("localUrl", https + OverkizFace.LOCAL_PREFIX + "/");
        where.put("cloudUrl", https + OverkizFace.CLOUD_PREFIX + "/");
        return where;
    }
}
