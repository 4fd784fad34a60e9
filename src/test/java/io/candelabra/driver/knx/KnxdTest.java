package io.candelabra.driver.knx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.driver.knx.CalimeroBus.Login;
import io.candelabra.driver.knx.CalimeroBus.Way;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tunnels to a real server of the protocol. Its bus has no wires: two tunnels hear one another. */
class KnxdTest {
    private static final KnxDatapoint BIT = new KnxDatapoint(1, 1);
    private static final KnxDatapoint PERCENT = new KnxDatapoint(5, 1);

    @TempDir
    Path folder;

    private Process knxd;
    private int port;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "knxd"))),
                "skipped: knxd is not installed");
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = Files.writeString(folder.resolve("knxd.ini"), """
                [main]
                addr = 0.0.1
                client-addrs = 0.0.2:2
                connections = server,wire
                [server]
                server = ets_router
                interface = lo
                port = PORT
                tunnel = tunnel
                discover = false
                [tunnel]
                [wire]
                driver = dummy
                """.replace("PORT", Integer.toString(port)));
        knxd = new ProcessBuilder("knxd", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        if (knxd != null) {
            knxd.destroy();
            assertThat(knxd.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private CalimeroBus tunnel(Way way) {
        return new CalimeroBus(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), way, new Login(2, "", ""), FakeBus.HERE);
    }

    /** The server may need a moment before it answers. */
    private CalimeroBus opened(Way way) {
        List<CalimeroBus> opened = new ArrayList<>();
        Within.reason("a tunnel is open", () -> {
            CalimeroBus fresh = tunnel(way);
            try {
                fresh.open();
            } catch (IOException early) {
                fresh.close();
                return false;
            }
            opened.add(fresh);
            return true;
        });
        return opened.getFirst();
    }

    private static List<KnxTelegram> hears(KnxBus bus, int many) {
        List<KnxTelegram> heard = new ArrayList<>();
        Within.reason(() -> "it hears " + many + ", and not " + heard, () -> {
            heard.addAll(bus.heard());
            return heard.size() >= many;
        });
        return heard;
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"UDP", "UDP_NAT"})
    void telegramsGoBothWaysAndAreConfirmed(Way way) throws Exception {
        KnxAddress switching = FakeBus.at("1/0/1");
        KnxAddress level = FakeBus.at("31/7/255");
        try (CalimeroBus ours = opened(way);
                CalimeroBus others = opened(way)) {
            ours.send(KnxTelegram.write(switching, BIT, KnxValues.bit(true)));
            ours.send(KnxTelegram.write(level, PERCENT, KnxValues.percent(40)));
            ours.send(KnxTelegram.read(switching));
            assertThat(hears(others, 3))
                    .containsExactly(
                            new KnxTelegram(KnxTelegram.Kind.WRITE, switching, new byte[] {1}, true),
                            new KnxTelegram(KnxTelegram.Kind.WRITE, level, new byte[] {102}, false),
                            new KnxTelegram(KnxTelegram.Kind.READ, switching, new byte[] {0}, true));
            assertThat(hears(ours, 3))
                    .extracting(KnxTelegram::kind)
                    .as("a question is no command, and nobody waits for its confirmation")
                    .containsExactly(KnxTelegram.Kind.CONFIRMED, KnxTelegram.Kind.CONFIRMED, KnxTelegram.Kind.READ);
            others.send(KnxTelegram.write(level, PERCENT, KnxValues.percent(100)));
            assertThat(hears(ours, 1))
                    .containsExactly(new KnxTelegram(KnxTelegram.Kind.WRITE, level, new byte[] {(byte) 255}, false));
        }
    }

    @Test
    void aTunnelThatIsClosedIsFreeForTheNext() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (CalimeroBus ours = opened(Way.UDP)) {
                ours.send(KnxTelegram.write(FakeBus.at("1/0/1"), BIT, KnxValues.bit(true)));
            }
        }
    }

    @Test
    void aServerThatEndsIsNoticed() throws Exception {
        try (CalimeroBus ours = opened(Way.UDP)) {
            knxd.destroyForcibly().waitFor();
            assertThatThrownBy(() -> ours.send(KnxTelegram.read(FakeBus.at("1/0/1"))))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the interface does not answer any more");
            assertThatThrownBy(ours::heard).isInstanceOf(IOException.class);
        }
    }
}
