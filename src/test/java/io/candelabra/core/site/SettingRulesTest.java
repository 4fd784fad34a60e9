package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Command.Setting;
import io.candelabra.core.command.Command.SettingOutcome;
import io.candelabra.core.execution.Running;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings for devices that are away arrive when they are back: the last of each kind, once, and never after a newer one. */
class SettingRulesTest {
    private final MemoryStore store = new MemoryStore();
    private HandStepped core = new HandStepped(store);

    private static DeviceCommand set(long value) {
        return DeviceCommand.of("set", Value.of(value));
    }

    private List<SettingOutcome> configure(boolean queue, DeviceCommand command, int... lamps) {
        List<Setting> settings = new ArrayList<>();
        for (int lamp : lamps) {
            settings.add(new Setting(lampId(lamp), command));
        }
        return core.tell(new Command.Configure("test", settings, queue));
    }

    private void hear(Report... reports) {
        core.tell(new Command.Hear(List.of(reports)));
    }

    private void away(int lamp, boolean away) {
        hear(new Report.AvailabilitySeen(lampId(lamp), !away));
    }

    private List<Step> sent() {
        List<Step> sent = new ArrayList<>();
        for (Running running : core.state().executions()) {
            running.steps().stream().filter(Step::inFlight).forEach(sent::add);
        }
        return sent;
    }

    private List<DeviceCommand> waiting(int lamp) {
        return core
                .state()
                .resource(QueuedSettings.class, lampId(lamp).value())
                .map(QueuedSettings::waiting)
                .orElse(List.of())
                .stream()
                .map(QueuedSettings.Waiting::command)
                .toList();
    }

