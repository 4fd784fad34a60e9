package io.candelabra.driver.simulator.town;

import static io.candelabra.driver.simulator.town.TownLane.DAY_MS;
import static io.candelabra.driver.simulator.town.TownLane.HOUR_MS;
import static io.candelabra.driver.simulator.town.TownLane.INTENSITY;
import static io.candelabra.driver.simulator.town.TownLane.LEVEL;
import static io.candelabra.driver.simulator.town.TownLane.MINUTE_MS;
import static io.candelabra.driver.simulator.town.TownLane.MODE;
import static io.candelabra.driver.simulator.town.TownLane.SECOND_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The light of a lamp when several things speak for several lights: override, motion, a dark day, the scheme, full. */
class LampModesTest {
    private static final String DIM = "1234567=sunset+0@40,sunrise+0@0";
    private static final State BUSY = State.of("candelabra:PassersByPerHour", 30L);
    private static final State EYE = State.of("candelabra:AmbientThresholdLux", 400L);
    private static final Liveliness QUIET = new Liveliness(true, false, 1);

    private final HandLane lane = TownLane.of(QUIET, 1);

    /** A change of the lighting mode, with the level that was told along with it. */
    private record Change(long atMs, String mode, double level) {}

    private static List<Change> changes(HandLane lane, DeviceId lamp) {
        List<Change> changes = new ArrayList<>();
        double level = 0;
        for (Heard heard : lane.heard()) {
            if (heard.report() instanceof Report.StatesSeen seen
                    && seen.device().equals(lamp)) {
                String mode = "";
                for (State state : seen.states()) {
                    level = state.name().equals(LEVEL) ? state.value().asNumber() : level;
                    mode = state.name().equals(MODE) ? state.value().asText() : mode;
                }
                if (!mode.isEmpty()) {
                    changes.add(new Change(heard.atMs(), mode, level));
                }
            }
        }
        return changes;
    }

    @Test
    void whoGoesByIsGivenFullLightForAWhile() {
        DeviceId lamp = TownLane.lamp(lane, "lamp", DIM, BUSY, State.of("candelabra:MotionHoldSeconds", 45L));
        lane.start();
        lane.advance(3 * DAY_MS);
        List<Change> changes = changes(lane, lamp);
        assertThat(changes).hasSizeBetween(200, 1_500).first().satisfies(c -> assertThat(c.mode())
                .isEqualTo("MOTION"));
        for (int i = 0; i + 1 < changes.size(); i += 2) {
            Change raised = changes.get(i);
            Change over = changes.get(i + 1);
            assertThat(raised.mode()).isEqualTo("MOTION");
            assertThat(raised.level()).isEqualTo(100);
            assertThat(over.mode()).isEqualTo("DIMSCHEME");
            assertThat(over.level()).isIn(40.0, 0.0);
            assertThat(over.atMs() - raised.atMs()).as("at least the hold").isGreaterThanOrEqualTo(45 * SECOND_MS);
        }
        assertThat(changes).as("by day nobody needs it").noneMatch(change -> {
            long hour = (change.atMs() / HOUR_MS + 1) % 24;
            return change.mode().equals("MOTION") && hour >= 8 && hour < 17;
        });
    }

    @Test
    void neighboursOfTheSameStreetBurnAlong() {
        DeviceId first = TownLane.lamp(lane, "first", DIM, BUSY);
        DeviceId second = TownLane.lamp(lane, "second", DIM, State.of("candelabra:PassersByPerHour", 0.2));
        DeviceId blind = TownLane.lamp(lane, "blind", DIM);
        lane.start();
        lane.advance(DAY_MS);
        assertThat(changes(lane, second)).hasSizeGreaterThan(30);
        assertThat(changes(lane, first)).hasSizeGreaterThan(30);
        assertThat(changes(lane, blind)).isEmpty();
    }

