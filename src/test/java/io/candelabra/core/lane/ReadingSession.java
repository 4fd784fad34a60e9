package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.model.SiteId;
import java.util.Optional;

/** The session of a LEAP client that reads and subscribes, and may see all. */
class ReadingSession implements LeapSession {
    @Override
    public Envelope envelope() {
        return Envelope.VIVE;
    }

    @Override
    public SiteId site() {
        return World.SITE;
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.of(Caller.CORE);
    }

    @Override
    public boolean login(String name, String password) {
        return false;
    }

    @Override
    public void holds(String button, Runnable letGo) {
        throw new IllegalStateException("there are no buttons here");
    }

    @Override
    public void released(String button) {
        throw new IllegalStateException("there are no buttons here");
    }

    @Override
    public String name() {
        return "reader";
    }
}
