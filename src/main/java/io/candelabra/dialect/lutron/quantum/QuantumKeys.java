package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.account.Accounts;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.wire.http.Attribute;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Filter;
import io.candelabra.wire.http.Handler;
import io.candelabra.wire.http.Reply;
import java.util.Optional;

/**
 * Asks for both keys on every request: the vendor's API key names the caller, the device key the server that is meant,
 * and the server has to know the vendor. Keys are found by their SHA-256, so a guess learns nothing from how long the
 * look takes; whatever is wrong, the answer is the same.
 */
final class QuantumKeys implements Filter {
    static final Attribute<QuantumSession> SESSION = Attribute.of("quantum session", QuantumSession.class);

    private static final String RETRY_AFTER_S = "5";

    private final QuantumConnections connections = new QuantumConnections();
    private final Accounts accounts;

    QuantumKeys(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reply around(Exchange x, Handler next) throws Exception {
        Optional<QuantumSession> session = session(x);
        if (session.isEmpty()) {
            return QuantumErrors.message(x, 401, "Both the API key and the device key are required");
        }
        if (!connections.admit(session.get().server(), x.remoteAddress(), x.connectionOpen())) {
            return QuantumErrors.message(
                            x, 503, "This server serves " + QuantumConnections.MOST + " connections at a time")
                    .header("Retry-After", RETRY_AFTER_S)
                    .header("Connection", "close");
        }
        x.put(SESSION, session.get());
        return next.handle(x);
    }

    private Optional<QuantumSession> session(Exchange x) {
        Optional<AccessKey> api = key(x.header("ApiKey").orElse(""), QuantumFace.API_KEYS);
        Optional<AccessKey> device = key(x.header("Authorization").orElse(""), QuantumFace.DIALECT);
        Optional<FaceBinding> binding = device.flatMap(key -> accounts.binding(key.binding()))
                .filter(bound -> bound.dialect().equals(QuantumFace.DIALECT));
        if (api.isEmpty() || binding.isEmpty()) {
            return Optional.empty();
        }
        FaceBinding server = binding.get();
        return accounts.through(api.get().account(), server.id())
                .map(through -> new QuantumSession(server.id(), server.site(), through.caller(), x.traceId()));
    }

    private Optional<AccessKey> key(String secret, String kind) {
        return accounts.key(secret).filter(key -> key.dialect().equals(kind));
    }
}
