package io.candelabra.driver.leap;

import java.io.IOException;
import java.util.Optional;

/**
 * A bridge, as far as the driver speaks to it. An interface, so that a test can be the far end.
 *
 * @see TlsBridge
 */
interface Bridge extends AutoCloseable {

    /**
     * Connects. Blocks, and has a deadline.
     *
     * @throws io.candelabra.driver.api.CannotServe where the bridge shows another certificate than before
     * @throws IOException where it does not answer; here and below
     */
    void open() throws IOException;

    /** Hands a request over. */
    void send(BridgeRequest request) throws IOException;

    /**
     * The next message that came, in the order in which they came.
     *
     * @param waitMs how long to wait for one; 0 for not at all
     * @return empty where none came in that time
     * @throws IOException where none can come any more
     */
    Optional<BridgeMessage> next(long waitMs) throws IOException;

    /** The SHA-256 of the certificate that the bridge showed; empty where none was seen. */
    String fingerprint();

    @Override
    void close();
}
