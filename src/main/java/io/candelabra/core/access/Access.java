package io.candelabra.core.access;

import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.Optional;

/**
 * The rights of a caller in a site; {@code core.view} says what the caller sees of it. A site that a caller has no grant for does not exist for that caller: unknown and foreign are the
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
            case CORE, ADMINISTRATOR -> may(caller, Optional.empty(), verb);
            case PERSON, INTEGRATION -> may(caller, caller.grant(site), verb);
        };
    }

    /** @param grant the caller's grant in the site that is asked about */
    public static boolean may(Caller caller, Optional<Grant> grant, Verb verb) {
        return switch (caller.kind()) {
            case CORE -> true;
            case ADMINISTRATOR -> verb == Verb.VIEW || verb == Verb.ADMINISTER;
            case PERSON, INTEGRATION -> grant.isPresent() && grant.get().verbs().contains(verb);
        };
    }
}
