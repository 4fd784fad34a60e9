package io.candelabra.wire.local;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the server that runs on a folder. */
public final class LocalCall {
    private static final int LONGEST_ANSWER_BYTES = 64 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private LocalCall() {}

    /** No server runs on the folder. Nothing was asked. */
    public static final class Nobody extends IOException {
        private static final long serialVersionUID = 1L;

        Nobody(Path folder) {
            super("no server runs on the folder " + folder);
        }
    }

    /** Whether a server listens on the folder, as far as its files tell. */
    public static boolean possible(Path folder) {
        return Files.exists(folder.resolve(LocalListener.SOCKET))
                || Files.exists(folder.resolve(LocalListener.ELSEWHERE));
    }

    /**
     * Sends a message and waits for the answer.
     *
     * @throws Nobody where no server runs there
     */
    public static byte[] ask(Path folder, byte[] message) throws IOException {
        if (!possible(folder)) {
            throw new Nobody(folder);
        }
        try (SocketChannel channel = connect(folder)) {
            LineChannel.write(channel, message, TIMEOUT);
            byte[] answer = LineChannel.read(channel, LONGEST_ANSWER_BYTES, TIMEOUT);
            if (answer.length == 0) {
                throw new IOException("the server on the folder " + folder + " does not answer this user");
            }
            return answer;
        }
    }

    private static SocketChannel connect(Path folder) throws IOException {
        Path elsewhere = folder.resolve(LocalListener.ELSEWHERE);
        Path socket =
                Files.exists(elsewhere) ? Path.of(Files.readString(elsewhere)) : folder.resolve(LocalListener.SOCKET);
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException refused) {
            // the file of a server that was killed is still there
            Nobody nobody = new Nobody(folder);
            nobody.initCause(refused);
            throw nobody;
        }
    }
}
