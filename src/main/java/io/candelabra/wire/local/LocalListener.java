package io.candelabra.wire.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at a file in a folder that is the owner's alone. The file is the owner's alone too, and of everybody who
 * comes the operating system tells who it is: another user than the owner, or root, is sent away.
 */
public final class LocalListener implements AutoCloseable {
    /** Name of the socket in its folder. */
    static final String SOCKET = "admin.sock";
    /** Where the folder's name is too long for a socket, this file says where the socket is instead. */
    static final String ELSEWHERE = "admin.at";
    /** The length that operating systems allow for a socket's whole name, less a little. */
    private static final int LONGEST_NAME_BYTES = 100;

    private static final Logger log = LoggerFactory.getLogger(LocalListener.class);
    /** A file of 16 MiB that is handed in has a third more in base 64. */
    static final int LONGEST_MESSAGE_BYTES = 24 << 20;

    private static final int MOST_AT_ONCE = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ROOT = "root";

    /** Answers a message. An exception ends the connection without an answer. */
    @FunctionalInterface
    public interface Handler {
        /** @param user name of the sender, as the operating system tells it */
        byte[] answer(String user, byte[] message);
    }

    private final ServerSocketChannel listening;
    private final Path folder;
    private final Path socket;
    private final String owner;
    private final Handler handler;
    private final Executor threads;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);

    private LocalListener(
            ServerSocketChannel listening, Path folder, Path socket, String owner, Executor threads, Handler handler) {
        this.listening = listening;
        this.folder = folder;
        this.socket = socket;
        this.owner = owner;
        this.threads = threads;
        this.handler = handler;
    }

    /**
     * Listens from now on. The caller has made sure that no other server uses the folder: a socket that an earlier one
     * left there is taken away.
     *
     * @param threads runs everything on threads of its own, best virtual ones
     */
    public static LocalListener start(Path folder, Executor threads, Handler handler) throws IOException {
        Path wanted = folder.resolve(SOCKET);
        Files.deleteIfExists(wanted);
        Files.deleteIfExists(folder.resolve(ELSEWHERE));
        Path socket = wanted;
        if (wanted.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            // such a folder is made for its owner alone
            socket = Files.createTempDirectory("candelabra").resolve(SOCKET);
            Path told = Files.createFile(
                    folder.resolve(ELSEWHERE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(told, socket.toString());
        }
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            String owner = Files.getOwner(socket).getName();
            LocalListener listener = new LocalListener(listening, folder, socket, owner, threads, handler);
            threads.execute(listener::listen);
            return listener;
        } catch (IOException | RuntimeException failed) {
            listening.close();
            throw failed;
        }
    }

    private void listen() {
        while (listening.isOpen()) {
            try {
                SocketChannel caller = listening.accept();
                slots.acquireUninterruptibly();
                threads.execute(() -> serve(caller));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException failed) {
                log.warn("the administrators' socket takes nobody: {}", failed.getMessage());
                return;
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            String user =
                    caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            if (!user.equals(owner) && !user.equals(ROOT)) {
                log.warn("{} came to the administrators' socket and was sent away", user);
                return;
            }
            byte[] message = LineChannel.read(caller, LONGEST_MESSAGE_BYTES, TIMEOUT);
            LineChannel.write(caller, handler.answer(user, message), TIMEOUT);
        } catch (IOException gone) {
            log.info("a connection at the administrators' socket ended early: {}", gone.getMessage());
        } finally {
            slots.release();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        Files.deleteIfExists(socket);
        if (Files.deleteIfExists(folder.resolve(ELSEWHERE))) {
            Files.deleteIfExists(java.util.Objects.requireNonNull(socket.getParent()));
        }
    }
}
