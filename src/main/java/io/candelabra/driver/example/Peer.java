package io.candelabra.driver.example;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * The far end of a line of text. We say {@code SET ticket address command parameter…}; it says {@code OK ticket} or
 * {@code ERR ticket} when a command has ended, {@code DID ticket address state value} when a command has changed a state,
 * {@code AT address state value} when a state is seen otherwise, {@code GONE address} or {@code BACK address}, and
 * {@code FOUND address type label} when a device was connected to it, whose label may be left out. It tells the
 * states that a command changed before it says that the command has ended.
 *
 * <p>An interface, so that a test can be the far end, and the driver need not know what carries the lines.
 */
public interface Peer extends AutoCloseable {
    /**
     * Connects. From then on lines are heard, on any thread, until it is closed.
     *
     * @throws io.candelabra.driver.api.CannotServe where it refuses us
     * @throws IOException where it cannot be reached, or not in time
     */
    void open(Consumer<String> hear) throws IOException;

    /** @throws IOException where the line could not be handed over in time */
    void say(String line) throws IOException;

    /** Whether lines can still be said and heard. */
    boolean isOpen();

    @Override
    void close();
}
