package io.candelabra.driver.simulator.office;

import static io.candelabra.driver.simulator.office.OfficeField.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.driver.simulator.office.OfficeField.Told;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * People come and go in the office; its lights, shades and remotes follow their programs, and leave alone the levels
 * that people set.
 */
class OfficeLifeTest {
    private static final Liveliness QUIET = new Liveliness(true, false, 1);
    private static final String OCCUPANCY = "core:OccupancyState";
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String EVENT = "candelabra:ButtonEventState";
    private static final String CLOSURE = "core:ClosureState";
    private static final String POWER = "core:ElectricPowerConsumptionState";

    private final OfficeField hub = new OfficeField(0, QUIET, 1);

    @Test
    void peopleWorkByDayHaveLunchAndGoHome() {
        hub.until("2026-03-03T04:00");
        assertThat(hub.occupied("North sensor 1")).isFalse();
        assertThat(hub.occupied("Café sensor")).isFalse();
        assertThat(hub.level("North row B")).as("at night").isZero();
        hub.until("2026-03-03T10:30");
        assertThat(hub.occupied("North sensor 1")).isTrue();
        assertThat(hub.occupied("South sensor")).isTrue();
        assertThat(hub.level("South corridor")).isPositive();
        hub.until("2026-03-03T12:20");
        assertThat(hub.occupied("Café sensor")).as("lunch").isTrue();
        hub.until("2026-03-04T00:30");
        assertThat(hub.occupied("North sensor 1")).isFalse();
        assertThat(hub.level("North row B")).isZero();
        assertThat(hub.told("Curie sensor", OCCUPANCY).stream()
                        .filter(told ->
                                told.at().getHour() >= 18 && told.value().equals("personInside")))
                .as("cleaners come to the meeting room in the evening")
                .isNotEmpty();
    }

    @Test
    void fewComeAtWeekendsButSomebodyIsThere() {
        hub.until("2026-03-30T00:00");
        Set<Integer> weekdays = new HashSet<>();
        Set<Integer> weekends = new HashSet<>();
        for (String sensor : List.of("North sensor 1", "North sensor 2", "South sensor", "Lobby sensor")) {
            for (Told told : hub.told(sensor, OCCUPANCY)) {
                boolean free = told.at().getDayOfWeek().getValue() > 5;
                (free ? weekends : weekdays).add(told.at().getDayOfYear());
            }
        }
        assertThat(weekdays).hasSize(20);
        assertThat(weekends)
                .as("every day has its caretaker, its cleaners and somebody on duty")
                .hasSize(8);
        assertThat(occupiedAtNoon(true)).isPositive().isLessThan(occupiedAtNoon(false) / 2);
    }

    /** How many of the sensors say at noon that somebody is there, over four weeks. */
    private static long occupiedAtNoon(boolean weekend) {
        OfficeField other = new OfficeField(0, QUIET, 1);
        long occupied = 0;
        for (int day = 2; day < 30; day++) {
            other.until(LocalDate.of(2026, 3, day) + "T12:00");
            if (LocalDate.of(2026, 3, day).getDayOfWeek().getValue() > 5 == weekend) {
                occupied += List.of("North sensor 1", "North sensor 2", "South sensor").stream()
                        .filter(other::occupied)
                        .count();
            }
        }
        return occupied;
    }

    @Test
    void aSensorHoldsForItsTime() {
        OfficeField quick = new OfficeField(0, QUIET, 1);
        quick.lane.send(id("Lobby sensor"), "setOccupancyTimeout", Value.of(60));
        hub.until("2026-03-03T20:00");
        quick.until("2026-03-03T20:00");
        assertThat(quick.told("Lobby sensor", OCCUPANCY))
                .as("with a minute instead of fifteen it says empty more often")
                .hasSizeGreaterThan(2 * hub.told("Lobby sensor", OCCUPANCY).size());
        List<Told> lobby = hub.told("Lobby sensor", OCCUPANCY);
        for (int i = 1; i < lobby.size(); i++) {
            if (lobby.get(i).value().equals("noPersonInside")) {
                assertThat(lobby.get(i).atMs() - lobby.get(i - 1).atMs()).isGreaterThanOrEqualTo(15 * 60_000);
            }
        }
    }

