package io.candelabra.admin;

import io.candelabra.core.access.Caller;
import io.candelabra.model.Cause;

/**
 * The person or file that gives an order.
 *
 * @param origin as integrations remember who let them in
 */
public record Administrator(Caller caller, Cause cause, String origin) {
    /** How this way in is called in causes. */
    public static final String WAY_IN = "administrator";
    /** As origin: declared in the settings file, at each start. */
    public static final String FILE = "settings file";

    /** A user of the machine, as the operating system tells the name. */
    static Administrator user(String name, String request) {
        return new Administrator(Caller.administrator(name), new Cause(WAY_IN, name, request), WAY_IN + " " + name);
    }

    /** The author of the settings file. */
    public static Administrator file() {
        return new Administrator(Caller.administrator(FILE), new Cause(WAY_IN, FILE, ""), FILE);
    }
}
