package io.candelabra.driver.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransmissionTest {
    @Test
    void aFailureWithoutAReasonIsRefusedWhereItIsMade() {
        assertThatThrownBy(() -> new Transmission.Failed(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("failure");
    }
}
