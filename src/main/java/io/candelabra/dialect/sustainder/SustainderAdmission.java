package io.candelabra.dialect.sustainder;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets programs in by name and password, to an application that is known by its number, the artkey. */
final class SustainderAdmission implements Admission {
    private static final int MOST_ARTKEY = 999_999;

    private final Bindings bindings;

    SustainderAdmission(Bindings bindings) {
        this.bindings = bindings;
    }

    @Override
    public FaceBinding shown(SiteId site, Optional<Integer> artkey) {
        if (artkey.filter(n -> n < 1 || n > MOST_ARTKEY).isPresent()) {
            throw Refused.invalid("artkey", "has to be from 1 to " + MOST_ARTKEY);
        }
        Optional<FaceBinding> there = artkey.isEmpty()
                ? bindings.of(site)
                : bindings.all().stream()
                        .filter(b -> b.address().equals(artkey.get().toString()))
                        .findFirst();
        return there.orElseGet(() -> {
            String number = artkey.orElseGet(this::next).toString();
            return bindings.made(bindings.dialect() + " " + number, site, number);
        });
    }

    /** The number after the highest; an address that is none counts for nothing. */
    private int next() {
        return 1
                + bindings.all().stream()
                        .map(FaceBinding::address)
                        .filter(address -> address.matches("[0-9]{1,6}"))
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(0);
    }

    @Override
    public List<Key> keys(WayIn way, SiteId site, String account, Supply secrets) {
        return List.of();
    }

    @Override
    public Map<String, Object> where(String https, FaceBinding shown) {
        Map<String, Object> where = new LinkedHashMap<>();
        where.put("url", https + ApiRoot.PREFIX);
        where.put("artkey", shown.address());
        return where;
    }
}
