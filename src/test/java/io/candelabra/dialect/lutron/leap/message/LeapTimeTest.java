package io.candelabra.dialect.lutron.leap.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeapTimeTest {

    @ParameterizedTest
    @CsvSource({
        "00:00:02,2000",
        "01:30:00,5400000",
        "00:00:00.50,500",
        "00:00:00.5,500",
        "01:30,90000",
        "1,1000",
        "90,90000",
        "0.25,250",
        "PT2S,2000",
        "PT0.25S,250",
        "PT1M30S,90000"
    })
    void allSpellingsOfClientsAreUnderstood(String text, long ms) {
        assertThat(LeapTime.ms(Map.of("FadeTime", text), "FadeTime", "x")).hasValue(ms);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "-00:00:01",
                "00:99:99",
                "00:00:60",
                "1:2:3:4",
                "",
                "PT",
                "PT-5S",
                "99:00:00",
                "PT99999999999999S"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> LeapTime.ms(Map.of("FadeTime", text), "FadeTime", "x"))
                .isInstanceOf(LeapError.class);
    }

    @Test
    void plainSecondsAreTakenAndNothingIsNone() {
        assertThat(LeapTime.ms(Map.of("DelayTime", 3L), "DelayTime", "x")).hasValue(3_000L);
        assertThat(LeapTime.ms(Map.of(), "DelayTime", "x")).isEmpty();
        assertThatThrownBy(() -> LeapTime.ms(Map.of("DelayTime", -3L), "DelayTime", "x"))
                .isInstanceOf(LeapError.class);
        assertThatThrownBy(() -> LeapTime.ms(Map.of("DelayTime", true), "DelayTime", "x"))
                .isInstanceOf(LeapError.class);
    }
}
