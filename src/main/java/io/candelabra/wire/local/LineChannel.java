package io.candelabra.wire.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** One line in, one line out, each within a time: a channel itself knows no time-outs. */
final class LineChannel {
    private static final int PIECE = 8 << 10;

    private LineChannel() {}

    /** Reads up to the end of a line, or of the stream. */
    static byte[] read(SocketChannel channel, int most, Duration timeout) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (true) {
                await(selector, timeout);
                piece.clear();
                int got = channel.read(piece);
                for (int i = 0; i < piece.position(); i++) {
                    if (piece.get(i) == '\n') {
                        return line.toByteArray();
                    }
                    line.write(piece.get(i));
                }
                if (got < 0) {
                    return line.toByteArray();
                }
                if (line.size() > most) {
                    throw new IOException("a line has at most " + most + " bytes");
                }
            }
        }
    }

    static void write(SocketChannel channel, byte[] line, Duration timeout) throws IOException {
        ByteBuffer rest =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (rest.hasRemaining()) {
                await(selector, timeout);
                channel.write(rest);
            }
        }
    }

    private static void await(Selector selector, Duration timeout) throws IOException {
        selector.selectedKeys().clear();
        if (selector.select(timeout.toMillis()) == 0) {
            throw new SocketTimeoutException("nothing was heard for " + timeout.toSeconds() + " s");
        }
    }
}
