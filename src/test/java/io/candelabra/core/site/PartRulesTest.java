package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Plan;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.Resource.Verb;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who may change all kinds of things, and sees and controls one lamp: of other people's things nothing differs afterwards. */
class PartRulesTest {
    private static final Caller BOB = Caller.person(
            "bob",
            List.of(new Grant(
                    SITE,
                    Set.of(Verb.VIEW, Verb.CONTROL, Verb.CONFIGURE),
                    Set.of(),
                    Optional.of(new Reach(
                            Set.of(lampId(0).value()),
                            Set.of(new Reach.Control(lampId(0).value(), Reach.ALL)),
                            Set.of())),
                    Optional.empty())));

    private final HandStepped core = new HandStepped(new MemoryStore());

    @BeforeEach
    void home() {
        core.tell(edit(changes -> changes.put(HandStepped.gateway(HandStepped.GATEWAY))
                .put(lamp(0))
                .put(lamp(1))
                .put(scene("own", 0))
                .put(scene("others", 1))
                .put(group(0, 1))
                .put(start("now", "", 1))
                .put(start("byScene", "own", 0))));
    }

    private static List<Action> toggles(int... lamps) {
        return IntStream.of(lamps)
                .mapToObj(i -> new Action(lampId(i), List.of(DeviceCommand.of("toggle"))))
                .toList();
    }

    private static Scene scene(String id, int... lamps) {
        return new Scene(id, id, toggles(lamps), 1, 1, Map.of(), Map.of());
    }

    private static Group group(int... lamps) {
        List<DeviceId> devices =
                IntStream.of(lamps).mapToObj(HandStepped::lampId).toList();
        return new Group("g", "renamed " + devices.size(), 1, devices, List.of(), 1, 1, Map.of(), Map.of());
    }

    private static DelayedStart start(String id, String scene, int... lamps) {
        Plan plan = new Plan("", scene, Plan.Kind.MANUAL, false, false, toggles(lamps), Map.of());
        return new DelayedStart(id, Long.MAX_VALUE, plan, "ada", Cause.CLOCK);
    }

    private static Command.Put put(Resource resource) {
        return new Command.Put(resource, Expect.ANY);
    }

    private static Command.Delete delete(Resource resource) {
        return new Command.Delete(resource.ref(), Expect.ANY);
    }

    private <A> A asBob(Command<A> command) {
        var answer = core.sites().submitAsync(BOB, SITE, command, Cause.CLOCK);
        core.settle();
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private Refused.Reason refused(Command<?> command) {
        long seq = core.state().seq();
        Refused refused = catchThrowableOfType(Refused.class, () -> asBob(command));
        assertThat(refused).as("%s", command).isNotNull();
        assertThat(core.state().seq()).isEqualTo(seq);
        return refused.reason();
    }

    @Test
    void aSceneDoesWhatItsMakerMayDo() {
        assertThat(refused(put(scene("fresh", 0, 1)))).isEqualTo(Refused.Reason.NOT_FOUND);
        assertThat(refused(put(scene("others", 0)))).isEqualTo(Refused.Reason.NOT_FOUND);
        assertThat(refused(delete(scene("others", 1)))).isEqualTo(Refused.Reason.NOT_FOUND);
        assertThat(asBob(put(scene("fresh", 0)))).isTrue();
        assertThat(asBob(delete(scene("fresh", 0)))).isTrue();
    }

    /** It would start for somebody else, or for nobody, when the maker sleeps. */
    @Test
    void whatWaitsForItsHourIsNotGivenOtherWork() {
        assertThat(refused(put(scene("own", 1)))).isEqualTo(Refused.Reason.NOT_FOUND);
        assertThat(refused(put(start("now", "", 0)))).isEqualTo(Refused.Reason.NOT_FOUND);
        assertThat(refused(put(start("fresh", "others", 1)))).isEqualTo(Refused.Reason.NOT_FOUND);
    }

    @Test
    void whatStartsLaterIsStartedByWhoAskedForIt() {
        core.tell(edit(changes -> changes.put(new DelayedStart(
                "soon",
                core.nowMs(),
                new Plan("", "", Plan.Kind.MANUAL, false, false, toggles(0), Map.of()),
                "ada",
                Cause.CLOCK))));
        core.tell(new Command.Tick());
        assertThat(core.state().executions().stream()
                        .map(running -> running.execution().owner()))
                .containsExactly("ada");
    }

    @Test
    void onlyWhoMayStartItCallsItOff() {
        assertThat(refused(delete(start("now", "", 1)))).isEqualTo(Refused.Reason.NOT_FOUND);
        assertThat(asBob(delete(start("byScene", "own", 0)))).isTrue();
    }

    @Test
    void hiddenDevicesStayInTheirGroup() {
        assertThat(refused(put(group(0)))).isEqualTo(Refused.Reason.FORBIDDEN);
        assertThat(refused(delete(group(0, 1)))).isEqualTo(Refused.Reason.FORBIDDEN);
        assertThat(asBob(put(group(1)))).as("its own one leaves").isFalse();
        assertThat(core.state().resource(Group.class, "g").orElseThrow().devices())
                .containsExactly(lampId(1));
        assertThat(refused(put(group(1, 0)))).as("all are hidden by now").isEqualTo(Refused.Reason.NOT_FOUND);
    }

    @Test
    void whoeverListensForTheSiteSeesAllOfIt() {
        Subscription hook = new Subscription("s", "sustainder", "status", "https://x", "", "", true, Map.of());
        assertThat(refused(put(hook))).isEqualTo(Refused.Reason.FORBIDDEN);
    }
}
