package io.candelabra.wire.out;

import io.candelabra.wire.out.AddressRules.Names;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that a client named.
 *
 * <p>The JDK's client cannot be told which of a name's addresses to use while it checks the certificate against the
 * name; between its look-up and ours the name could move into the private network. So this one opens the socket to the
 * address that was checked, and speaks just enough HTTP/1.1 to post: no redirects, no cookies, no compression.
 * Connections are kept for a while and used again.
 */
public final class Sender implements AutoCloseable {
    private static final long IDLE_MS = 20_000;
    private static final int KEPT_PER_TARGET = 64;

    private record Key(boolean tls, String host, int port) {}

    private final AddressRules rules;
    private final Names names;
    private final Supplier<SSLContext> tls;
    private final InstantSource clock;
    private final long timeoutMs;
    private final Map<Key, Deque<HttpConnection>> kept = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param tls the roots to trust, asked at each connection; see {@link TrustedRoots}
     * @param clock the wall's
     * @param timeout for one request, from connecting to the last byte of the answer
     */
    public Sender(AddressRules rules, Names names, Supplier<SSLContext> tls, InstantSource clock, Duration timeout) {
        this.rules = rules;
        this.names = names;
        this.tls = tls;
        this.clock = clock;
        this.timeoutMs = timeout.toMillis();
    }

    /** Why an address may not be sent to, as a sentence's end ({@code "is not a URL"}); empty where it may. */
    public Optional<String> refusal(String url) {
        Target target;
        try {
            target = Target.of(url);
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
        try {
            return check(target, names.addresses(target.host()))
                    .map(why -> "leads to a place that may not be sent to: " + why);
        } catch (UnknownHostException unknown) {
            return Optional.of("has a host that cannot be found");
        }
    }

    /** All addresses of a name must be open: which of them is used is chance. */
    private Optional<String> check(Target target, List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            Optional<String> refusal = rules.refusal(address);
            if (refusal.isPresent()) {
                return refusal;
            }
            if (!target.tls() && !address.isLoopbackAddress()) {
                return Optional.of("without TLS only this machine itself may be sent to");
            }
        }
        return addresses.isEmpty() ? Optional.of("its host has no address") : Optional.empty();
    }

    /** Posts and waits for the answer. Blocks; never throws for a fault of the network. */
    public Outcome post(String url, Map<String, String> headers, byte[] body) {
        long endMs = clock.millis() + timeoutMs;
        Target target;
        try {
            target = Target.of(url);
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Forbidden("the address " + wrong.getMessage());
        }
        HttpConnection old = reusable(target);
        if (old != null) {
            try {
                return exchange(old, target, headers, body, endMs);
            } catch (IOException gone) {
                // A kept connection may have been closed by the other side at any time; a fresh one tells.
                old.close();
            }
        }
        try {
            List<InetAddress> addresses = names.addresses(target.host());
            Optional<String> refusal = check(target, addresses);
            if (refusal.isPresent()) {
                return new Outcome.Forbidden(refusal.get());
            }
            return fresh(target, addresses.getFirst(), headers, body, endMs);
        } catch (UnknownHostException unknown) {
            return new Outcome.Unreachable("its host cannot be found");
        } catch (IOException failed) {
            return new Outcome.Unreachable(failed.getClass().getSimpleName() + ": " + failed.getMessage());
        }
    }

    private Outcome fresh(Target target, InetAddress address, Map<String, String> headers, byte[] body, long endMs)
            throws IOException {
        HttpConnection connection = new HttpConnection(
                Connecting.open(target, address, (int) timeoutMs, tls, Connecting.Names.CHECKED), clock);
        try {
            return exchange(connection, target, headers, body, endMs);
        } catch (IOException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private Outcome exchange(
            HttpConnection connection, Target target, Map<String, String> headers, byte[] body, long endMs)
            throws IOException {
        Outcome.Answered answer = connection.post(target, headers, body, endMs);
        if (connection.reusable() && !closed) {
            keep(target, connection);
        } else {
            connection.close();
        }
        return answer;
    }

    private @Nullable HttpConnection reusable(Target target) {
        Deque<HttpConnection> idle = kept.get(new Key(target.tls(), target.host(), target.port()));
        if (idle == null) {
            return null;
        }
        while (true) {
            HttpConnection connection;
            synchronized (idle) {
                connection = idle.pollLast();
            }
            if (connection == null || clock.millis() - connection.usedMs() < IDLE_MS) {
                return connection;
            }
            connection.close();
        }
    }

    private void keep(Target target, HttpConnection connection) {
        Deque<HttpConnection> idle =
                kept.computeIfAbsent(new Key(target.tls(), target.host(), target.port()), key -> new ArrayDeque<>());
        HttpConnection surplus = null;
        synchronized (idle) {
            idle.addLast(connection);
            if (idle.size() > KEPT_PER_TARGET) {
                surplus = idle.pollFirst();
            }
        }
        if (surplus != null) {
            surplus.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        kept.values().forEach(idle -> {
            synchronized (idle) {
                idle.forEach(HttpConnection::close);
                idle.clear();
            }
        });
    }
}
