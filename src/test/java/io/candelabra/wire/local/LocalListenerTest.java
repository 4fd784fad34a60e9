package io.candelabra.wire.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The socket in the data folder: for its owner alone, also where the folder's name is long. */
class LocalListenerTest {
    private static final Executor THREADS = work -> Thread.ofVirtual().start(work);

    @TempDir
    Path folder;

    private static byte[] upper(String user, byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        return (user + ": " + text.toUpperCase(java.util.Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
    }

    private static String ask(Path folder, String text) throws IOException {
        return new String(LocalCall.ask(folder, text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void answersItsOwnerByName() throws IOException {
        try (LocalListener listener = LocalListener.start(folder, THREADS, LocalListenerTest::upper)) {
            assertThat(ask(folder, "who am i")).isEqualTo(System.getProperty("user.name") + ": WHO AM I");
            assertThat(Files.getPosixFilePermissions(folder.resolve("admin.sock")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            String large = "x".repeat(300_000);
            assertThat(ask(folder, large)).hasSizeGreaterThan(300_000);
        }
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> ask(folder, "anybody?"))
                .isInstanceOf(LocalCall.Nobody.class)
                .hasMessage("no server runs on the folder " + folder);
    }

    @Test
    void longFoldersHaveTheirSocketElsewhere() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a-folder-with-a-long-name".repeat(6)));
        try (LocalListener listener = LocalListener.start(deep, THREADS, LocalListenerTest::upper)) {
            assertThat(ask(deep, "there")).endsWith(": THERE");
        }
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    void whatAKilledServerLeftIsNoServer() throws IOException {
        LocalListener.start(folder, THREADS, LocalListenerTest::upper).close();
        Files.createFile(folder.resolve("admin.sock"));
        assertThatThrownBy(() -> ask(folder, "anybody?")).isInstanceOf(LocalCall.Nobody.class);
        try (LocalListener again = LocalListener.start(folder, THREADS, LocalListenerTest::upper)) {
            assertThat(ask(folder, "now")).endsWith(": NOW");
        }
    }

    @Test
    void messagesAreBounded() throws IOException {
        try (LocalListener listener = LocalListener.start(folder, THREADS, LocalListenerTest::upper)) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("admin.sock")))) {
                ByteBuffer piece = ByteBuffer.allocate(64 << 10);
                assertThatThrownBy(() -> {
                            for (int written = 0;
                                    written < 2 * LocalListener.LONGEST_MESSAGE_BYTES;
                                    written += piece.capacity()) {
                                channel.write(piece.clear());
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
            assertThat(ask(folder, "still there")).endsWith(": STILL THERE");
        }
    }
}
