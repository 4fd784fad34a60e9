package io.candelabra.model.schedule;

import java.time.Instant;
import java.util.Optional;

/** When the sun sets and rises on one day of a place's calendar; empty where it does not. */
public record SunDay(Optional<Instant> sunset, Optional<Instant> sunrise) {
    public static final SunDay NEITHER = new SunDay(Optional.empty(), Optional.empty());
}
