package io.candelabra.driver.simulator.office;

import static io.candelabra.driver.simulator.office.OfficeField.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Things break in the office and are put right: alerts appear and clear, lamps grow old, batteries run down. */
class OfficeFaultsTest {
    private static final String HOURS = "candelabra:LampHoursState";
    private static final Liveliness QUIET = new Liveliness(true, false, 1);

    /** The alerts of some months behind one gateway. */
    private static List<Report.AlertSeen> alerts(int gateway, String until) {
        return new OfficeField(gateway, Liveliness.DEMO, 1).until(until).alerts();
    }

    private static Set<String> kinds(List<Report.AlertSeen> alerts, boolean cleared) {
        Set<String> raised = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (Report.AlertSeen seen : alerts) {
            String what = seen.alert().subject() + " " + seen.alert().kind();
            if (seen.raised()) {
                raised.add(what);
                if (!cleared) {
                    kinds.add(seen.alert().kind());
                }
            } else if (raised.remove(what) && cleared) {
                kinds.add(seen.alert().kind());
            }
        }
        return kinds;
    }

    @Test
    void everythingThatCanGoWrongDoesAndIsPutRight() {
        List<Report.AlertSeen> first = alerts(0, "2026-05-05T00:00");
        List<Report.AlertSeen> second = alerts(1, "2026-05-05T00:00");
        Set<String> raised = new HashSet<>(kinds(first, false));
        raised.addAll(kinds(second, false));
        Set<String> cleared = new HashSet<>(kinds(first, true));
        cleared.addAll(kinds(second, true));
        assertThat(raised)
                .contains(
                        "LAMP",
                        "LAMP_END_OF_LIFE",
                        "DRIVER",
                        "PROGRAMMING",
                        "NOT_RESPONDING",
                        "LIGHT_LEVEL",
                        "LOW_BATTERY",
                        "EMERGENCY_TEST",
                        "DISK_SPACE",
                        "REPORTING");
        raised.remove("LAMP_END_OF_LIFE");
        cleared.remove("LAMP_END_OF_LIFE");
        raised.remove("GATEWAY_NOT_RESPONDING");
        assertThat(cleared).as("put right; old lamps take longer").containsAll(raised);
        assertThat(kinds(second, false)).as("the server stands elsewhere").doesNotContain("DISK_SPACE", "REPORTING");
    }

    @Test
    void aProcessorIsLostAndFound() {
        List<Report.AlertSeen> alerts = List.of();
        for (long seed = 1; seed < 20 && !kinds(alerts, true).contains("GATEWAY_NOT_RESPONDING"); seed++) {
            alerts = new OfficeField(1, Liveliness.DEMO, seed)
                    .until("2026-03-23T00:00")
                    .alerts();
        }
        assertThat(kinds(alerts, true)).contains("GATEWAY_NOT_RESPONDING");
    }

    @Test
    void whatIsWrongDoesNotChangeWhenTheServerStartsAgain() {
        OfficeField through = new OfficeField(0, Liveliness.DEMO, 1).until("2026-04-20T12:00");
        OfficeField later = new OfficeField(0, Liveliness.DEMO, 1);
        later.lane.close();
        later.lane.advance(OfficeField.ms("2026-04-20T12:00") - later.lane.nowMs());
        later.lane.start();
        later.lane.advance(10_000);
        for (String kind : List.of("LAMP", "DRIVER", "PROGRAMMING", "EMERGENCY_TEST", "DISK_SPACE", "REPORTING")) {
            assertThat(standing(later.alerts(), kind)).as(kind).isEqualTo(standing(through.alerts(), kind));
        }
        assertThat(standing(through.alerts(), "LAMP")).hasSizeBetween(0, 6);
    }

    private static Set<String> standing(List<Report.AlertSeen> alerts, String kind) {
        Map<String, Boolean> last = new HashMap<>();
        alerts.stream()
                .filter(seen -> seen.alert().kind().equals(kind))
                .forEach(seen -> last.put(seen.alert().subject().text(), seen.raised()));
        last.values().removeIf(raised -> !raised);
        return last.keySet();
    }

    @Test
    void lampsAgeWhileTheyBurnAndNewOnesStartAtNothing() {
        OfficeField hub = new OfficeField(0, QUIET, 1);
        hub.lane.send(id("Dock lights"), "on");
        double before = hub.lane.number(id("Dock ballast row"), HOURS);
        hub.lane.advance(4 * OfficeField.HOUR_MS);
        assertThat(hub.lane.number(id("Dock ballast row"), HOURS) - before).isBetween(3.7, 4.0);
        hub.lane.send(id("Dock lights"), "off");
        hub.lane.advance(1_000);
        double off = hub.lane.number(id("Dock ballast row"), HOURS);
        hub.lane.advance(OfficeField.HOUR_MS);
        assertThat(hub.lane.number(id("Dock ballast row"), HOURS) - off)
                .as("what it burnt and had not told, and nothing in the dark")
                .isBetween(0.0, 0.3);
        hub.lane.send(id("Dock ballast row"), "resetLampHours");
        hub.lane.send(id("Dock lights"), "on");
        hub.lane.advance(2 * OfficeField.HOUR_MS);
        assertThat(hub.lane.number(id("Dock ballast row"), HOURS)).isBetween(1.7, 2.0);
    }

    @Test
    void oldLampsAreReplaced() {
        OfficeField second = new OfficeField(1, QUIET, 1);
        second.lane.advance(2 * OfficeField.HOUR_MS);
        assertThat(standing(second.alerts(), "LAMP_END_OF_LIFE"))
                .containsExactly(id("Library driver row").value());
        for (int day = 0; day < 20; day++) {
            second.lane.send(id("Library stacks"), "setIntensity", Value.of(35));
            second.lane.advance(24 * OfficeField.HOUR_MS);
        }
        assertThat(standing(second.alerts(), "LAMP_END_OF_LIFE")).isEmpty();
        assertThat(second.lane.number(id("Library driver row"), HOURS)).isLessThan(400);
    }

    @Test
    void lightAfterHoursIsNoticed() {
        OfficeField hub = new OfficeField(0, QUIET, 1).until("2026-03-03T23:00");
        hub.lane.send(id("North row A"), "setIntensity", Value.of(100));
        hub.lane.send(id("North row B"), "setIntensity", Value.of(100));
        hub.lane.advance(6 * 60_000);
        assertThat(standing(hub.alerts(), "LIGHT_LEVEL"))
                .containsExactly(id("North daylight sensor").value());
        hub.lane.send(id("North row A"), "off");
        hub.lane.send(id("North row B"), "off");
        hub.lane.advance(6 * 60_000);
        assertThat(standing(hub.alerts(), "LIGHT_LEVEL")).isEmpty();
    }

    @Test
    void batteriesRunDownAndAreChanged() {
        OfficeField hub = new OfficeField(0, QUIET, 1);
        assertThat(hub.lane.number(id("Café sensor"), "core:BatteryLevelState")).isEqualTo(9);
        hub.lane.advance(OfficeField.HOUR_MS * 6);
        assertThat(hub.word("Café sensor", "core:BatteryState")).isEqualTo("low");
        hub.lane.advance(OfficeField.HOUR_MS * 24 * 15);
        assertThat(hub.lane.number(id("Café sensor"), "core:BatteryLevelState")).isGreaterThan(90);
        assertThat(hub.word("Café sensor", "core:BatteryState")).isEqualTo("full");
        assertThat(standing(hub.alerts(), "LOW_BATTERY"))
                .doesNotContain(id("Café sensor").value());
    }
}
