package io.candelabra.wire.out;

import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TLS connection to one far end that a person named, such as a bridge in the house, in which both sides speak when they like. Opening
 * and writing wait on a thread that was handed in, with a deadline; where that is over, the socket is closed, which ends the wait. An interrupt
 * of the caller ends it, too.
 */
public final class FarStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FarStream.class);

    private final Target target;
    private final AddressRules.Names names;
    private final PinnedTrust pin;
    private final Executor threads;
    /** Closed first: closing the one above would wait for a writer that waits for the far end. */
    private volatile @Nullable Socket plain;

    private volatile @Nullable Socket secure;
    private volatile boolean closed;

    /** @param threads runs everything on virtual threads of its own */
    public FarStream(String host, int port, AddressRules.Names names, PinnedTrust pin, Executor threads) {
        this.target = new Target(true, host, port, "/");
        this.names = names;
        this.pin = pin;
        this.threads = threads;
    }

    /**
     * Connects, to the first address that takes it; once.
     *
     * @param patience for all of it, from finding the addresses to the end of the handshake
     */
    public void open(Duration patience) throws IOException {
        secure = within(patience, () -> connected((int) patience.toMillis()));
    }

    private Socket connected(int timeoutMs) throws IOException {
        IOException last = new UnknownHostException(target.host() + " has no address");
        for (InetAddress address : names.addresses(target.host())) {
            Socket fresh = new Socket();
            plain = fresh;
            try {
                if (closed) {
                    throw new IOException("closed");
                }
                Socket open = Connecting.open(fresh, target, address, timeoutMs, pin::context, Connecting.Names.LEFT);
                open.setSoTimeout(0);
                open.setKeepAlive(true);
                return open;
            } catch (IOException failed) {
                fresh.close();
                last = Connecting.telling(last, failed);
            }
        }
        throw last;
    }

    private Socket opened() throws IOException {
        Socket open = secure;
        if (open == null || closed) {
            throw new IOException("the connection is closed");
        }
        return open;
    }

    /** What the far end says; reading it waits until {@link #close}. */
    public InputStream in() throws IOException {
        return opened().getInputStream();
    }

    /** Hands bytes over. Where that is not done in time, the connection is closed. */
    public void write(byte[] bytes, Duration patience) throws IOException {
        Socket open = opened();
        within(patience, () -> {
            open.getOutputStream().write(bytes);
            open.getOutputStream().flush();
            return bytes;
        });
    }

    private <T> T within(Duration patience, Callable<T> what) throws IOException {
        FutureTask<T> task = new FutureTask<>(what);
        threads.execute(task);
        boolean done = false;
        try {
            T result = task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            done = true;
            return result;
        } catch (TimeoutException late) {
            throw new IOException("the far end took longer than " + patience.toMillis() + " ms", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException("the connection failed", failed.getCause());
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** Ends what waits, too. May be called from any thread. */
    @Override
    public void close() {
        closed = true;
        Socket below = plain;
        if (below != null) {
            try {
                below.close();
            } catch (IOException already) {
                log.debug("a connection to {} could not be closed", target.host(), already);
            }
        }
    }
}
