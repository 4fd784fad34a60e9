package io.candelabra.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static Gateway in(String timezone) {
        return new Gateway(new GatewayId("1"), "simulator", "", "", true, timezone, Map.of(), Map.of());
    }

    @Test
    void aZoneThatNobodyKnowsIsUtc() {
        assertThat(in("Europe/Amsterdam").zone()).isEqualTo(ZoneId.of("Europe/Amsterdam"));
        assertThat(in("").zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(in("CET-1CEST,M3.5.0").zone()).isEqualTo(ZoneOffset.UTC);
    }
}
