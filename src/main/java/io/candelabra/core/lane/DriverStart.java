package io.candelabra.core.lane;

import java.util.Locale;

/** How far the driver of a gateway has come. */
public enum DriverStart {
    /** It is being started, or waits for the driver before it. */
    STARTING,
    RUNNING,
    /** It could not start, or fell; it is tried again. */
    FALLEN;

    /** As people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
