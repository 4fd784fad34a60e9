package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.RouteSet;
import java.util.ArrayList;
import java.util.List;

/** Puts the face together: messages in an envelope at one address, and the same resources each at its own. */
public final class QuantumFace {
    /** How this dialect is called in bindings, device keys and causes. */
    public static final String DIALECT = "quantum";

    /** What vendors' API keys are called among the keys. */
    public static final String API_KEYS = "quantum-api";

    public static final String PREFIX = "/api/v1";

    private QuantumFace() {}

    public static Face of(Leap leap, Accounts accounts) {
        return of(leap, accounts, List.of());
    }

    /** @param more routes beside the language's own, below {@value #PREFIX} */
    public static Face of(Leap leap, Accounts accounts, List<RouteSet> more) {
        List<RouteSet> routes = new ArrayList<>();
        routes.add(new QuantumRoutes(leap));
        routes.add(new ResourceRoutes(leap));
        routes.addAll(more);
        return new Face("quantum", PREFIX, routes, new QuantumKeys(accounts), new QuantumErrors());
    }
}
