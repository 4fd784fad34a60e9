package io.candelabra.driver.example;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.HostNames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The far end over TCP. We say {@code LOGIN secret} first, if there is one, and it answers {@code WELCOME} or {@code DENIED}.
 * Whatever waits for the far end waits on a thread that was handed in, and the lane waits for it no longer than a deadline;
 * when that is over the socket is closed, which ends the wait.
 */
final class TcpPeer implements Peer {
    private static final Logger log = LoggerFactory.getLogger(TcpPeer.class);

    /**
     * For how long a lane is held up at most.
     *
     * @param openingMs to find all addresses of the far end, to connect and to log in
     * @param connectMs to connect to one of the addresses
     * @param sayingMs to hand a line over
     */
    record Patience(long openingMs, int connectMs, long sayingMs) {
        static final Patience USUAL = new Patience(8_000, 5_000, 5_000);
    }

    /** Lines of a far end that says something else before it answers a login. */
    private static final int MOST_BEFORE_WELCOME = 20;

    private final HostNames names;
    private final Executor threads;
    private final String host;
    private final int port;
    private final String login;
    private final Patience patience;
    private volatile @Nullable Socket socket;
    private volatile boolean closed;

    /** @param login empty where the far end wants none */
    TcpPeer(HostNames names, Executor threads, String host, int port, String login, Patience patience) {
        this.names = names;
        this.threads = threads;
        this.host = host;
        this.port = port;
        this.login = login;
        this.patience = patience;
    }

    @Override
    public void open(Consumer<String> hear) throws IOException {
        Lines lines = within(patience.openingMs(), () -> {
            Socket connected = connect();
            Lines heard = new Lines(connected.getInputStream());
            if (!login.isEmpty()) {
                logIn(connected, heard);
            }
            return heard;
        });
        threads.execute(() -> listen(lines, hear));
    }

    /** A name may have several addresses, or none. */
    private Socket connect() throws IOException {
        IOException last = new UnknownHostException(host + " has no address");
        for (InetAddress address : names.addresses(host)) {
            Socket fresh = new Socket();
            socket = fresh;
            try {
                if (closed) {
                    throw new IOException("closed");
                }
                fresh.connect(new InetSocketAddress(address, port), patience.connectMs());
                fresh.setTcpNoDelay(true);
                fresh.setKeepAlive(true);
                return fresh;
            } catch (IOException failed) {
                fresh.close();
                last = failed;
            }
        }
        throw last;
    }

    private void logIn(Socket connected, Lines heard) throws IOException {
        if (login.chars().anyMatch(Character::isISOControl)) {
            throw new CannotServe("the secret login has to be one line");
        }
        write(connected, "LOGIN " + login);
        for (int i = 0; i < MOST_BEFORE_WELCOME; i++) {
            String answer = heard.next();
            if (answer == null) {
                throw new IOException("the far end hung up at the login");
            }
            if (answer.equals("WELCOME")) {
                return;
            }
            if (answer.equals("DENIED")) {
                throw new CannotServe("the far end refuses the login: give it anew, with --secret login");
            }
        }
        throw new IOException("the far end does not answer the login");
    }

    @Override
    public void say(String line) throws IOException {
        Socket open = socket;
        if (open == null || closed) {
            throw new IOException("the connection is closed");
        }
        within(patience.sayingMs(), () -> {
            write(open, line);
            return line;
        });
    }

    private static void write(Socket to, String line) throws IOException {
        to.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void listen(Lines lines, Consumer<String> hear) {
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                hear.accept(line);
            }
        } catch (IOException gone) {
            // the lane finds out by isOpen(), and so it does where the far end hung up in peace
            log.debug("the connection to {} broke off", host, gone);
        } finally {
            close();
        }
    }

    private <T> T within(long ms, Callable<T> what) throws IOException {
        FutureTask<T> task = new FutureTask<>(what);
        threads.execute(task);
        boolean done = false;
        try {
            T result = task.get(ms, TimeUnit.MILLISECONDS);
            done = true;
            return result;
        } catch (TimeoutException late) {
            throw new IOException("the far end took longer than " + ms + " ms", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            if (failed.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("the connection failed", failed);
        } finally {
            if (!done) {
                close();
            }
        }
    }

    @Override
    public boolean isOpen() {
        return socket != null && !closed;
    }

    @Override
    public void close() {
        closed = true;
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException already) {
                log.debug("a connection to {} could not be closed", host, already);
            }
        }
    }
}
