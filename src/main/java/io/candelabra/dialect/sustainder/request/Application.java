package io.candelabra.dialect.sustainder.request;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;

/**
 * A site as one of its users sees it: an application, in this dialect's word.
 *
 * @param artkey the number by which it is named
 * @param caller the caller, bounded to the part that the binding shows
 */
public record Application(int artkey, FaceBinding binding, Caller caller) {

    public SiteId site() {
        return binding.site();
    }

    /** The site as it is on disk, as the user sees it. */
    public View view(Sites sites) {
        return sites.view(caller, site());
    }

    /** Hands in a command that is composed from the site as it is, anew if another caller was quicker. */
    public <A> A compose(Sites sites, Composer<A> composer, Cause cause) {
        return sites.compose(caller, site(), composer, cause);
    }

    public boolean may(Verb verb) {
        return caller.may(site(), verb);
    }

    /** Refuses unless the caller may do this here. */
    public void need(Verb verb) {
        if (!may(verb)) {
            throw new Refused(new Refused.Rights(verb, site()));
        }
    }
}
