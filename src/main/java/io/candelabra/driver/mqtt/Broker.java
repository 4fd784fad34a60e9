package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.FarRefusal;
import java.io.IOException;
import java.util.List;

/**
 * An MQTT broker, as far as the driver needs one. An interface, so that a test can be the far end. Whatever waits has a deadline, and ends by an interrupt.
 *
 * @see HiveBroker
 */
interface Broker extends AutoCloseable {

    /** The broker does not take a message. */
    final class Refusal extends FarRefusal {
        private static final long serialVersionUID = 1L;

        /** @param why for people */
        Refusal(String why) {
            super(why);
        }
    }

    /**
     * What came in.
     *
     * @param retained whether the broker had kept it: it says how things were, and not what has just happened
     */
    record Message(String topic, byte[] payload, boolean retained) {}

    /**
     * Connects, and asks for everything below a topic.
     *
     * @throws io.candelabra.driver.api.CannotServe where the broker refuses the login, or is not to be spoken to this way
     * @throws IOException where it cannot be reached
     */
    void open(String topic) throws IOException;

    /**
     * Waits for a message whose topic begins so, for some seconds at most; what came stays to be heard.
     *
     * @return whether there is one
     * @throws IOException where the connection is lost
     */
    boolean waitsFor(String topic) throws IOException;

    /**
     * What came since the last time, in order; does not wait.
     *
     * @throws IOException where the connection is lost, or more came than is kept
     */
    List<Message> heard() throws IOException;

    /**
     * Returns when the broker has taken it.
     *
     * @throws Refusal where the broker is there, and does not take it
     * @throws IOException where the connection is lost
     */
    void publish(String topic, byte[] payload) throws IOException;

    @Override
    void close();
}
