package io.candelabra.core.site;

import io.candelabra.core.state.SiteState;

/** Makes a command from what it reads; pure, since it may be asked several times. Refuses by throwing. */
@FunctionalInterface
public interface Composer<A> {
    /** @param nowMs site time */
    Composed<?, A> compose(SiteState state, long nowMs);
}
