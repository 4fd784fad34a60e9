package io.candelabra.driver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.testing.TestMachine;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kind refuses before anything is sent. */
class MqttKindTest {

    private static HandLane lane(String address) {
        DriverKind kind = MqttKind.kind(
                host -> List.of(InetAddress.ofLiteral(address)),
                TestMachine.outside().random());
        HandLane lane = new HandLane(kind.factory().driverFor(null), 1);
        return lane.with("host", "broker.example")
                .with("port", "9")
                .with("tls", "no")
                .with("user", "")
                .with("fingerprint", "")
                .withSecret("password", "")
                .with("base-topic", "zigbee2mqtt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "8.8.8.8", "2001:4860::8", "100.64.0.1"})
    void withoutTlsNoBrokerOutsideOfTheHouseIsSpokenTo(String address) {
        assertThatThrownBy(() -> lane(address).start())
                .hasRootCauseInstanceOf(CannotServe.class)
                .hasStackTraceContaining("tls=yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zigbee/#", "+/z", "/zigbee", "zigbee/"})
    void aBaseTopicIsATopic(String topic) {
        assertThatThrownBy(() -> lane("127.0.0.1").with("base-topic", topic).start())
                .hasRootCauseInstanceOf(CannotServe.class)
                .hasStackTraceContaining("base-topic");
    }

    @Test
    void aFingerprintHasDigits() {
        assertThatThrownBy(() -> lane("127.0.0.1")
                        .with("tls", "yes")
                        .with("fingerprint", "12:zz")
                        .start())
                .hasRootCauseInstanceOf(CannotServe.class)
                .hasStackTraceContaining("64 hexadecimal digits");
    }

    @Test
    void aBrokerThatIsNotThereIsToldAsDown() {
        HandLane lane = lane("127.0.0.1");
        assertThatThrownBy(lane::start).hasRootCauseInstanceOf(java.io.IOException.class);
        assertThat(lane.gateway().alive()).isFalse();
    }
}
