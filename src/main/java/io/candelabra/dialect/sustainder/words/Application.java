package io.candelabra.dialect.sustainder.words;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.access.Sight;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.stream.Stream;

/**
 * A site as one of its users sees it: what this dialect calls an application.
 *
 * @param artkey the number by which it is named
 * @param caller who asks, bounded to what the binding shows
 */
public record Application(int artkey, FaceBinding binding, Caller caller) {

    public SiteId site() {
        return binding.site();
    }

    public SiteState state(Sites sites) {
        return sites.state(caller, site());
    }

    /** Hands in a command that is composed from the site as it is, anew where somebody else was quicker. */
    public <A> A compose(Sites sites, Composer<A> composer, Cause cause) {
        return sites.compose(caller, site(), composer, cause);
    }

    public boolean sees(SiteState state, Device device) {
        return new Sight(caller, state).sees(device);
    }

    /** The gateways that the caller sees, in their order. */
    public Stream<Gateway> gateways(SiteState state) {
        return new Sight(caller, state).gateways();
    }

    /** Whether nothing of the site is hidden from the caller. */
    public boolean seesAll() {
        return caller.area().isEmpty()
                && caller.grant(site())
                        .filter(g -> g.hiddenDevices().isEmpty() && g.verbs().contains(Verb.VIEW))
                        .isPresent();
    }

    /** Refuses unless the caller may do this here. */
    public void need(Verb verb) {
        if (!Access.may(caller, site(), verb)) {
            throw new Refused(new Refused.Rights(verb, site()));
        }
    }
}
