package io.candelabra.wire.out;

import java.util.Optional;

/** How a request that was sent out ended. */
public sealed interface Outcome {
    /**
     * There was an answer.
     *
     * @param retryAfterMs for how long the other side asked to be left alone
     */
    record Answered(int status, Optional<Long> retryAfterMs) implements Outcome {
        /** Whether the other side accepted the request. */
        public boolean taken() {
            return status / 100 == 2;
        }
    }

    /** Nobody answered in time, or not with a certificate that we trust. */
    record Unreachable(String why) implements Outcome {}

    /** The address may not be sent to; nothing was sent. */
    record Forbidden(String why) implements Outcome {}
}
