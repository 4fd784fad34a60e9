package io.candelabra.core.access;

import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Grant;
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
        if (caller.kind() == Caller.Kind.CORE) {
            return;
        }
        Grant grant = caller.grant(site).orElseThrow(() -> Refused.noSuch("site", site.value()));
        if (!grant.verbs().contains(verb)) {
            throw new Refused(new Refused.Rights(verb, site));
        }
    }

    public static boolean may(Caller caller, SiteId site, Verb verb) {
        return caller.kind() == Caller.Kind.CORE
                || caller.grant(site).map(g -> g.verbs().contains(verb)).orElse(false);
    }

    /** Whether the caller may see a device at all; one that is hidden reads like one that is not there. */
    public static boolean sees(Caller caller, SiteId site, DeviceId device) {
        return caller.kind() == Caller.Kind.CORE
                || caller.grant(site)
                        .map(g -> g.verbs().contains(Verb.VIEW)
                                && !g.hiddenDevices().contains(device))
                        .orElse(false);
    }
}
