package io.candelabra.core.access;

import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * A person or program in the middle of a request, as a dialect has recognised them.
 *
 * @param name account name, name of the integration, or name of the driver
 * @param area shows and moves only things in this area and below, as the face is bound; empty for the whole site
 */
public record Caller(String name, Kind kind, List<Grant> grants, String area) {
    /** The server itself: the clock, the lanes, start-up. */
    public static final Caller CORE = new Caller("core", Kind.CORE, List.of(), "");

    public Caller {
        grants = List.copyOf(grants);
    }

    public static Caller person(String name, List<Grant> grants) {
        return new Caller(name, Kind.PERSON, grants, "");
    }

    /** The person who runs the server, on the machine that it runs on. */
    public static Caller administrator(String name) {
        return new Caller(name, Kind.ADMINISTRATOR, List.of(), "");
    }

    public Caller within(String boundArea) {
        return new Caller(name, kind, grants, boundArea);
    }

    /** Whether the caller may do this in a site. */
    public boolean may(SiteId site, Verb verb) {
        return Access.may(this, site, verb);
    }

    /** Refuses unless the caller may do this in a site. */
    public void need(SiteId site, Verb verb) {
        Access.check(this, site, verb);
    }

    public Optional<Grant> grant(SiteId site) {
        // a plain loop: this is asked with every request
        for (Grant grant : grants) {
            if (grant.site().equals(site)) {
                return Optional.of(grant);
            }
        }
        return Optional.empty();
    }

    /** The kind of a caller. */
    public enum Kind {
        /** A person or program with a password or a session. */
        PERSON,
        /** A program with a key of its own. */
        INTEGRATION,
        /**
         * The person who runs the server: looks at every site, lets programs and found devices in and sets gateways up, but
         * moves no device and configures nothing else.
         */
        ADMINISTRATOR,
        /** The server itself; may do everything. */
        CORE
    }
}
