package io.candelabra.driver.leap;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import io.candelabra.wire.json.JsonStream;
import io.candelabra.wire.out.FarStream;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bridge over TLS. One thread reads what it says; a bridge that says more than is taken in waits, since no more than eight MiB are kept.
 */
final class TlsBridge implements Bridge {
    private static final Logger log = LoggerFactory.getLogger(TlsBridge.class);
    private static final Duration OPENING = Duration.ofSeconds(10);
    private static final Duration SAYING = Duration.ofSeconds(5);
    /** The list of the devices of a large building is half a MiB. */
    private static final int LONGEST_MESSAGE = 4 << 20;

    private static final int DEEPEST = 64;
    private static final int MOST_WAITING = 8 << 20;
    /** What a message costs beside its bytes. */
    private static final int EACH = 256;

    private final FarStream far;
    private final PinnedTrust trust;
    private final Executor threads;
    private final LinkedBlockingQueue<Came> came = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);

    private sealed interface Came {
        record Message(byte[] bytes) implements Came {}

        /** Nothing more comes. */
        record End(String why) implements Came {}
    }

    TlsBridge(FarStream far, PinnedTrust trust, Executor threads) {
        this.far = far;
        this.trust = trust;
        this.threads = threads;
    }

    @Override
    public void open() throws IOException {
        try {
            far.open(OPENING);
        } catch (IOException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof PinnedTrust.OtherCertificate) {
                    throw new CannotServe(
                            "the bridge shows another certificate than before: where it was replaced, set the"
                                    + " fingerprint of the new one");
                }
            }
            throw refused;
        }
        JsonStream messages = new JsonStream(far.in(), LONGEST_MESSAGE, DEEPEST);
        threads.execute(() -> came.add(new Came.End(read(messages))));
    }

    /** Until the connection ends, and why it did. */
    private String read(JsonStream messages) {
        try {
            for (Optional<byte[]> next = messages.next(); next.isPresent(); next = messages.next()) {
                room.acquire(cost(next.get()));
                came.add(new Came.Message(next.get()));
            }
            return "the bridge hung up";
        } catch (IOException gone) {
            log.debug("the connection to a bridge broke off", gone);
            return "the connection to the bridge broke off";
        } catch (JsonException unreadable) {
            return "the bridge tells something that cannot be read: " + unreadable.kind();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "the server stops";
        } finally {
            far.close();
        }
    }

    private static int cost(byte[] message) {
        return message.length + EACH;
    }

    @Override
    public void send(BridgeRequest request) throws IOException {
        say(request.tree());
    }

    /** Hands any message over. */
    void say(Map<String, Object> tree) throws IOException {
        byte[] message = Json.write(tree);
        byte[] line = Arrays.copyOf(message, message.length + 2);
        line[message.length] = '\r';
        line[message.length + 1] = '\n';
        far.write(line, SAYING);
    }

    @Override
    public Optional<BridgeMessage> next(long waitMs) throws IOException {
        Came next;
        try {
            next = waitMs > 0 ? came.poll(waitMs, TimeUnit.MILLISECONDS) : came.poll();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
        if (next == null) {
            return Optional.empty();
        }
        switch (next) {
            case Came.End end -> {
                came.add(end);
                throw new IOException(end.why());
            }
            case Came.Message message -> {
                room.release(cost(message.bytes()));
                try {
                    return Optional.of(BridgeMessage.of(Json.tree(message.bytes())));
                } catch (JsonException odd) {
                    // such as a number that is none: it says nothing, and the next message begins where it should
                    log.debug("a bridge told a message that cannot be read: {}", odd.kind());
                    return Optional.of(BridgeMessage.of(null));
                }
            }
        }
    }

    @Override
    public String fingerprint() {
        return trust.fingerprint();
    }

    @Override
    public void close() {
        far.close();
        // a reader that waits for room is let go; it finds the connection closed
        room.release(MOST_WAITING);
    }
}
