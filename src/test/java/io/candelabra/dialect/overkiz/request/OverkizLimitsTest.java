package io.candelabra.dialect.overkiz.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.dialect.overkiz.request.OverkizLimits.Mode;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import org.junit.jupiter.api.Test;

class OverkizLimitsTest {
    private static final long SECOND_MS = 1_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long FIFTIETH_OF_A_DAY_MS = DAY_MS / 50;

    private final OverkizLimits vendor = new OverkizLimits(Mode.VENDOR);
    private long nowMs = 1_700_000_000_000L;

    private void take(String limit, String operation) {
        vendor.take("session", limit, operation, nowMs);
    }

    private void refused(String limit, String operation) {
        assertThatThrownBy(() -> take(limit, operation)).isInstanceOfSatisfying(OverkizFault.class, fault -> {
            assertThat(fault.status()).isEqualTo(429);
            assertThat(fault.code()).isEqualTo("QUOTA_EXCEEDED");
        });
    }

    @Test
    void bulkLoadIsOnceADayForEachOperation() {
        take("bulk-load", "GET /setup");
        take("bulk-load", "GET /setup/devices");
        refused("bulk-load", "GET /setup");
        nowMs += DAY_MS;
        take("bulk-load", "GET /setup");
    }

    @Test
    void executionsShareFiftyADay() {
        for (int i = 0; i < 50; i++) {
            take("exec", i % 2 == 0 ? "POST /exec/apply" : "POST /exec/{actionGroupOID}");
        }
        refused("exec", "POST /exec/apply");
        nowMs += FIFTIETH_OF_A_DAY_MS;
        take("exec", "POST /exec/apply");
        refused("exec", "POST /exec/apply");
    }

    @Test
    void historyIsFiftyADayForEachOperation() {
        for (int i = 0; i < 50; i++) {
            take("bulk-history", "GET /history");
        }
        refused("bulk-history", "GET /history");
        take("bulk-history", "GET /history/devicesEvent");
        nowMs += FIFTIETH_OF_A_DAY_MS;
        take("bulk-history", "GET /history");
    }

    @Test
    void pollingIsOnceASecond() {
        take("polling", "POST /events/{listenerId}/fetch");
        refused("polling", "POST /events/{listenerId}/fetch");
        nowMs += SECOND_MS;
        take("polling", "POST /events/{listenerId}/fetch");
    }

    @Test
    void keepAliveIsOnceASecond() {
        take("keep-alive", "PUT /keepAlive");
        refused("keep-alive", "PUT /keepAlive");
        nowMs += SECOND_MS;
        take("keep-alive", "PUT /keepAlive");
    }

    @Test
    void switchingIsOnceAnHour() {
        take("switch", "POST /setup/current/{setupOID}");
        refused("switch", "POST /setup/current/{setupOID}");
        nowMs += HOUR_MS;
        take("switch", "POST /setup/current/{setupOID}");
    }

    @Test
    void aServerOfOnesOwnBoundsOnlyFloods() {
        OverkizLimits local = new OverkizLimits(Mode.LOCAL);
        for (int i = 0; i < 500; i++) {
            local.take("session", "bulk-load", "GET /setup", nowMs);
        }
        assertThatThrownBy(() -> local.take("session", "", "GET /currentUserId", nowMs))
                .isInstanceOf(OverkizFault.class);
        local.take("another", "", "GET /currentUserId", nowMs);
        nowMs += SECOND_MS;
        for (int i = 0; i < 50; i++) {
            local.take("session", "", "GET /currentUserId", nowMs);
        }
        assertThatThrownBy(() -> local.take("session", "", "GET /currentUserId", nowMs))
                .isInstanceOf(OverkizFault.class);
    }

    @Test
    void noLimitsAreNone() {
        OverkizLimits off = new OverkizLimits(Mode.OFF);
        for (int i = 0; i < 10_000; i++) {
            off.take("session", "bulk-load", "GET /setup", nowMs);
        }
        assertThat(nowMs).isPositive();
    }
}
