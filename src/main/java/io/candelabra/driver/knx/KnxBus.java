package io.candelabra.driver.knx;

import java.io.IOException;
import java.util.List;

/**
 * The bus, as far as the driver needs it. An interface, so that a test can be the far end. Whatever waits has a deadline, and ends by an interrupt.
 *
 * @see CalimeroBus
 */
interface KnxBus extends AutoCloseable {

    /**
     * Connects.
     *
     * @throws io.candelabra.driver.api.CannotServe where the far end refuses, and only a person can help
     * @throws IOException where it cannot be reached
     */
    void open() throws IOException;

    /**
     * What came since the last time, in order; does not wait.
     *
     * @throws IOException where the connection is lost, or more came than is kept
     */
    List<KnxTelegram> heard() throws IOException;

    /** How many frames came that are no group telegrams, since the connection was opened. */
    long unreadable();

    /** Returns when the far end has taken it; whether a device has, comes as {@link KnxTelegram.Kind#CONFIRMED}. */
    void send(KnxTelegram telegram) throws IOException;

    @Override
    void close();
}
