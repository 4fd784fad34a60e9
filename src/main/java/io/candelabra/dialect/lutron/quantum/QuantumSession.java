package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.model.SiteId;
import java.util.Optional;

/**
 * One request, whose keys were right.
 *
 * @param server id of the face binding that the device key opens
 */
record QuantumSession(String server, SiteId site, Caller who, String name) implements LeapSession {

    @Override
    public Envelope envelope() {
        return Envelope.QUANTUM;
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.of(who);
    }

    @Override
    public boolean login(String user, String password) {
        return false;
    }

    @Override
    public void holds(String button, Runnable letGo) {
        throw new IllegalStateException("a request does not last, so it holds nothing");
    }

    @Override
    public void released(String button) {
        throw new IllegalStateException("a request does not last, so it holds nothing");
    }
}
