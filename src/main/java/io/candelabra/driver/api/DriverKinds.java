package io.candelabra.driver.api;

import io.candelabra.model.Gateway;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of drivers that there are, in the order in which people are shown them. */
public record DriverKinds(List<DriverKind> all) implements DriverFactory {
    public static final DriverKinds NONE = new DriverKinds(List.of());

    public DriverKinds {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        for (DriverKind kind : all) {
            if (!names.add(kind.name())) {
                throw new IllegalArgumentException("two kinds of drivers are called " + kind.name());
            }
        }
    }

    public Optional<DriverKind> find(String name) {
        return all.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** Whether there are gateways, and none of them is real. One of a kind that is not declared may be. */
    public boolean allSimulated(Stream<Gateway> gateways) {
        return gateways.map(gateway ->
                        find(gateway.driver()).filter(DriverKind::simulated).isPresent())
                .reduce(Boolean::logicalAnd)
                .orElse(false);
    }

    /** Why there is no driver of a name, with those that there are. */
    public String unknown(String name) {
        return "there is no kind of driver " + name + "; there are "
                + all.stream().map(DriverKind::name).collect(Collectors.joining(", "));
    }

    /** @throws CannotServe where no kind has the name that the gateway gives */
    @Override
    public Driver driverFor(Gateway gateway) {
        return find(gateway.driver())
                .orElseThrow(() -> new CannotServe(unknown(gateway.driver())))
                .factory()
                .driverFor(gateway);
    }
}
