package io.candelabra.dialect.api;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The bindings of one dialect. */
public record Bindings(Accounts accounts, String dialect) {

    public List<FaceBinding> all() {
        return accounts.bindings(dialect);
    }

    /** The binding that shows a site; that of the whole site goes first. */
    public Optional<FaceBinding> of(SiteId site) {
        List<FaceBinding> there =
                all().stream().filter(b -> b.site().equals(site)).toList();
        return Stream.concat(there.stream().filter(b -> b.area().isEmpty()), there.stream())
                .findFirst();
    }

    /** The binding through which a device is shown; that of the whole site goes first. */
    public Optional<FaceBinding> showing(View view, Device device) {
        List<FaceBinding> there = all().stream()
                .filter(b -> b.site().equals(view.site()))
                .filter(b -> view.within(device.area(), b.area()))
                .toList();
        return Stream.concat(there.stream().filter(b -> b.area().isEmpty()), there.stream())
                .findFirst();
    }

    /** The binding that shows a site, as it is or as it would be made with an address. */
    public FaceBinding of(SiteId site, Supplier<String> address) {
        return of(site).orElseGet(() -> made(dialect + " " + site, site, address.get()));
    }

    /** A binding of a whole site that lists nobody yet. */
    public FaceBinding made(String id, SiteId site, String address) {
        return new FaceBinding(id, dialect, site, address, "", List.of(), Map.of());
    }
}