    @Test
    void whoIsThereIsSetNowAndWhoIsAwayWhenBack() {
        core.install(SITE, 3);
        away(1, true);
        assertThat(configure(true, set(5), 0, 1)).containsExactly(SettingOutcome.STARTED, SettingOutcome.QUEUED);
        assertThat(configure(false, set(6), 1)).containsExactly(SettingOutcome.UNREACHABLE);
        assertThat(sent()).map(Step::device).containsExactly(lampId(0));
        assertThat(waiting(1)).containsExactly(set(5));
        away(1, false);
        assertThat(sent()).map(Step::device).containsExactly(lampId(0), lampId(1));
        assertThat(waiting(1)).as("until it is done").containsExactly(set(5));
        Step step = sent().get(1);
        hear(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
        assertThat(waiting(1)).isEmpty();
    }

    @Test
    void ofSeveralTheLastCounts() {
        core.install(SITE, 2);
        away(0, true);
        configure(true, set(1), 0);
        configure(true, DeviceCommand.of("toggle"), 0);
        configure(true, set(2), 0);
        assertThat(waiting(0)).containsExactly(DeviceCommand.of("toggle"), set(2));
        away(0, false);
        configure(false, set(3), 0);
        assertThat(waiting(0)).as("set directly, so nothing waits").containsExactly(DeviceCommand.of("toggle"));
    }

    @Test
    void whatDidNotArriveWaitsOnAndWhatCannotBeDoneDoesNot() {
        core.install(SITE, 2);
        away(0, true);
        away(1, true);
        configure(true, set(1), 0, 1);
        away(0, false);
        away(1, false);
        hear(new Report.StepSeen(sent().get(0).ref(), Phase.FAILED, Failure.NO_ANSWER));
        hear(new Report.StepSeen(sent().get(0).ref(), Phase.FAILED, Failure.BAD_PARAMETER));
        assertThat(waiting(0)).containsExactly(set(1));
        assertThat(waiting(1)).isEmpty();
        away(0, true);
        away(0, false);
        assertThat(sent()).map(Step::device).containsExactly(lampId(0));
    }

    /** Else a driver or a server that is started anew would send the older one again, behind the newer. */
    @Test
    void whatIsOnItsWayEndsWhereTheSameIsSetAnew() {
        core.install(SITE, 1);
        away(0, true);
        configure(true, DeviceCommand.of("toggle"), 0);
        configure(true, set(1), 0);
        away(0, false);
        assertThat(sent())
                .as("neither waits for the other")
                .map(Step::command)
                .containsExactly(DeviceCommand.of("toggle"), set(1));
        configure(true, set(2), 0);
        assertThat(sent()).map(Step::command).containsExactly(DeviceCommand.of("toggle"), set(2));
        assertThat(waiting(0)).containsExactly(DeviceCommand.of("toggle"), set(2));
        hear(new Report.StepSeen(sent().get(1).ref(), Phase.COMPLETED, Failure.NONE));
        assertThat(waiting(0)).containsExactly(DeviceCommand.of("toggle"));
    }

    @Test
    void whatIsStartedAtOnceWaitsTooUntilItIsDone() {
        core.install(SITE, 1);
        assertThat(configure(true, set(4), 0)).containsExactly(SettingOutcome.STARTED);
        hear(new Report.StepSeen(sent().getFirst().ref(), Phase.FAILED, Failure.NO_ANSWER));
        away(0, true);
        away(0, false);
        assertThat(sent()).map(Step::command).containsExactly(set(4));
    }

    @Test
    void aRestartForgetsNothing() {
        core.install(SITE, 2);
        away(0, true);
        configure(true, set(7), 0);
        core = new HandStepped(store);
        core.sites().open(SITE);
        core.settle();
        assertThat(waiting(0)).containsExactly(set(7));
        away(0, false);
        assertThat(sent()).hasSize(1);
        core = new HandStepped(store);
        core.sites().open(SITE);
        core.settle();
        assertThat(sent()).as("once, not twice").hasSize(1);
        hear(new Report.StepSeen(sent().getFirst().ref(), Phase.FAILED, Failure.NO_ANSWER));
        core = new HandStepped(store);
        core.sites().open(SITE);
        core.settle();
        assertThat(sent()).as("it is there and has not done it").hasSize(1);
    }

    @Test
    void unknownAndUnableAreTold() {
        core.install(SITE, 1);
        assertThat(configure(true, set(1), 9)).containsExactly(SettingOutcome.UNKNOWN);
        assertThat(configure(true, DeviceCommand.of("fly"), 0)).containsExactly(SettingOutcome.UNSUPPORTED);
    }

    /** Lamps and the gateway come and go by chance while settings are made; in the end each lamp has the last one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAStormNothingIsLostAndNothingStaleArrives(long seed) {
        int lamps = 12;
        core.install(SITE, lamps);
        Random chance = new Random(seed);
        Map<DeviceId, Long> wanted = new HashMap<>();
        Map<DeviceId, Long> got = new HashMap<>();
        for (int turn = 0; turn < 600; turn++) {
            int lamp = chance.nextInt(lamps);
            switch (chance.nextInt(8)) {
                case 0, 1, 2 -> {
                    long value = turn + 1;
                    if (configure(true, set(value), lamp).getFirst() != SettingOutcome.UNREACHABLE) {
                        wanted.put(lampId(lamp), value);
                    }
                }
                case 3 -> away(lamp, true);
                case 4 -> away(lamp, false);
                case 5 -> hear(new Report.GatewaySeen(GATEWAY, chance.nextInt(3) > 0));
                case 6 -> {
                    if (chance.nextInt(10) == 0) {
                        core = new HandStepped(store);
                        core.sites().open(SITE);
                        core.settle();
                    }
                }
                default -> answer(chance, wanted, got);
            }
        }
        hear(new Report.GatewaySeen(GATEWAY, true));
        for (int round = 0; round < 5; round++) {
            for (int lamp = 0; lamp < lamps; lamp++) {
                away(lamp, true);
                away(lamp, false);
            }
            while (!sent().isEmpty()) {
                done(sent().getFirst(), wanted, got);
            }
        }
        assertThat(got).isEqualTo(wanted);
        assertThat(core.state().resources(QueuedSettings.class)).isEmpty();
    }

    private void answer(Random chance, Map<DeviceId, Long> wanted, Map<DeviceId, Long> got) {
        if (sent().isEmpty()) {
            return;
        }
        Step first = sent().getFirst();
        boolean there = core.state().device(first.device()).orElseThrow().available();
        if (there && chance.nextInt(4) > 0) {
            done(first, wanted, got);
        } else {
            hear(new Report.StepSeen(first.ref(), Phase.FAILED, Failure.NO_ANSWER));
            if (there) {
                // It told that it did not get it; the next contact tells it again.
                hear(new Report.AvailabilitySeen(first.device(), false));
            }
        }
    }

    private void done(Step step, Map<DeviceId, Long> wanted, Map<DeviceId, Long> got) {
        long value = Math.round(step.command().parameters().getFirst().asNumber());
        long before = got.getOrDefault(step.device(), 0L);
        assertThat(value).as("nothing older follows something newer").isGreaterThanOrEqualTo(before);
        got.put(step.device(), value);
        hear(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
    }
}
