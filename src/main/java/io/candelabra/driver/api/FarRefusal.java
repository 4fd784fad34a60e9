package io.candelabra.driver.api;

import java.io.IOException;

/**
 * The far end answers, and says no to one thing that it was asked. So it is there, and a driver goes on; see {@link
 * LookingDriver#reached}.
 */
public abstract class FarRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param why for people, and without a secret */
    protected FarRefusal(String why) {
        super(why);
    }
}
