package io.candelabra.model.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * The sunset after noon of a day, and the sunrise before it; empty where the sun does not. Mostly both are on that day of the
 * place's calendar, but far in the north the one may come after midnight, the other before.
 */
public record SunDay(Optional<Instant> sunset, Optional<Instant> sunrise) {
    public static final SunDay NEITHER = new SunDay(Optional.empty(), Optional.empty());
}
