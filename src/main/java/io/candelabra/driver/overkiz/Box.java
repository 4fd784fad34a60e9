package io.candelabra.driver.overkiz;

import io.candelabra.driver.api.FarRefusal;
import io.candelabra.model.DeviceCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A box, as far as the driver asks it things. An interface, so that a test can be the far end. Each call is one request: it blocks, and
 * has a deadline.
 *
 * @see HttpBox
 */
interface Box extends AutoCloseable {

    /**
     * The box says no.
     *
     * @see #kind
     */
    final class Refusal extends FarRefusal {
        private static final long serialVersionUID = 1L;

        /** What a refusal is about. */
        enum Kind {
            /** It does not know the listener any more: another has to be registered. */
            LISTENER,
            /** It has as much to do already as it takes. */
            FULL,
            /** It does not know the device or the command, or does not like the parameters. */
            COMMAND,
            OTHER
        }

        private final Kind kind;

        Refusal(Kind kind, String why) {
            super(why);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }
    }

    /**
     * The whole setup as the box tells it, with gateways and devices.
     *
     * @throws io.candelabra.driver.api.CannotServe where it refuses the token
     * @throws IOException where it does not answer, or not in a way that can be read; here and below
     */
    Map<String, @Nullable Object> setup() throws IOException;

    /** Registers an event listener; its id. */
    String register() throws IOException;

    /** The events since the last time. */
    List<Map<String, @Nullable Object>> fetch(String listener) throws IOException;

    /** Has one command carried out; the id of its execution. */
    String apply(String deviceUrl, DeviceCommand command) throws IOException;

    void cancel(String execution) throws IOException;

    /** The SHA-256 of the certificate that the box showed; empty where none was seen. */
    String fingerprint();

    @Override
    void close();
}
