package io.candelabra.wire.out;

import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one far end that a person named, such as a box in the house: one connection, kept between requests, and answers with
 * their bodies, within bounds. One request at a time; blocks; every request has a deadline. No redirects, no cookies, no compression.
 */
public final class FarEnd implements AutoCloseable {
    private static final long IDLE_MS = 20_000;

    private final Target target;
    private final AddressRules.Names names;
    private final Supplier<SSLContext> tls;
    private final Connecting.Names checked;
    private final InstantSource clock;
    private final HttpConnection.Reading reading;
    private volatile @Nullable HttpConnection kept;
    private volatile boolean closed;

    /**
     * @param status of the answer
     * @param headers by their names in small letters
     * @param second whether the request was sent twice, since a kept connection was closed: the first may have been taken
     */
    public record Answer(int status, Map<String, String> headers, byte[] body, boolean second) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    private FarEnd(
            Target target,
            AddressRules.Names names,
            Supplier<SSLContext> tls,
            Connecting.Names checked,
            InstantSource clock,
            int mostBytes) {
        this.target = target;
        this.names = names;
        this.tls = tls;
        this.checked = checked;
        this.clock = clock;
        this.reading = new HttpConnection.Reading(mostBytes, true);
    }

    /**
     * One that is known by its certificate, whatever name stands in that.
     *
     * @param url such as {@code https://host:8443}; its path is left out
     * @param clock the wall's
     * @param mostBytes of an answer's body
     * @throws IllegalArgumentException with the end of a sentence about the address
     */
    public static FarEnd pinned(
            String url, AddressRules.Names names, PinnedTrust pin, InstantSource clock, int mostBytes) {
        return new FarEnd(Target.of(url), names, pin::context, Connecting.Names.LEFT, clock, mostBytes);
    }

    /**
     * One that is known by its name, which an authority certifies. An administrator names it, so it may stand anywhere, also in a
     * private network: the rules for addresses are for those that clients name.
     *
     * @param trusted the authorities that are believed; asked at the first connection
     * @throws IllegalArgumentException with the end of a sentence about the address
     */
    public static FarEnd named(
            String url, AddressRules.Names names, Supplier<SSLContext> trusted, InstantSource clock, int mostBytes) {
        Target target = Target.of(url);
        if (!target.tls()) {
            throw new IllegalArgumentException("is not an https URL");
        }
        return new FarEnd(target, names, trusted, Connecting.Names.CHECKED, clock, mostBytes);
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param path with the query, escaped
     * @param headers of plain characters
     * @param again whether it may be sent twice: on a connection that the far end has closed meanwhile nobody knows what it took
     * @param patience for all of it, from finding the address to the last byte
     * @throws IOException where there is no answer in time, or a longer one than is wanted
     */
    public Answer send(
            String method, String path, Map<String, String> headers, byte[] body, boolean again, Duration patience)
            throws IOException {
        long endMs = clock.millis() + patience.toMillis();
        Target to = target.at(path);
        HttpConnection old = reusable();
        if (old != null) {
            try {
                return exchange(old, method, to, headers, body, false, endMs);
            } catch (SocketTimeoutException late) {
                throw late;
            } catch (IOException gone) {
                // a kept connection may have been closed by the other side at any time; a fresh one tells
                if (!again) {
                    throw gone;
                }
            }
        }
        return exchange(fresh(to, endMs), method, to, headers, body, old != null, endMs);
    }

    private HttpConnection fresh(Target to, long endMs) throws IOException {
        IOException last = new UnknownHostException(to.host() + " has no address");
        List<InetAddress> addresses = names.addresses(to.host());
        for (InetAddress address : addresses) {
            long left = endMs - clock.millis();
            if (left <= 0 || closed) {
                throw new SocketTimeoutException(closed ? "closed" : "there was no time left to connect");
            }
            try {
                return new HttpConnection(
                        Connecting.open(to, address, (int) Math.min(left, Integer.MAX_VALUE), tls, checked), clock);
            } catch (IOException failed) {
                last = Connecting.telling(last, failed);
            }
        }
        throw last;
    }

    private Answer exchange(
            HttpConnection connection,
            String method,
            Target to,
            Map<String, String> headers,
            byte[] body,
            boolean second,
            long endMs)
            throws IOException {
        boolean done = false;
        kept = connection;
        try {
            HttpConnection.Answer answer = connection.exchange(method, to, headers, body, endMs, reading);
            if (!answer.whole()) {
                throw new IOException("the answer is longer than " + reading.most() + " bytes, or broken");
            }
            done = connection.reusable() && !closed;
            return new Answer(answer.status(), answer.headers(), answer.body(), second);
        } finally {
            if (!done) {
                connection.close();
                kept = null;
            }
        }
    }

    private @Nullable HttpConnection reusable() {
        HttpConnection old = kept;
        if (old != null && clock.millis() - old.usedMs() >= IDLE_MS) {
            old.close();
            kept = null;
            return null;
        }
        return old;
    }

    /** Ends what waits, too. May be called from any thread. */
    @Override
    public void close() {
        closed = true;
        HttpConnection last = kept;
        if (last != null) {
            last.close();
        }
    }
}
