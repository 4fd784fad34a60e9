package io.candelabra.driver.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The example keeps the contract, and what its own protocol adds. */
class ExampleDriverTest extends DriverContract {
    private static final DeviceId LAMP = HandLane.id("knx", "lamp");
    private static final String INTENSITY = "core:LightIntensityState";

    private static final Report ANSWERS = new Report.GatewaySeen(HandLane.GATEWAY, true);

    private FarEnd farEnd = new FarEnd();

    /** Answers after half a second: with the state, then that it is done. */
    private static final class FarEnd implements Peer {
        private final List<String> said = new ArrayList<>();
        private @Nullable HandLane lane;
        private @Nullable Consumer<String> ear;
        private boolean mute;
        private boolean open = true;

        @Override
        public void open(Consumer<String> hear) {
            ear = hear;
        }

        @Override
        public void say(String line) {
            said.add(line);
            String[] words = line.split(" ");
            if (!mute) {
                lane.at(lane.nowMs() + 500, () -> {
                    tell("DID " + words[1] + " " + words[2] + " " + INTENSITY + " " + words[4]);
                    tell("OK " + words[1]);
                });
            }
        }

        void tell(String line) {
            if (ear != null) {
                ear.accept(line);
            }
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            said.add("closed");
        }
    }

    @Override
    protected HandLane lane(long seed) {
        farEnd = new FarEnd();
        HandLane lane = new HandLane(new ExampleDriver(context -> farEnd), seed);
        farEnd.lane = lane;
        lane.add("lamp", "knx:DimmableLightKNXComponent", State.of(INTENSITY, 0));
        return lane.start();
    }

    @Override
    protected Step slow(HandLane lane) {
        return quick(lane);
    }

    @Override
    protected Step quick(HandLane lane) {
        return lane.step(LAMP, "setIntensity", Value.of(40));
    }

    @Override
    protected String quickState() {
        return INTENSITY;
    }

    @Test
    void aLineThatNobodyAnswersFailsInTime() {
        HandLane lane = lane(1);
        farEnd.mute = true;
        Step step = quick(lane);
        lane.send(step);
        lane.advance(9_999);
        assertThat(lane.phases(step.ref())).isEmpty();
        lane.advance(1);
        assertThat(lane.failure(step.ref())).contains(Failure.NO_ANSWER);
        farEnd.tell("OK t1");
        assertThat(lane.phases(step.ref())).as("too late").containsExactly(Phase.FAILED);
    }

    @Test
    void aRefusalFailsTheStep() {
        HandLane lane = lane(1);
        farEnd.mute = true;
        Step step = quick(lane);
        lane.send(step);
        farEnd.tell("ERR t1");
        assertThat(lane.failure(step.ref())).contains(Failure.OTHER);
        assertThat(farEnd.said).containsExactly("SET t1 lamp setIntensity 40");
    }

    @Test
    void aParameterCannotSmuggleASecondLine() {
        HandLane lane = lane(1);
        Step step = lane.step(LAMP, "setIntensity", Value.of("1\nSET t9 door open"));
        assertThat(lane.send(step)).isEqualTo(new Transmission.Failed(Failure.BAD_PARAMETER));
        assertThat(farEnd.said).isEmpty();
    }

    @Test
    void whatTheFieldTellsByItselfIsReported() {
        HandLane lane = lane(1);
        farEnd.tell("AT lamp " + INTENSITY + " 70");
        farEnd.tell("GONE lamp");
        farEnd.tell("BACK lamp");
        assertThat(lane.heard().stream().map(HandLane.Heard::report))
                .containsExactly(
                        ANSWERS,
                        new Report.StatesSeen(LAMP, List.of(State.of(INTENSITY, 70))),
                        new Report.AvailabilitySeen(LAMP, false),
                        new Report.AvailabilitySeen(LAMP, true));
    }

    @Test
    void whatCannotBeUnderstoodIsLeftAlone() {
        HandLane lane = lane(1);
        List.of(
                        "",
                        " ",
                        "AT",
                        "AT lamp",
                        "AT lamp  1",
                        "AT lamp " + "x".repeat(201) + " 1",
                        "AT  " + INTENSITY + " 1",
                        "DID t1",
                        "DID t1 lamp",
                        "AT nobody x 1",
                        "OK t99",
                        "HELLO lamp",
                        "\u0000\ufffd\ud800",
                        "AT lamp " + INTENSITY + " " + "1".repeat(2_000))
                .forEach(farEnd::tell);
        assertThat(lane.heard()).extracting(HandLane.Heard::report).containsExactly(ANSWERS);
    }

    @Test
    void aNumberThatIsNoneChangesNothing() {
        HandLane lane = lane(1);
        farEnd.tell("AT lamp " + INTENSITY + " Infinity");
        farEnd.tell("AT lamp " + INTENSITY + " bright");
        assertThat(lane.told(LAMP, INTENSITY)).isEmpty();
    }

    @Test
    void aDeviceThatIsConnectedIsFoundOnce() {
        HandLane lane = lane(1);
        farEnd.tell("FOUND spot knx:DimmableLightKNXComponent Spot over the stove");
        farEnd.tell("FOUND plug knx:OnOffLightKNXComponent");
        farEnd.tell("FOUND lamp knx:DimmableLightKNXComponent It is known already");
        farEnd.tell("FOUND nothing");
        farEnd.tell("FOUND  knx:OnOffLightKNXComponent");
        assertThat(lane.heard())
                .extracting(HandLane.Heard::report)
                .containsExactly(
                        ANSWERS,
                        found("spot", "knx:DimmableLightKNXComponent", "Spot over the stove"),
                        found("plug", "knx:OnOffLightKNXComponent", "plug"));
    }

    private static Report found(String address, String type, String label) {
        return new Report.DeviceFound(Device.of(HandLane.id("example", address), type, label, States.NONE));
    }

    @Test
    void aDeviceThatTheProtocolCannotNameIsRefused() {
        HandLane lane = lane(1);
        DeviceId nameless = lane.add("#1", "knx:DimmableLightKNXComponent");
        assertThat(lane.send(lane.step(nameless, "setIntensity", Value.of(1))))
                .isEqualTo(new Transmission.Failed(Failure.BAD_PARAMETER));
        assertThat(farEnd.said).isEmpty();
    }

    @Test
    void aFarEndThatIsLostEndsTheDriverWithinASecond() {
        HandLane lane = lane(1);
        farEnd.open = false;
        assertThatThrownBy(() -> lane.advance(1_000)).hasMessageContaining("the far end is gone");
        assertThat(lane.gateway().alive()).isFalse();
    }
}
