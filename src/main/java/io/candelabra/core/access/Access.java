package io.candelabra.core.access;

import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;

/**
 * The rules of access. A site that a caller has no grant for does not exist for that caller: unknown and foreign are the
 * same answer.
 */
public final class Access {
    private Access() {}

    /** Refuses unless the caller may do this in the site. */
    public static void check(Caller caller, SiteId site, Verb verb) {
        if (may(caller, site, verb)) {
            return;
        }
        if (caller.kind() != Caller.Kind.ADMINISTRATOR && caller.grant(site).isEmpty()) {
            throw Refused.noSuch("site", site.value());
        }
        throw new Refused(new Refused.Rights(verb, site));
    }

    /** Refuses a site that does not exist for the caller. */
    public static void checkKnown(Caller caller, SiteId site) {
        boolean known =
                switch (caller.kind()) {
                    case CORE, ADMINISTRATOR -> true;
                    case PERSON, INTEGRATION -> caller.grant(site).isPresent();
                };
        if (!known) {
            throw Refused.noSuch("site", site.value());
        }
    }

    public static boolean may(Caller caller, SiteId site, Verb verb) {
        return switch (caller.kind()) {
            case CORE -> true;
            case ADMINISTRATOR -> verb == Verb.VIEW || verb == Verb.ADMINISTER;
            case PERSON, INTEGRATION ->
                caller.grant(site).map(g -> g.verbs().contains(verb)).orElse(false);
        };
    }

    /** Whether the caller may see a device at all; one that is hidden reads like one that is not there. */
    public static boolean sees(Caller caller, SiteId site, DeviceId device) {
        return switch (caller.kind()) {
            case CORE -> true;
            // devices are none of an administrator's business
            case ADMINISTRATOR -> false;
            case PERSON, INTEGRATION ->
                caller.grant(site)
                        .map(g -> g.verbs().contains(Verb.VIEW)
                                && !g.hiddenDevices().contains(device))
                        .orElse(false);
        };
    }
}
