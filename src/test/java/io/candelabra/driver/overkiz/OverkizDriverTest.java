package io.candelabra.driver.overkiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.intake.ToldDefinitions;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.JobKind;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The driver keeps the contract; and what boxes do besides. */
class OverkizDriverTest extends DriverContract {
    private static final String INTENSITY = "core:LightIntensityState";
    private static final DeviceId LAMP = HandLane.id("io", "lamp");
    private static final String URL = LAMP.value();
    private static final String DEFINITION =
            "'definition':{'commands':[{'commandName':'setIntensity','nparams':1}],'states':[{'name':'" + INTENSITY
                    + "'}]}";

    private FakeBox box = new FakeBox();

    private static final String STATE = "{'name':'" + INTENSITY + "','type':1,'value':3}";

    private static String device(String url, String more) {
        return "{'deviceURL':'" + url + "','controllableName':'io:DimmableLightIOComponent','label':'Lamp',"
                + DEFINITION + ",'states':[" + STATE + "]" + more + "}";
    }

    private HandLane fresh(long seed) {
        box = new FakeBox();
        HandLane lane =
                new HandLane(new OverkizDriver(settings -> box, new ToldDefinitions(HandLane.CATALOGUE)::type), seed);
        box.lane = lane;
        return lane;
    }

    @Override
    protected HandLane lane(long seed) {
        HandLane lane = fresh(seed);
        lane.add("lamp", "io:DimmableLightIOComponent", State.of(INTENSITY, 0));
        box.device(device(URL, "").replace(STATE, ""));
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
    void theSetupIsTold() {
        HandLane lane = fresh(1);
        box.device(device(
                URL,
                ",'available':false,'attributes':[{'name':'core:Manufacturer','type':3,'value':'M'}],'synced':true"));
        box.device("{'deviceURL':'no url','controllableName':'x:Y'," + DEFINITION + "}");
        box.device("{'deviceURL':'io://a/b','controllableName':'x:Y'}");
        lane.start();
        assertThat(found(lane)).singleElement().satisfies(device -> {
            assertThat(device.id()).isEqualTo(LAMP);
            assertThat(device.available()).isFalse();
            assertThat(device.states().number(INTENSITY)).isEqualTo(3);
            assertThat(device.attributes()).containsExactly(State.of("core:Manufacturer", "M"));
            assertThat(device.vendor()).containsEntry("overkiz", "{\"synced\":true}");
        });
        assertThat(reports(lane, Report.TypeFound.class)).singleElement().satisfies(told -> {
            assertThat(told.type().name()).isEqualTo("io:DimmableLightIOComponent");
            assertThat(told.definition()).contains("\"nparams\":1");
            assertThat(told.type().command("setIntensity").orElseThrow().effects())
                    .as("the catalogue knows what it does")
                    .isNotEmpty();
        });
        assertThat(alive(lane)).containsExactly(true);
        assertThat(lane.kept(OverkizDriver.CERTIFICATE)).isEqualTo(box.fingerprint());
    }

    @Test
    void definitionsOfOneNameAreTypesOfTheirOwnAndFurtherGatewaysHavePlacesOfTheirOwn() {
        HandLane lane = fresh(1);
        box.device(device(URL, ""));
        box.device(device("io://9999-0000-0000/lamp", "").replace("'nparams':1", "'nparams':2"));
        lane.start();
        assertThat(found(lane))
                .extracting(device -> device.id().value() + " " + device.type())
                .containsExactly(
                        URL + " io:DimmableLightIOComponent",
                        "io://" + HandLane.GATEWAY + "/9999-0000-0000/lamp io:DimmableLightIOComponent~2");
        lane.know(reports(lane, Report.TypeFound.class).getLast().type());
        found(lane).forEach(lane::put);
        lane.send(found(lane).getLast().id(), "setIntensity", Value.of(1), Value.of(2));
        assertThat(box.applied).containsExactly("io://9999-0000-0000/lamp setIntensity");
    }

    @Test
    void whatHappensAtTheBoxIsTold() {
        HandLane lane = lane(1);
        box.happens("{'name':'DeviceUnavailableEvent','deviceURL':'" + URL + "'}");
        box.happens(
                "{'name':'DeviceStateChangedEvent','deviceURL':'" + URL
                        + "','deviceStates':[{'name':'core:OnOffState','type':3,'value':'on'},{'name':'x:Float','type':2,'value':'1.5'}]}");
        box.happens("{'name':'NobodyKnowsThisEvent'}");
        box.happens(
                "{'name':'DeviceStateChangedEvent','deviceURL':'io://other/unheard','deviceStates':[{'name':'x','type':3,'value':'y'}]}");
        box.happens("{'name':7,'deviceStates':'odd'}");
        lane.advance(2_000);
        assertThat(lane.device(LAMP).orElseThrow().available()).isFalse();
        assertThat(lane.told(LAMP, "core:OnOffState")).containsExactly("on");
        assertThat(lane.number(LAMP, "x:Float")).isEqualTo(1.5);
        assertThat(reports(lane, Report.StatesSeen.class))
                .allSatisfy(seen -> assertThat(seen.device()).isEqualTo(LAMP));
        box.happens("{'name':'DeviceRemovedEvent','deviceURL':'" + URL + "'}");
        lane.advance(2_000);
        assertThat(reports(lane, Report.DeviceGone.class)).containsExactly(new Report.DeviceGone(LAMP));
    }

    @Test
    void aDeviceThatComesIsReadAndOneThatTheSetupLacksCannotBeReached() {
        HandLane lane = lane(1);
        String second = "io://" + HandLane.GATEWAY + "/second";
        box.device(device(second, ""));
        box.remove(URL);
        box.happens("{'name':'DeviceCreatedEvent','deviceURL':'" + second + "'}");
        lane.advance(7_000);
        assertThat(found(lane)).extracting(device -> device.id().value()).containsExactly(second);
        assertThat(lane.device(LAMP).orElseThrow().available()).isFalse();
        assertThat(reports(lane, Report.DeviceGone.class))
                .as("a list may be cut off")
                .isEmpty();
    }

    /** Such as when somebody renames one: the site knows more by now than the setup of the beginning told. */
    @Test
    void devicesThatChangeAreNotSetBack() {
        HandLane lane = lane(1);
        box.happens("{'name':'DeviceStateChangedEvent','deviceURL':'" + URL + "','deviceStates':[{'name':'" + INTENSITY
                + "','type':1,'value':'90'}]}");
        lane.advance(2_000);
        int told = lane.heard().size();
        lane.devicesChanged();
        assertThat(lane.heard()).hasSize(told);
        DeviceId second = HandLane.id("io", "second");
        box.device(device(second.value(), ""));
        box.happens("{'name':'DeviceCreatedEvent','deviceURL':'" + second.value() + "'}");
        lane.advance(7_000);
        box.happens("{'name':'DeviceStateChangedEvent','deviceURL':'" + second.value() + "','deviceStates':[{'name':'"
                + INTENSITY + "','type':1,'value':'33'}]}");
        lane.advance(2_000);
        lane.add("second", "io:DimmableLightIOComponent");
        lane.devicesChanged();
        assertThat(lane.number(second, INTENSITY))
                .as("what was told while it waited")
                .isEqualTo(33);
    }

    @Test
    void aSetupWithoutTheBoxOrWithoutDevicesIsNone() {
        HandLane lane = lane(1);
        box.gateways = "[{'gatewayId':'9999-0000-0000'},{'gatewayId':'" + HandLane.GATEWAY + "'}]";
        lane.job(HandLane.job("job", JobKind.REFRESH.name(), Map.of()));
        assertThat(found(lane)).as("in another order it is the same home").isEmpty();
        for (String gateways : List.of("[]", "[{'gatewayId':'9999-0000-0000'}]", "'none'")) {
            box.gateways = gateways;
            assertThatThrownBy(() -> lane.job(HandLane.job("job", JobKind.REFRESH.name(), Map.of())))
                    .hasRootCauseInstanceOf(IOException.class);
        }
        assertThat(lane.device(LAMP).orElseThrow().available()).isTrue();
    }

    @Test
    void aDeviceThatIsTakenOutAndPutInAgainIsFoundAnew() {
        HandLane lane = lane(1);
        box.happens("{'name':'DeviceRemovedEvent','deviceURL':'" + URL + "'}");
        box.happens("{'name':'DeviceCreatedEvent','deviceURL':'" + URL + "'}");
        lane.advance(7_000);
        assertThat(found(lane)).singleElement().extracting(Device::id).isEqualTo(LAMP);
    }

    @Test
    void aBoxThatWasStartedAnewIsReadAfresh() {
        HandLane lane = lane(1);
        box.restarted();
        box.device(device(URL, "").replace("'value':3", "'value':77"));
        lane.advance(7_000);
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(77);
        assertThat(box.asked).containsSubsequence("register", "setup", "fetch", "register", "setup");
        box.happens("{'name':'DeviceStateChangedEvent','deviceURL':'" + URL + "','deviceStates':[{'name':'" + INTENSITY
                + "','type':1,'value':'78'}]}");
        lane.advance(2_000);
        assertThat(lane.number(LAMP, INTENSITY)).as("by the new listener").isEqualTo(78);
    }

    @Test
    void aBoxThatIsAwayIsToldOnceAndEndsTheDriver() {
        HandLane lane = lane(1);
        box.away = true;
        assertThatThrownBy(() -> lane.advance(2_000)).isInstanceOf(UncheckedIOException.class);
        assertThat(alive(lane)).containsExactly(true, false);
    }

    @Test
    void whatTheBoxRefusesFailsTheStepAndNothingElse() {
        HandLane lane = lane(1);
        for (Map.Entry<Box.Refusal.Kind, Failure> one : Map.of(
                        Box.Refusal.Kind.FULL, Failure.BUSY,
                        Box.Refusal.Kind.COMMAND, Failure.BAD_PARAMETER,
                        Box.Refusal.Kind.OTHER, Failure.OTHER)
                .entrySet()) {
            box.refusal = new Box.Refusal(one.getKey(), "no");
            assertThat(lane.send(quick(lane))).isEqualTo(new Transmission.Failed(one.getValue()));
        }
        assertThat(alive(lane)).containsExactly(true);
    }

    @Test
    void theWordsOfAFailureAreUnderstood() {
        for (Map.Entry<String, Failure> one : Map.of(
                        "PRIORITY_LOCK", Failure.LOCKED,
                        "CMDCANCELLED", Failure.CANCELLED,
                        "TIMEOUT", Failure.NO_ANSWER,
                        "SOMETHING_NEW", Failure.OTHER)
                .entrySet()) {
            HandLane lane = lane(1);
            box.mute = true;
            Step step = quick(lane);
            lane.send(step);
            box.happens("{'name':'ExecutionStateChangedEvent','execId':'e1','newState':'FAILED','failureType':'"
                    + one.getKey() + "'}");
            lane.advance(1_000);
            assertThat(lane.failure(step.ref())).contains(one.getValue());
        }
    }

    @Test
    void aStepOfWhichTheBoxTellsNoMoreFailsInTime() {
        HandLane lane = lane(1);
        box.mute = true;
        Step step = quick(lane);
        lane.send(step);
        lane.advance(179_000);
        assertThat(lane.phases(step.ref())).isEmpty();
        lane.advance(2_000);
        assertThat(lane.failure(step.ref())).contains(Failure.NO_ANSWER);
        box.moves("e1", "COMPLETED");
        lane.advance(2_000);
        assertThat(lane.phases(step.ref())).as("too late").hasSize(1);
    }

    @Test
    void executionsOfOthersAreNobodysSteps() {
        HandLane lane = lane(1);
        box.moves("somebody-elses", "COMPLETED");
        lane.advance(2_000);
        assertThat(reports(lane, Report.StepSeen.class)).isEmpty();
    }

    @Test
    void aRefreshReadsTheSetup() {
        HandLane lane = lane(1);
        box.device(device(URL, "").replace("'value':3", "'value':55"));
        lane.job(HandLane.job("job", JobKind.REFRESH.name(), Map.of()));
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(55);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.failure())
                .isEqualTo(Failure.NONE));
    }

    @Test
    void whichDevicesCanBeReachedStandsInTheSetup() {
        HandLane lane = lane(1);
        box.device(device(URL, ",'available':false"));
        lane.job(HandLane.job("job", JobKind.AVAILABILITY.name(), Map.of()));
        assertThat(reports(lane, Report.AvailabilitySeen.class)).endsWith(new Report.AvailabilitySeen(LAMP, false));
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.failure())
                .isEqualTo(Failure.NONE));
    }

    /** However many commands there are, one look is ahead. */
    @Test
    void looksDoNotMultiply() {
        HandLane lane = lane(1);
        box.mute = true;
        Stream.generate(() -> quick(lane)).limit(100).forEach(lane::send);
        long before = lane.tasksRun();
        lane.advance(10_000);
        assertThat(lane.tasksRun() - before).isLessThan(60);
    }

    @Test
    void aStepOfADeviceThatTheBoxDoesNotHaveFails() {
        HandLane lane = fresh(1);
        DeviceId lost = lane.add("lost", "io:DimmableLightIOComponent");
        lane.start();
        assertThat(lane.send(lane.step(lost, "setIntensity", Value.of(1))))
                .isEqualTo(new Transmission.Failed(Failure.NO_ANSWER));
        assertThat(box.applied).isEmpty();
    }
}
