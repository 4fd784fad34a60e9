package io.candelabra.driver.api;

import static java.util.Objects.requireNonNull;

import io.candelabra.model.Failure;

/** The knowledge of a step right after it was sent. */
public sealed interface Transmission {
    /** The device took it and is at it; the end will be reported. */
    record Accepted() implements Transmission {}

    /** It is done; states that changed were reported before. */
    record Done() implements Transmission {}

    /**
     * It did not work.
     *
     * @param failure why; never null
     */
    record Failed(Failure failure) implements Transmission {
        public Failed {
            requireNonNull(failure, "failure");
        }
    }

    Transmission ACCEPTED = new Accepted();
    Transmission DONE = new Done();
}
