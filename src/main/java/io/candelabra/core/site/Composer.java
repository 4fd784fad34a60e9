package io.candelabra.core.site;

import io.candelabra.core.view.View;

/** Makes a command from what it reads; pure, since it may be asked several times. Refuses by throwing. */
@FunctionalInterface
public interface Composer<A> {
    /** @param view the site as it is on disk, as the caller sees it, @param nowMs site time */
    Composed<?, A> compose(View view, long nowMs);
}
