package io.candelabra.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words {@code on} and {@code off} as an option's value. */
public enum Switch {
    ON,
    OFF;

    /** Empty where the option was not given. */
    public static Optional<Boolean> of(@Nullable Switch said) {
        return said == null ? Optional.empty() : Optional.of(said == ON);
    }
}
