package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.dialect.sustainder.TownServer.Answer;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lights that come into a site which an application shows get the numbers by which this API names them. */
class LampNumbersTest {
    private static final Cause TEST = new Cause("test", "somebody", "");
    private static final String OFFICE = "&application_artkey=36";

    private TownServer server;
    private GatewayId gateway;

    @BeforeEach
    void start() {
        server = TownServer.start(1);
        gateway = server.sites().state(Caller.CORE, TownServer.OFFICE).gateways().stream()
                .findFirst()
                .orElseThrow()
                .id();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DeviceId come(String address, String type) {
        DeviceId id = DeviceId.of("io", gateway, address);
        Device device = Device.of(id, type, address, States.of(State.of("core:LightIntensityState", 20)));
        server.sites().submit(Caller.CORE, TownServer.OFFICE, new Command.PutDevice(device), TEST);
        return id;
    }

    private List<String> fresh() {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(page -> server.get("/lcms?page=" + page + OFFICE))
                .flatMap(answer -> answer.embedded("lcms").stream())
                .map(lamp -> String.valueOf(lamp.get("lcm_id")))
                .filter(lcm -> lcm.startsWith("900036"))
                .toList();
    }

    @Test
    void aLightThatComesIsALampAndASocketIsNone() {
        assertThat(fresh())
                .as("all that the office was drawn with have numbers")
                .isEmpty();
        come("lamp", "io:DimmableLightIOComponent");
        come("socket", "io:OnOffIOComponent");
        assertThat(fresh()).containsExactly("900036000001");
        Answer lamp = server.get("/lcms/900036000001");
        assertThat(lamp.status()).isEqualTo(200);
        assertThat(server.post(
                                "/lcms/functions/direct-control",
                                Map.of(
                                        "application_artkey",
                                        36,
                                        "override",
                                        List.of(Map.of(
                                                "lcm_id",
                                                "900036000001",
                                                "override",
                                                List.of(60, 60, 60, 60),
                                                "duration",
                                                0))))
                        .status())
                .isLessThan(300);
        long seq = server.sites().state(Caller.CORE, TownServer.OFFICE).seq();
        assertThat(fresh()).hasSize(1);
        assertThat(server.sites().state(Caller.CORE, TownServer.OFFICE).seq() - seq)
                .as("a look writes nothing where all have one")
                .isLessThan(20);
    }

    @Test
    void aNumberThatIsGoneIsNotGivenAgain() {
        DeviceId first = come("lamp", "io:DimmableLightIOComponent");
        assertThat(fresh()).containsExactly("900036000001");
        server.sites().submit(Caller.CORE, TownServer.OFFICE, new Command.RemoveDevice(first), TEST);
        come("lamp", "io:DimmableLightIOComponent");
        assertThat(fresh()).containsExactly("900036000002");
    }
}
