package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.wire.http.Face;
import java.util.List;

/** Puts the face together. */
public final class QuantumFace {
    /** How this dialect is called in bindings, device keys and causes. */
    public static final String DIALECT = "quantum";

    /** What vendors' API keys are called among the keys. */
    public static final String API_KEYS = "quantum-api";

    public static final String PREFIX = "/api/v1";

    private QuantumFace() {}

    public static Face of(Leap leap, Accounts accounts) {
        QuantumErrors errors = new QuantumErrors();
        return new Face("quantum", PREFIX, List.of(new QuantumRoutes(leap)), new QuantumKeys(accounts), errors);
    }
}