    @Test
    void inAVacancyRoomLightsComeOnByHandAndGoOffByThemselves() {
        hub.until("2026-03-07T00:00");
        List<Told> presses = hub.told("Curie remote", EVENT);
        List<Told> levels = hub.told("Curie table", INTENSITY);
        assertThat(presses.stream().map(Told::value)).contains("press", "release");
        assertThat(levels).hasSizeGreaterThan(4);
        for (Told told : levels) {
            if (!told.value().equals("0")) {
                assertThat(presses.stream().filter(p -> p.atMs() <= told.atMs() && told.atMs() - p.atMs() <= 5_000))
                        .as("whoever lit it at %s", told.at())
                        .isNotEmpty();
            }
        }
        assertThat(levels.stream().filter(told -> told.value().equals("0")).filter(told -> presses.stream()
                        .noneMatch(p -> p.atMs() <= told.atMs() && told.atMs() - p.atMs() <= 5_000)))
                .as("and sometimes nobody turned it off")
                .isNotEmpty();
    }

    @Test
    void whereSensorsAreInactiveTheyOnlySee() {
        OfficeField second = new OfficeField(1, QUIET, 1).until("2026-03-05T00:00");
        assertThat(second.told("Stairs sensor second floor", OCCUPANCY)).hasSizeGreaterThan(5);
        assertThat(second.told("Landing second floor", INTENSITY)).isEmpty();
        assertThat(second.told("Stairs second floor", "core:OnOffState")).isEmpty();
    }

    @Test
    void whatSomebodySetIsLeftAloneUntilTheRoomIsEmpty() {
        hub.until("2026-03-03T12:30");
        assertThat(hub.occupied("Café sensor")).isTrue();
        hub.lane.send(id("Bar"), "setIntensity", Value.of(33));
        hub.until("2026-03-03T13:00");
        assertThat(hub.level("Bar")).isEqualTo(33);
        hub.until("2026-03-04T12:20");
        assertThat(hub.level("Bar")).as("the next day").isEqualTo(50);
    }

    @Test
    void whoSetsALightInAnEmptyRoomKeepsItForTheHoldTime() {
        hub.until("2026-03-03T03:00");
        hub.lane.send(id("Tables"), "setIntensity", Value.of(20));
        hub.until("2026-03-03T06:00");
        assertThat(hub.level("Tables")).as("nobody came, so nobody left").isEqualTo(20);
        hub.until("2026-03-03T23:59");
        assertThat(hub.level("Tables")).isZero();
    }

    @Test
    void daylightDimsTheRowsAtTheWindows() {
        OfficeField summer = new OfficeField(0, QUIET, 2);
        summer.until("2026-06-02T23:00");
        double lowest = summer.told("South row A", INTENSITY).stream()
                .filter(told -> told.at().getHour() >= 9 && told.at().getHour() < 17)
                .mapToDouble(told -> Double.parseDouble(told.value()))
                .min()
                .orElseThrow();
        assertThat(lowest).as("of 60 without daylight").isLessThan(40);
        assertThat(summer.told("South corridor", INTENSITY).stream().map(Told::value))
                .as("the corridor has no window")
                .contains("40", "0");
        assertThat(summer.told("South daylight sensor", "core:LuminanceState").stream()
                        .mapToDouble(told -> Double.parseDouble(told.value()))
                        .max()
                        .orElseThrow())
                .isGreaterThan(300);
    }

    @Test
    void shadesFollowTheSunAndNobodyIsFought() {
        hub.until("2026-03-03T06:00");
        assertThat(hub.lane.number(id("South shades"), CLOSURE)).as("at night").isEqualTo(100);
        hub.until("2026-03-03T08:00");
        assertThat(hub.lane.number(id("South shades"), CLOSURE)).as("by day").isZero();
        hub.lane.send(id("North shades"), "setClosure", Value.of(70));
        hub.until("2026-03-03T17:00");
        assertThat(hub.lane.number(id("North shades"), CLOSURE)).isEqualTo(70);
        hub.until("2026-03-03T21:00");
        assertThat(hub.lane.number(id("North shades"), CLOSURE))
                .as("after dusk")
                .isEqualTo(100);
    }

    @Test
    void whatAnEmergencySetsStaysUntilItIsSetBack() {
        hub.until("2026-03-03T19:00");
        DeviceId corridor = id("North corridor");
        hub.lane.send(urgent(corridor, 100));
        hub.until("2026-03-04T06:00");
        assertThat(hub.occupied("North sensor 1") || hub.occupied("North sensor 2"))
                .isFalse();
        assertThat(hub.level("North corridor")).as("all night").isEqualTo(100);
        assertThat(hub.lane.number(corridor, POWER)).isBetween(89.0, 91.0);
        hub.lane.send(corridor, "setIntensity", Value.of(0));
        hub.until("2026-03-04T11:00");
        assertThat(hub.level("North corridor")).as("as every day").isEqualTo(40);
    }