    @Test
    void anOverrideStandsAboveWhoGoesByAndMotionAboveTheScheme() {
        DeviceId lamp = TownLane.lamp(lane, "lamp", DIM, BUSY, State.of("candelabra:MotionHoldSeconds", 600L));
        lane.start();
        while (!lane.value(lamp, MODE).equals("MOTION")) {
            lane.advance(MINUTE_MS);
        }
        TownLane.override(lane, lamp, 20, 0);
        lane.advance(HOUR_MS);
        assertThat(lane.value(lamp, MODE)).isEqualTo("OVERRIDE");
        assertThat(lane.number(lamp, LEVEL)).isEqualTo(20);
        int changes = changes(lane, lamp).size();
        lane.advance(12 * HOUR_MS);
        assertThat(changes(lane, lamp)).as("a whole day").hasSize(changes);
        // back in the evening rush; it remembers that somebody just went by
        lane.advance(5 * HOUR_MS + 30 * MINUTE_MS);
        while (changes(lane, lamp).size() == changes) {
            lane.send(lamp, "clearOverride");
            lane.advance(MINUTE_MS);
        }
        Change back = changes(lane, lamp).getLast();
        assertThat(back.mode()).isIn("MOTION", "DIMSCHEME");
        assertThat(back.level()).isEqualTo(back.mode().equals("MOTION") ? 100 : 40);
    }

    @Test
    void aClearedOverrideGoesBackToWhatHoldsNowAndNotToTheScheme() {
        DeviceId lamp = TownLane.lamp(lane, "lamp", DIM, BUSY, State.of("candelabra:MotionHoldSeconds", 600L));
        lane.start();
        while (!lane.value(lamp, MODE).equals("MOTION")) {
            lane.advance(SECOND_MS);
        }
        TownLane.override(lane, lamp, 10, 0);
        lane.advance(10 * SECOND_MS);
        assertThat(lane.number(lamp, INTENSITY)).isEqualTo(10);
        lane.send(lamp, "clearOverride");
        lane.advance(10 * SECOND_MS);
        assertThat(lane.value(lamp, MODE)).isEqualTo("MOTION");
        assertThat(lane.number(lamp, LEVEL)).isEqualTo(100);
        assertThat(lane.number(lamp, "candelabra:SchemeLevelState")).isEqualTo(40);
    }

    @Test
    void aStormTurnsTheLightOnByDay() {
        DeviceId eye = TownLane.lamp(lane, "eye", DIM, EYE);
        DeviceId blind = TownLane.lamp(lane, "blind", DIM);
        lane.start();
        lane.advance(60 * DAY_MS);
        List<Change> changes = changes(lane, eye);
        assertThat(changes).as("some storms in two months").hasSizeBetween(2, 120);
        for (Change change : changes) {
            long hour = (change.atMs() / HOUR_MS + 1) % 24;
            assertThat(change.mode()).isIn("AMBIENT", "DIMSCHEME");
            if (change.mode().equals("AMBIENT")) {
                assertThat(change.level()).isEqualTo(100);
                assertThat(hour).isBetween(6L, 20L);
            }
        }
        assertThat(changes(lane, blind)).isEmpty();
    }

    @Test
    void withoutAPlanItBurnsInFullFromSunsetToSunrise() {
        DeviceId lamp = TownLane.lamp(lane, "lamp", "");
        lane.start();
        lane.advance(DAY_MS);
        assertThat(lane.told(lamp, LEVEL)).contains("100").allMatch(level -> level.equals("100") || level.equals("0"));
        assertThat(lane.told(lamp, MODE)).isEmpty();
    }

    @Test
    void anOverrideWithAnEndEndsAfterARestartToo() {
        DeviceId lamp = TownLane.lamp(lane, "lamp", DIM);
        lane.start();
        TownLane.override(lane, lamp, 80, 60);
        lane.advance(40 * MINUTE_MS);
        assertThat(lane.number(lamp, "candelabra:OverrideMinutesState")).isBetween(20.0, 40.0);
        Device stored = lane.device(lamp).orElseThrow();
        lane.close();
        HandLane again = TownLane.of(QUIET, 1);
        again.put(stored);
        again.advance(40 * MINUTE_MS);
        again.start();
        again.advance(19 * MINUTE_MS);
        assertThat(again.value(lamp, MODE)).isEqualTo("OVERRIDE");
        again.advance(2 * MINUTE_MS);
        assertThat(again.value(lamp, MODE)).isEqualTo("DIMSCHEME");
        assertThat(again.number(lamp, LEVEL)).isEqualTo(40);
    }
}
