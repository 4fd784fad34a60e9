package io.candelabra.driver.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.HostNames;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A far end that is slow, silent or talks nonsense holds nobody up for longer than it may, and brings nothing down. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TcpPeerTest {
    private static final Executor THREADS = work -> Thread.ofVirtual().start(work);
    private static final TcpPeer.Patience SHORT = new TcpPeer.Patience(300, 200, 200);
    private static final TcpPeer.Patience LONG = new TcpPeer.Patience(20_000, 20_000, 20_000);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket far;

    @BeforeEach
    void listen() throws IOException {
        far = new ServerSocket(0, 10, HERE);
    }

    @AfterEach
    void leave() throws IOException {
        far.close();
    }

    private interface Talk {
        void with(Socket socket) throws Exception;
    }

    private void farEnd(Talk talk) {
        THREADS.execute(() -> {
            try (Socket socket = far.accept()) {
                talk.with(socket);
            } catch (Exception over) {
                heard.add("the far end broke off: " + over);
            }
        });
    }

    private static void tell(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private TcpPeer peer(HostNames names, String login, TcpPeer.Patience patience) {
        return new TcpPeer(names, THREADS, "lamp", far.getLocalPort(), login, patience);
    }

    private TcpPeer peer(String login, TcpPeer.Patience patience) {
        return peer(host -> List.of(HERE), login, patience);
    }

    @Test
    void linesAreHeardBehindNonsense() throws Exception {
        farEnd(socket -> {
            tell(socket, "x".repeat(5_000_000) + "\n\n\0\u0007\nhalf");
            socket.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xc3, '\n'});
            tell(socket, "AT lamp x 1\r\ncut off");
        });
        TcpPeer peer = peer("", LONG);
        peer.open(heard::add);
        Within.reason("the far end has hung up", () -> !peer.isOpen());
        assertThat(heard).containsExactly("", "\0\u0007", "half\ufffd\ufffd", "AT lamp x 1");
        assertThatThrownBy(() -> peer.say("SET")).isInstanceOf(IOException.class);
    }

    @Test
    void aLoginIsAnsweredOrRefused() throws Exception {
        farEnd(socket -> {
            Lines lines = new Lines(socket.getInputStream());
            heard.add(String.valueOf(lines.next()));
            tell(socket, "HELLO\nWELCOME\nAT lamp x 1\n");
            heard.add(String.valueOf(lines.next()));
        });
        TcpPeer peer = peer("open sesame", LONG);
        peer.open(heard::add);
        peer.say("SET t1 lamp on");
        Within.reason("all is heard", () -> heard.size() == 3);
        assertThat(heard).contains("LOGIN open sesame", "AT lamp x 1", "SET t1 lamp on");
        peer.close();

        farEnd(socket -> tell(socket, "DENIED\n"));
        TcpPeer refused = peer("open sesame", LONG);
        assertThatThrownBy(() -> refused.open(heard::add))
                .isInstanceOf(CannotServe.class)
                .hasMessageContaining("login")
                .hasMessageNotContaining("sesame");
        assertThat(refused.isOpen()).isFalse();
        assertThatThrownBy(() -> peer("two\nlines", LONG).open(heard::add)).isInstanceOf(CannotServe.class);
    }

    @Test
    void whoeverIsSilentOrSlowAtTheLoginIsGivenUp() {
        farEnd(socket -> {
            // one letter after the other, so that no read takes long
            while (!socket.isClosed()) {
                tell(socket, "W");
                Thread.yield();
            }
        });
        TcpPeer peer = peer("open sesame", SHORT);
        assertThatThrownBy(() -> peer.open(heard::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer");
        assertThat(peer.isOpen()).isFalse();
    }

    @Test
    void whoeverReadsNothingIsGivenUp() throws Exception {
        farEnd(socket -> Within.reason("the peer gave up", () -> heard.contains("given up")));
        TcpPeer peer = peer("", SHORT);
        peer.open(heard::add);
        String line = "x".repeat(1 << 20);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        peer.say(line);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer");
        heard.add("given up");
        assertThat(peer.isOpen()).isFalse();
    }

    @Test
    void aNameWithoutAnAddressIsNotReached() {
        assertThatThrownBy(() -> peer(host -> List.of(), "", LONG).open(heard::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no address");
    }

    @Test
    void theNextAddressIsTriedWhereOneDoesNotAnswer() throws Exception {
        farEnd(socket -> tell(socket, "AT lamp x 1\n"));
        TcpPeer peer = peer(host -> List.of(InetAddress.ofLiteral("::1"), HERE), "", LONG);
        peer.open(heard::add);
        Within.reason("the second one talks", () -> heard.contains("AT lamp x 1"));
    }
}