    private static Step urgent(DeviceId device, long level) {
        return new Step(
                new ExecutionId("emergency"),
                0,
                0,
                0,
                device,
                io.candelabra.model.DeviceCommand.of("setIntensity", Value.of(level)),
                io.candelabra.model.DeviceType.Repeat.SAFE,
                true,
                Phase.SENT,
                Failure.NONE,
                0,
                1);
    }

    @Test
    void aButtonActsWhoeverPressesIt() {
        hub.until("2026-03-03T03:00");
        DeviceId remote = id("Lobby remote");
        hub.lane.send(remote, "press", Value.of(2));
        hub.lane.advance(3_000);
        hub.lane.send(remote, "release", Value.of(2));
        assertThat(hub.level("Downlights")).isEqualTo(50);
        hub.lane.send(remote, "press", Value.of(3));
        hub.lane.advance(1_000);
        hub.lane.send(remote, "release", Value.of(3));
        hub.lane.advance(1_000);
        double raised = hub.level("Downlights");
        assertThat(raised).as("for a second").isBetween(70.0, 80.0);
        hub.lane.advance(5_000);
        assertThat(hub.level("Downlights")).isEqualTo(raised);
        hub.lane.send(remote, "multiTap", Value.of(5));
        hub.lane.advance(3_000);
        assertThat(hub.level("Chandelier")).isZero();
        hub.lane.send(remote, "pressAndRelease", Value.of(1));
        hub.lane.advance(3_000);
        assertThat(hub.level("Chandelier")).isEqualTo(100);
        assertThat(hub.lane.number(id("Chandelier"), POWER)).isBetween(180.0, 181.0);
        assertThat(hub.lane.told(remote, EVENT).subList(0, 5))
                .containsExactly("press", "release", "press", "release", "multiTap");
    }

    @Test
    void peopleDoAllThatCanBeDoneToAButton() {
        hub.until("2026-05-02T00:00");
        Set<String> events = new HashSet<>();
        for (String remote : List.of("North remote", "South remote", "Curie remote", "Reception remote")) {
            hub.told(remote, EVENT).forEach(told -> events.add(told.value()));
        }
        assertThat(events).containsExactlyInAnyOrder("press", "release", "longHold", "multiTap");
    }

    @Test
    void theClockActsOnItsZonesAlone() {
        hub.until("2026-03-03T06:00");
        assertThat(hub.word("Menu boards", "core:OnOffState")).isEqualTo("off");
        hub.until("2026-03-03T07:30");
        assertThat(hub.word("Menu boards", "core:OnOffState")).isEqualTo("on");
        hub.lane.send(id("Menu boards"), "off");
        hub.until("2026-03-03T16:00");
        assertThat(hub.word("Menu boards", "core:OnOffState")).isEqualTo("off");
        hub.until("2026-03-08T12:00");
        assertThat(hub.told("Menu boards", "core:OnOffState").stream()
                        .filter(told -> told.at().getDayOfWeek().getValue() > 5))
                .as("on Saturday and Sunday")
                .isEmpty();
    }

    @Test
    void oneSeedMakesOneHistoryInAllGateways() {
        OfficeField again = new OfficeField(0, QUIET, 1).until("2026-03-05T00:00");
        OfficeField other = new OfficeField(0, QUIET, 5).until("2026-03-05T00:00");
        hub.until("2026-03-05T00:00");
        assertThat(again.lane.heard().equals(hub.lane.heard())).as("the same").isTrue();
        assertThat(other.lane.heard().equals(hub.lane.heard())).as("another").isFalse();
    }

    @Test
    void aDayOfADeviceCostsLittle() {
        hub.until("2026-03-04T00:00");
        long before = hub.lane.heard().size();
        hub.until("2026-03-05T00:00");
        double perDevice =
                (hub.lane.heard().size() - before) / (double) hub.lane.devices().size();
        assertThat(perDevice).as("reports of a device in a day").isBetween(3.0, 40.0);
    }

    @Test
    void aRoomThatCannotBeReadIsNotThereAndTheOthersAre() {
        Sky sky = new Sky("UTC", 1, Double.NaN, Double.NaN);
        OfficeStaff staff =
                new OfficeStaff("a:DESKS:1:2,b:CAVE:1:2,c:DESKS:x:2,d:DESKS:1:,e:DESKS:1:99999999999", sky, 1);
        assertThat(staff.knows("a")).isTrue();
        assertThat(List.of("b", "c", "d", "e")).noneMatch(staff::knows);
    }
}
