package io.candelabra.wire.http;

import java.time.Duration;

/**
 * How long a client may take over a request; of HTTP/2 only the body counts.
 *
 * @param firstByte until a fresh connection says something; where its handshake agreed on no protocol, the bound of handshakes
 * @param head for the request line and all headers, from their first byte on
 * @param body for a body, besides what its length allows
 * @param bytesPerSecond slowest pace of a long body
 */
public record TimeLimits(Duration firstByte, Duration head, Duration body, int bytesPerSecond) {

    /** 30 s until the first byte, 15 s for the headers, 20 s for a body and a second more for each KiB of it. */
    public static final TimeLimits USUAL =
            new TimeLimits(Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(20), 1 << 10);

    /** How long a body may have taken of which so much came. */
    long bodyNanos(long bytes) {
        return body.toNanos() + bytes * 1_000_000_000L / bytesPerSecond;
    }
}
