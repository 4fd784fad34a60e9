package io.candelabra.driver.api;

/**
 * A driver cannot serve its gateway as that is set up: there is no such kind of driver, a setting is missing, the far end
 * refuses the login. Thrown by {@link Driver#start} or any method after it. The words become the gateway's alert, and its
 * steps and jobs fail at once; the driver is tried again after a pause that grows, and at once where its settings change.
 *
 * <p>The words are one sentence for people, and hold no secret.
 */
public final class CannotServe extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    /** @param why such as {@code the far end refuses the login: look at the setting login}; a longer text is cut */
    public CannotServe(String why) {
        super(why.length() <= LONGEST ? why : why.substring(0, LONGEST), null, false, false);
    }

    /** One sentence for people. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
