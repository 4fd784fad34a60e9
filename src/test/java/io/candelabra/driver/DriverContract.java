package io.candelabra.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The rules that the lane relies on, for every protocol. A test of a driver inherits this and says how the driver is
 * made, and which commands its devices understand.
 */
public abstract class DriverContract {
    private static final long LONG_ENOUGH_MS = 10 * 60_000;

    /** A lane with the driver on it, started, with devices. The same seed makes the same chance. */
    protected abstract HandLane lane(long seed);

    /** A command that a device of the lane understands, and that takes some time. */
    protected abstract Step slow(HandLane lane);

    /** A command that changes a state, and is done soon. */
    protected abstract Step quick(HandLane lane);

    /** Name of the state that {@link #quick} changes. */
    protected abstract String quickState();

    public static <R extends Report> List<R> reports(HandLane lane, Class<R> kind) {
        return lane.heard().stream()
                .map(HandLane.Heard::report)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What was told of whether the gateway answers. */
    public static List<Boolean> alive(HandLane lane) {
        return reports(lane, Report.GatewaySeen.class).stream()
                .map(Report.GatewaySeen::alive)
                .toList();
    }

    public static List<Device> found(HandLane lane) {
        return reports(lane, Report.DeviceFound.class).stream()
                .map(Report.DeviceFound::device)
                .toList();
    }

    @Test
    void everyAcceptedStepEndsExactlyOnceAndSaysNothingAfterwards() {
        HandLane lane = lane(1);
        List<Step> steps = List.of(quick(lane), slow(lane), quick(lane), slow(lane), quick(lane));
        Set<Step.Ref> accepted = new HashSet<>();
        for (Step step : steps) {
            if (lane.send(step) instanceof Transmission.Accepted) {
                accepted.add(step.ref());
            }
            lane.advance(700);
        }
        lane.advance(LONG_ENOUGH_MS);
        for (Step step : steps) {
            List<Phase> phases = lane.phases(step.ref());
            if (accepted.contains(step.ref())) {
                assertThat(phases).isNotEmpty();
                assertThat(phases.getLast().ended()).isTrue();
                assertThat(phases.stream().filter(Phase::ended)).hasSize(1);
            } else {
                assertThat(phases).as("what was answered is not told again").noneMatch(Phase::ended);
            }
        }
    }

    @Test
    void whatChangedIsToldWithItsStepBeforeThatIsDone() {
        HandLane lane = lane(1);
        Step step = quick(lane);
        Transmission answer = lane.send(step);
        lane.advance(LONG_ENOUGH_MS);
        List<Report> reports = lane.heard().stream().map(HandLane.Heard::report).toList();
        int told = -1;
        int done = answer instanceof Transmission.Done ? reports.size() : -1;
        for (int i = 0; i < reports.size(); i++) {
            switch (reports.get(i)) {
                case Report.StatesSeen seen -> {
                    boolean it = seen.device().equals(step.device())
                            && seen.states().stream()
                                    .anyMatch(state -> state.name().equals(quickState()));
                    if (it && told < 0) {
                        told = i;
                        assertThat(seen.step()).as("whose doing it is").contains(step.ref());
                    }
                }
                case Report.StepSeen seen -> {
                    if (seen.step().equals(step.ref()) && seen.phase() == Phase.COMPLETED) {
                        done = i;
                    }
                }
                default -> {}
            }
        }
        assertThat(told).as("the state is told").isNotNegative();
        assertThat(done).as("the step is completed").isGreaterThan(told);
    }

    @Test
    void aCancelledStepIsNotCompletedAndItsDeviceIsFree() {
        HandLane lane = lane(1);
        Step step = slow(lane);
        assertThat(lane.send(step)).isEqualTo(Transmission.ACCEPTED);
        lane.advance(300);
        lane.cancel(step.ref());
        lane.advance(LONG_ENOUGH_MS);
        assertThat(lane.phases(step.ref())).doesNotContain(Phase.COMPLETED);
        Step next = slow(lane);
        lane.send(next);
        lane.advance(LONG_ENOUGH_MS);
        assertThat(lane.phases(next.ref())).endsWith(Phase.COMPLETED);
    }

    @Test
    void cancellingWhatIsDoneOrUnknownDoesNothing() {
        HandLane lane = lane(1);
        Step step = quick(lane);
        lane.send(step);
        lane.advance(LONG_ENOUGH_MS);
        int before = lane.phases(step.ref()).size();
        lane.cancel(step.ref());
        lane.cancel(quick(lane).ref());
        lane.advance(1_000);
        assertThat(lane.phases(step.ref())).hasSize(before);
    }

    @Test
    void anUnknownCommandFails() {
        HandLane lane = lane(1);
        Step known = quick(lane);
        Step step = new Step(
                known.execution(),
                0,
                0,
                0,
                known.device(),
                DeviceCommand.of("thereIsNoSuchCommand"),
                known.repeat(),
                false,
                Phase.SENT,
                Failure.NONE,
                0,
                known.place());
        Transmission answer = lane.send(step);
        lane.advance(LONG_ENOUGH_MS);
        boolean refused = answer.equals(new Transmission.Failed(Failure.UNKNOWN_COMMAND));
        assertThat(refused || lane.failure(step.ref()).equals(java.util.Optional.of(Failure.UNKNOWN_COMMAND)))
                .as("answered %s", answer)
                .isTrue();
    }

    @Test
    void aGatewayThatIsDescribedOtherwiseGoesOn() {
        HandLane lane = lane(1);
        Step after = quick(lane);
        Step before = slow(lane);
        lane.send(before);
        Gateway old = lane.gateway();
        lane.change(new Gateway(
                old.id(), old.driver(), "renamed", old.area(), old.alive(), "Pacific/Apia", Map.of(), Map.of()));
        lane.send(after);
        lane.advance(LONG_ENOUGH_MS);
        assertThat(lane.phases(before.ref())).endsWith(Phase.COMPLETED);
        assertThat(lane.heard().stream().map(HandLane.Heard::report))
                .anyMatch(report -> report instanceof Report.StatesSeen seen
                        && seen.device().equals(after.device())
                        && seen.states().stream().anyMatch(state -> state.name().equals(quickState())));
    }

    @Test
    void aJobOfAnUnknownKindIsRefused() {
        HandLane lane = lane(1);
        lane.job(HandLane.job("job-1", "nobody-knows-this", Map.of()));
        lane.advance(LONG_ENOUGH_MS);
        assertThat(lane.heard().stream().map(HandLane.Heard::report).filter(Report.JobSeen.class::isInstance))
                .singleElement()
                .satisfies(report ->
                        assertThat(((Report.JobSeen) report).failure()).isNotEqualTo(Failure.NONE));
    }

    @Test
    void nothingIsToldAfterTheDriverIsClosed() {
        HandLane lane = lane(1);
        lane.send(slow(lane));
        lane.send(quick(lane));
        lane.close();
        int told = lane.heard().size();
        lane.advance(LONG_ENOUGH_MS);
        assertThat(lane.heard()).hasSize(told);
    }

    /** As the lane does where a driver falls while it is closed, or is started anew on a server that stops. */
    @Test
    void closingTwiceDoesNothing() {
        HandLane lane = lane(1);
        lane.close();
        int told = lane.heard().size();
        lane.close();
        assertThat(lane.heard()).hasSize(told);
    }

    @Test
    void oneSeedMakesOneHistory() {
        List<List<HandLane.Heard>> histories = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            HandLane lane = lane(42);
            lane.send(slow(lane));
            lane.advance(5_000);
            lane.send(quick(lane));
            lane.advance(LONG_ENOUGH_MS);
            histories.add(lane.heard());
        }
        assertThat(histories.get(0)).isNotEmpty().isEqualTo(histories.get(1));
    }
}
