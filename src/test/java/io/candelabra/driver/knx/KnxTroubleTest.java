package io.candelabra.driver.knx;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A day on which everything goes wrong now and then. The seed is fixed. */
class KnxTroubleTest {
    private static final long MINUTE_MS = 60_000;
    private static final List<DeviceId> DEVICES =
            List.of(HandLane.id("knx", "1/0/1"), HandLane.id("knx", "1/0/9"), HandLane.id("knx", "2/0/1"));
    private static final List<List<String>> COMMANDS = List.of(
            List.of("on", "off", "setIntensity", "raise", "stop"),
            List.of("on", "off"),
            List.of("open", "close", "setClosure", "stop"));

    private final Random chance = new Random(4_711);
    /** The steps that the driver of now has accepted, and the life in which it was. */
    private final Map<Step.Ref, Integer> accepted = new HashMap<>();
    /** The lives that ended by a fall: the lane ends what was under way there. */
    private final Set<Integer> fallen = new HashSet<>();

    private FakeBus bus = new FakeBus();
    private int life;

    private FakeBus wired(HandLane lane) {
        bus = new FakeBus().status("1/0/1", "1/4/1").status("1/1/1", "1/5/1").travels("2/2/1", "2/3/1");
        bus.lane = lane;
        return bus;
    }

    @Test
    void noStepStaysOpenAndNoneEndsTwice() {
        HandLane lane = new HandLane(new KnxDriver(settings -> bus), 1)
                .with("telegrams-per-second", "20")
                .with("table", KnxPlans.stored(KnxPlans.HOUSE));
        wired(lane);
        lane.start();
        lane.heard().stream()
                .map(HandLane.Heard::report)
                .filter(Report.DeviceFound.class::isInstance)
                .map(Report.DeviceFound.class::cast)
                .forEach(found -> lane.put(found.device()));
        lane.devicesChanged();
        for (int minute = 0; minute < 24 * 60; minute++) {
            trouble();
            command(lane);
            try {
                lane.advance(MINUTE_MS);
            } catch (UncheckedIOException away) {
                fallen.add(life++);
                lane.restart(new KnxDriver(settings -> wired(lane)), MINUTE_MS);
            }
        }
        bus.silent = false;
        lane.advance(10 * MINUTE_MS);
        assertThat(accepted).hasSizeGreaterThan(500);
        assertThat(fallen).hasSizeGreaterThan(20);
        accepted.forEach((step, when) -> {
            long ends = lane.phases(step).stream().filter(Phase::ended).count();
            assertThat(ends).as("%s in life %d", step, when).isEqualTo(fallen.contains(when) ? ends : 1);
            assertThat(ends).isLessThanOrEqualTo(1);
        });
        assertThat(lane.heard().stream().map(HandLane.Heard::report).filter(Report.GatewaySeen.class::isInstance))
                .as("down and up in turn, each once")
                .hasSize(2 * fallen.size() + 1);
    }

    private void trouble() {
        int now = chance.nextInt(20);
        bus.silent = now == 0;
        bus.nobody = now == 1;
        bus.idle = now < 5;
        bus.lost = now == 6;
    }

    private void command(HandLane lane) {
        int which = chance.nextInt(DEVICES.size());
        List<String> commands = COMMANDS.get(which);
        String command = commands.get(chance.nextInt(commands.size()));
        Value[] given = command.startsWith("set") ? new Value[] {Value.of(chance.nextInt(101))} : new Value[0];
        Step step = lane.step(DEVICES.get(which), command, given);
        if (!bus.lost && lane.send(step) instanceof Transmission.Accepted) {
            accepted.put(step.ref(), life);
        }
    }
}
