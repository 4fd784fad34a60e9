package io.candelabra.driver.leap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.HandLane;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.out.FarStream;
import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bridges that say what no bridge says. */
class LeapFuzzTest {
    private static final DeviceId LAMP = HandLane.id("leap", "zone/5");
    private static final List<String> WORDS = List.of(
            "href",
            "Zone",
            "ZoneStatus",
            "ZoneStatuses",
            "Level",
            "/zone/5",
            "Zones",
            "ControlType",
            "Dimmed",
            "Name",
            "ButtonStatus",
            "ButtonEvent",
            "EventType",
            "Press",
            "Areas",
            "Devices",
            "LocalZones",
            "/zone/5/status",
            "OccupancyGroupStatuses",
            "OccupancyGroup",
            "Availability",
            "ColorTuningStatus",
            "WhiteTuningLevel");

    private static Object any(Random chance, int depth) {
        int kind = chance.nextInt(depth > 4 ? 4 : 6);
        return switch (kind) {
            case 0 -> WORDS.get(chance.nextInt(WORDS.size()));
            case 1 -> chance.nextLong();
            case 2 -> (long) chance.nextInt(120) - 10;
            case 3 -> chance.nextBoolean() ? Double.valueOf(chance.nextDouble() * 1e300) : Boolean.TRUE;
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = chance.nextInt(4); i > 0; i--) {
                    list.add(any(chance, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = chance.nextInt(5); i > 0; i--) {
                    map.put(WORDS.get(chance.nextInt(WORDS.size())), any(chance, depth + 1));
                }
                yield map;
            }
        };
    }

    @Test
    void oddMessagesBreakNothing() {
        Random chance = new Random(20_261_130);
        for (int run = 0; run < 50; run++) {
            FakeBridge bridge = new FakeBridge() {
                @Override
                public Optional<BridgeMessage> next(long waitMs) throws IOException {
                    Optional<BridgeMessage> told = super.next(waitMs);
                    return told.isEmpty() || chance.nextInt(3) > 0
                            ? told
                            : Optional.of(new BridgeMessage(
                                    told.get().url(),
                                    told.get().tag(),
                                    200,
                                    BridgeJson.object(any(chance, 0)),
                                    Map.of()));
                }
            };
            bridge.answer("Read /zone", "{'Zones':[{'href':'/zone/5','Name':'Overhead','ControlType':'Dimmed'}]}");
            InstantSource still = InstantSource.fixed(Instant.EPOCH);
            HandLane lane =
                    new HandLane(new LeapDriver(settings -> new BridgeWay(bridge, Optional.empty()), still), run);
            bridge.lane = lane;
            lane.put(Device.of(LAMP, "candelabra:DimmedZone", "Overhead", States.of()));
            lane.start();
            for (int i = 0; i < 50; i++) {
                bridge.says("/x", "step-1", "200 OK", Json.text(any(chance, 0)));
                bridge.says("/zone/status", "zones", "200 OK", FakeBridge.level("/zone/5", "" + chance.nextInt(200)));
            }
            lane.send(lane.step(LAMP, "setIntensity", Value.of(40)));
            lane.advance(30_000);
            double level = lane.number(LAMP, "core:LightIntensityState");
            assertThat(Double.isNaN(level) || level >= 0 && level <= 100)
                    .as("level %s", level)
                    .isTrue();
        }
    }

    /** Says some bytes to who connects, and nothing more. */
    private record Peer(ServerSocket socket, byte[] says, int times) {
        void serve() {
            try (Socket connection = socket.accept()) {
                OutputStream out = connection.getOutputStream();
                for (int i = 0; i < times; i++) {
                    out.write(says);
                }
                out.flush();
            } catch (IOException gone) {
                assertThat(gone).as("we hung up").isNotNull();
            }
        }
    }

    private static void connect(CertificateAuthority authority, byte[] says, int times) throws IOException {
        try (ServerSocket socket =
                authority.serverContext().getServerSocketFactory().createServerSocket(0)) {
            Thread.ofVirtual().start(new Peer(socket, says, times)::serve);
            PinnedTrust trust = new PinnedTrust("", TestMachine.outside().random());
            FarStream far = new FarStream(
                    "localhost", socket.getLocalPort(), TestMachine.NAMES, trust, Thread::startVirtualThread);
            try (TlsBridge bridge = new TlsBridge(far, trust, Thread::startVirtualThread)) {
                bridge.open();
                for (int i = 0; i < 1_000_000; i++) {
                    assertThat(bridge.next(10_000)).isPresent();
                }
            }
        }
    }

    @Test
    void whatIsNoMessageEndsTheConnectionAndNothingElse(@TempDir Path folder) throws Exception {
        CertificateAuthority authority = TestMachine.authority(folder);
        Random chance = new Random(42);
        for (int run = 0; run < 20; run++) {
            byte[] garbage = new byte[1 + chance.nextInt(2_000)];
            chance.nextBytes(garbage);
            assertThatThrownBy(() -> connect(authority, garbage, 1)).isInstanceOf(IOException.class);
        }
        byte[] deep = "[".repeat(500).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> connect(authority, deep, 1)).hasMessageContaining("TOO_DEEP");
        byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> connect(authority, part, 5)).hasMessageContaining("TOO_LARGE");
        byte[] small = "{}\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> connect(authority, small, 200_000)).hasMessageContaining("hung up");
    }
}
