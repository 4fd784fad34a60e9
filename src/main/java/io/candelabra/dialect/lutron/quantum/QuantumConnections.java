package io.candelabra.dialect.lutron.quantum;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** How many connections each server has: those on which it was spoken to, and which are still open. */
final class QuantumConnections {
    /** As many as a server serves at a time. */
    static final int MOST = 10;

    private final Map<String, Map<InetSocketAddress, BooleanSupplier>> servers = new HashMap<>();

    /** Whether a connection may speak to a server; from then on it counts, until it is closed. */
    synchronized boolean admit(String server, InetSocketAddress from, BooleanSupplier open) {
        Map<InetSocketAddress, BooleanSupplier> known = servers.computeIfAbsent(server, s -> new HashMap<>());
        if (known.containsKey(from)) {
            return true;
        }
        if (known.size() >= MOST) {
            known.values().removeIf(stillOpen -> !stillOpen.getAsBoolean());
        }
        if (known.size() >= MOST) {
            return false;
        }
        known.put(from, open);
        return true;
    }
}
