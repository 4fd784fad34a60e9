package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name to which links lead: a name of the server's own, also where a client calls it otherwise. */
class OwnNamesTest {
    private static final OwnNames AT_HOME = new OwnNames("", List.of("192.0.2.7", "localhost", "[2001:db8::1]"));

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8443", "LOCALHOST", "192.0.2.7:443", "[2001:DB8::1]:8443"})
    void aKnownNameIsRepeatedAsItCame(String asked) {
        assertThat(AT_HOME.authority(Optional.of(asked), 8_443)).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example:8443", "localhost:8443@evil", "localhost:", "", "a b"})
    void anotherIsNot(String asked) {
        assertThat(AT_HOME.authority(Optional.of(asked), 8_443)).isEqualTo("192.0.2.7:8443");
    }

    @Test
    void whoCallsItNothingGetsTheFirst() {
        assertThat(AT_HOME.authority(Optional.empty(), 1)).isEqualTo("192.0.2.7:1");
    }

    @Test
    void aPublishedNameStandsForAll() {
        OwnNames names = new OwnNames("lights.example.org", List.of("localhost"));
        assertThat(names.authority(Optional.of("localhost:8443"), 8_443)).isEqualTo("lights.example.org");
        assertThat(OwnNames.host("lights.example.org:9443")).isEqualTo("lights.example.org");
        assertThat(OwnNames.host("[2001:db8::1]")).isEqualTo("[2001:db8::1]");
        assertThatThrownBy(() -> new OwnNames("https://lights.example.org", List.of("localhost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lights.example.org");
    }
}
