package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.model.SiteId;
import java.util.Optional;

/** Somebody who looks at a resource as a client of an envelope would be shown it, without being one. */
public record Onlooker(Envelope envelope, SiteId site, Caller who) implements LeapSession {

    @Override
    public Optional<Caller> caller() {
        return Optional.of(who);
    }

    @Override
    public boolean login(String name, String password) {
        return false;
    }

    @Override
    public void holds(String button, Runnable letGo) {
        throw new IllegalStateException("who only looks holds nothing");
    }

    @Override
    public void released(String button) {
        throw new IllegalStateException("who only looks holds nothing");
    }

    @Override
    public String name() {
        return "";
    }
}
