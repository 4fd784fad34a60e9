package io.candelabra.driver.mqtt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.testing.TestMachine;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Why a broker cannot be reached is said in words. */
class HiveBrokerTest {
    private static final HiveBroker.Login LOGIN = new HiveBroker.Login("test", "", "");

    @Test
    void aPortOnWhichNothingListensIsToldSo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (HiveBroker broker = new HiveBroker(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LOGIN, null, seen -> {})) {
            assertThatThrownBy(() -> broker.open("zigbee2mqtt"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nothing answers at this address and port");
        }
    }

    @Test
    void aFarEndThatDoesNotSpeakTlsIsToldSo() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread far = Thread.ofPlatform().daemon().start(() -> {
                try (var taken = plain.accept()) {
                    taken.getOutputStream().write("220 welcome to nothing\r\n".getBytes(StandardCharsets.US_ASCII));
                    taken.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            try (HiveBroker broker = new HiveBroker(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), plain.getLocalPort()),
                    LOGIN,
                    new PinnedTrust("", TestMachine.outside().random()),
                    seen -> {})) {
                assertThatThrownBy(() -> broker.open("zigbee2mqtt"))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("TLS");
            }
            far.join(5_000);
        }
    }
}
