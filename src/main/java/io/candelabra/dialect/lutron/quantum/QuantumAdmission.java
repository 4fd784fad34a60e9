package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.account.Integrations.Key;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets programs in by two keys: a vendor has one, and each server another. */
final class QuantumAdmission implements Admission {
    private final Bindings bindings;

    QuantumAdmission(Bindings bindings) {
        this.bindings = bindings;
    }

    @Override
    public FaceBinding shown(SiteId site, Optional<Integer> number) {
        return bindings.of(site, site::value);
    }

    @Override
    public List<Key> keys(WayIn way, SiteId site, String account, Supply secrets) {
        List<Key> keys = new ArrayList<>();
        boolean vendorHasKey = !secrets.settled(QuantumFace.API_KEY)
                && bindings.accounts().keys(QuantumFace.API_KEYS).stream()
                        .anyMatch(key -> key.account().equals(account));
        if (!vendorHasKey) {
            keys.add(new Key(secrets.secret(QuantumFace.API_KEY), QuantumFace.API_KEYS, Map.of()));
        }
        keys.add(new Key(secrets.secret(QuantumFace.DEVICE_KEY), QuantumFace.DIALECT, Map.of()));
        return keys;
    }

    @Override
    public Map<String, Object> where(String https, FaceBinding shown) {
        return Map.of("url", https + QuantumFace.PREFIX + "/leap");
    }
}
