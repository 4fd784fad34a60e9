package io.candelabra.core.schedule;

import org.shredzone.commons.suncalc.SunTimes;

/** How far below the horizon the sun stands at dawn and dusk. */
public enum SunAngle {
    /** Its upper edge touches the horizon: sunrise and sunset. */
    SOLAR(SunTimes.Twilight.VISUAL),
    /** 6 degrees below. */
    CIVIL(SunTimes.Twilight.CIVIL),
    /** 12 degrees below. */
    NAUTICAL(SunTimes.Twilight.NAUTICAL),
    /** 18 degrees below. */
    ASTRONOMICAL(SunTimes.Twilight.ASTRONOMICAL);

    private final SunTimes.Twilight twilight;

    SunAngle(SunTimes.Twilight twilight) {
        this.twilight = twilight;
    }

    SunTimes.Twilight twilight() {
        return twilight;
    }
}
