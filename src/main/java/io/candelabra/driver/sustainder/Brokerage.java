package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.FarRefusal;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A brokerage layer, as far as requests go to it. An interface, so that a test can be the far end. Each call is one request: it blocks,
 * and has a deadline.
 *
 * @see HttpBrokerage
 */
interface Brokerage extends AutoCloseable {

    /**
     * @param headers by their names in small letters
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        public Answer {
            headers = Map.copyOf(headers);
        }

        boolean good() {
            return status / 100 == 2;
        }
    }

    /** It says no to one request. */
    final class Refusal extends FarRefusal {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String why) {
            super("the brokerage layer answers " + status + (why.isEmpty() ? "" : ": " + why));
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** It answers, and what it says to one request means nothing: a fault of its own, or no document. */
    final class Ill extends FarRefusal {
        private static final long serialVersionUID = 1L;

        Ill(String why) {
            super("the brokerage layer " + why);
        }
    }

    /** It wants to be asked less. */
    final class TooSoon extends FarRefusal {
        private static final long serialVersionUID = 1L;
        private final long waitMs;

        /** @param waitMs how long it wants to be left alone; 0 where it does not say */
        TooSoon(long waitMs) {
            super("the brokerage layer is asked too much");
            this.waitMs = waitMs;
        }

        long waitMs() {
            return waitMs;
        }
    }

    /**
     * Sends a request, maybe twice: a connection that was kept may have been closed meanwhile. All that is asked may be asked twice.
     *
     * @param path below the root of the API, with the query, escaped
     * @param authorization the value of the header; empty for none
     * @param body to be written as JSON; absent for none
     * @throws io.candelabra.driver.api.CannotServe where it shows another certificate than before
     * @throws IOException where there is no answer
     */
    Answer send(String method, String path, String authorization, @Nullable Object body) throws IOException;

    /** The SHA-256 of the certificate by which it is known; empty where it is known by its name. */
    String fingerprint();

    @Override
    void close();
}
