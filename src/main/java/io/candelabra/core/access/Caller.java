package io.candelabra.core.access;

import io.candelabra.model.Resource.Grant;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * Whoever asks, as a dialect has recognised them.
 *
 * @param name account name, name of the integration, or name of the driver
 * @param area shows and moves only what is in this area and below, as the face is bound; empty for the whole site
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

    /** Who runs the server, on the machine that it runs on. */
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
        return grants.stream().filter(g -> g.site().equals(site)).findFirst();
    }

    /** What kind of caller it is. */
    public enum Kind {
        /** Somebody with a password or a session. */
        PERSON,
        /** A program with a key of its own. */
        INTEGRATION,
        /** Who runs the server: looks at every site and changes who comes in how, but moves and configures nothing in it. */
        ADMINISTRATOR,
        /** The server itself; may do everything. */
        CORE
    }
}
