package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A body of HTTP/2 that never comes whole; the ones that do are read by all tests of the listener. */
class BodyWatchTest {
    private static final Duration MOMENT = Duration.ofMillis(50);

    /** Gives a byte, then waits for ever; where it is interrupted it says what the library says, or fails. */
    private static final class Stalled extends InputStream {
        private final boolean fails;
        private boolean begun;

        Stalled(boolean fails) {
            this.fails = fails;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("bodies are read in pieces");
        }

        @Override
        public int read(byte[] piece, int at, int most) throws IOException {
            if (!begun) {
                begun = true;
                piece[at] = '{';
                return 1;
            }
            try {
                new CountDownLatch(1).await();
                throw new IllegalStateException("nobody counts down");
            } catch (InterruptedException ended) {
                if (fails) {
                    throw new IOException(ended);
                }
                return -1;
            }
        }
    }

    @Test
    void itIs408AndNeverTheBeginningOfABody() {
        for (boolean fails : new boolean[] {true, false}) {
            try (BodyWatch watch = new BodyWatch(new TimeLimits(MOMENT, MOMENT, MOMENT, 1 << 20))) {
                assertThatThrownBy(() -> watch.read(new Stalled(fails), 1_000))
                        .isInstanceOfSatisfying(BadRequest.class, slow -> assertThat(slow.status())
                                .isEqualTo(408));
                assertThat(Thread.currentThread().isInterrupted())
                        .as("the thread goes on")
                        .isFalse();
            }
        }
    }

    @Test
    void whatComesInTimeIsReadToItsEndOrTheBound() throws IOException {
        byte[] body = "a body of some length".repeat(2_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (BodyWatch watch = new BodyWatch(TimeLimits.USUAL)) {
            assertThat(watch.read(new ByteArrayInputStream(body), 1 << 20)).isEqualTo(body);
            assertThat(watch.read(new ByteArrayInputStream(body), 100)).hasSize(100);
            assertThat(watch.read(new ByteArrayInputStream(new byte[0]), 100)).isEmpty();
        }
    }
}
