package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.Sites;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestTime;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A press that reads as the one before is news where the state's type declares it, and nowhere else. */
class MomentaryStatesTest {
    private static final SiteId SITE = new SiteId("home");
    private static final String EVENT = "candelabra:ButtonEventState";

    @TempDir
    Path folder;

    private TestRooms rooms;
    private Sites sites;

    @BeforeEach
    void open() {
        TestTime time = TestTime.begin();
        rooms = TestRooms.in(new TestRooms.World(folder, new MemoryStore(), time, time, 1, Settings.Limits.OFF));
        sites = rooms.sites();
        sites.open(SITE).join();
        tell(new Command.PutGateway(HandStepped.gateway(HandStepped.GATEWAY)));
        tell(new Command.Put(new Resource.SiteType(
                type(
                        "acme:Doorbell",
                        new StateType(
                                "acme:RungState",
                                StateType.Shape.DATA,
                                State.Kind.STRING,
                                0,
                                0,
                                List.of(),
                                false,
                                true)),
                "")));
        // as a site stored it before types declared what is momentary
        tell(new Command.Put(new Resource.SiteType(
                type("candelabra:PicoRemote~2", StateType.undeclared(EVENT, State.Kind.STRING)), "")));
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private static DeviceType type(String name, StateType state) {
        return new DeviceType(
                name,
                "REMOTE_CONTROLLER",
                "RemoteController",
                "",
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(state),
                List.of());
    }

    private <A> A tell(Command<A> command) {
        return sites.submit(Caller.CORE, SITE, command, Cause.FIELD);
    }

    private long changesOf(DeviceId device) {
        return sites.read(Caller.CORE, SITE, 0, 1_000).events().stream()
                .filter(logged -> logged.event() instanceof SiteEvent.StatesChanged changed
                        && changed.changes().stream().anyMatch(c -> c.device().equals(device)))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "candelabra:PicoRemote, candelabra:ButtonEventState, 4",
        "candelabra:PicoRemote, candelabra:LedState, 1",
        "acme:Doorbell, acme:RungState, 4",
        "acme:Doorbell, acme:LoudnessState, 1",
        "candelabra:PicoRemote~2, candelabra:ButtonEventState, 4",
        "acme:InNoCatalogue, candelabra:LastButtonState, 4",
        "acme:InNoCatalogue, acme:RungState, 1"
    })
    void eachReportOfAMomentaryStateIsAnEvent(String type, String state, int events) {
        DeviceId id = DeviceId.of("candelabra", HandStepped.GATEWAY, "remote");
        tell(new Command.PutDevice(Device.of(id, type, "", States.NONE)));
        Report pressed = new Report.StatesSeen(id, List.of(State.of(state, "press")));
        tell(new Command.Hear(List.of(pressed, pressed)));
        tell(new Command.Hear(List.of(pressed)));
        tell(new Command.Hear(List.of(pressed)));
        assertThat(changesOf(id)).isEqualTo(events);
    }

    @Test
    void whatReadsTheSameInOneHandfulIsToldEachTime() {
        DeviceId id = DeviceId.of("candelabra", HandStepped.GATEWAY, "remote");
        tell(new Command.PutDevice(Device.of(id, "acme:Doorbell", "", States.NONE)));
        Report rung = new Report.StatesSeen(
                id, List.of(State.of("acme:RungState", "once"), State.of("acme:LoudnessState", "high")));
        tell(new Command.Hear(List.of(rung, rung, rung)));
        assertThat(sites.read(Caller.CORE, SITE, 0, 1_000).events().stream()
                        .map(logged -> logged.event())
                        .filter(SiteEvent.StatesChanged.class::isInstance)
                        .map(event -> ((SiteEvent.StatesChanged) event)
                                .changes()
                                .getFirst()
                                .states()))
                .containsExactly(
                        List.of(State.of("acme:RungState", "once"), State.of("acme:LoudnessState", "high")),
                        List.of(State.of("acme:RungState", "once")),
                        List.of(State.of("acme:RungState", "once")));
    }
}
