package io.candelabra.core.view;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.gateway;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static io.candelabra.core.site.HandStepped.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.site.HandStepped;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Grant;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader of the log is told by the same rule by which its caller sees. */
class EntryTest {
    private final HandStepped core = new HandStepped(new MemoryStore());

    private static Caller person(DeviceId... hidden) {
        return Caller.person("ada", List.of(new Grant(SITE, Set.of(Verb.VIEW), Set.of(hidden))));
    }

    private Feed.Page read(Caller caller, long after) {
        return new Feed(core.sites(), caller, SITE, "reader").read(after, 1_000);
    }

    private List<SiteEvent> told(Caller caller, long after) {
        return read(caller, after).entries().stream()
                .flatMap(entry -> entry.told().stream())
                .map(LoggedEvent::event)
                .toList();
    }

    /** Two lamps, one above the other, behind one gateway that stands below. */
    @BeforeEach
    void home() {
        core.tell(edit(changes -> changes.put(new Resource.Area("up", "", "up", 1, 0, 0, Map.of(), Map.of()))
                .put(new Resource.Area("down", "", "down", 1, 0, 0, Map.of(), Map.of()))
                .put(gateway(GATEWAY))
                .put(lamp(0).withArea("up", 1))
                .put(lamp(1).withArea("down", 1))));
    }

    @Test
    void ofSeveralChangesThoseOfWhatIsSeenAreTold() {
        long from = core.state().seq();
        core.tell(new Command.Hear(List.of(seen(0, 7), seen(1, 8))));
        assertThat(told(person(lampId(1)), from))
                .singleElement()
                .isInstanceOfSatisfying(SiteEvent.StatesChanged.class, changed -> assertThat(changed.changes())
                        .extracting(SiteEvent.DeviceStates::device)
                        .containsExactly(lampId(0)));
        assertThat(told(person(), from)).as("all of it").isEqualTo(events(from));
        assertThat(told(person(lampId(0), lampId(1)), from)).isEmpty();
        assertThat(read(person(lampId(0), lampId(1)), from).upTo())
                .as("whoever is told nothing goes on behind it")
                .isEqualTo(core.state().seq());
    }

    @Test
    void whoSignedInIsToldToAdministratorsAndToThePersonAlone() {
        long from = core.state().seq();
        core.tell(new Command.WriteHistory(new HistoryItem.Visit("v1", 1, "eve", "overkiz", "10.0.0.7")));
        assertThat(told(person(), from)).isEmpty();
        assertThat(told(Caller.person("eve", person().grants()), from)).hasSize(1);
        Grant all = new Grant(SITE, Set.of(Verb.VIEW, Verb.ADMINISTER), Set.of());
        assertThat(told(Caller.person("ada", List.of(all)), from)).hasSize(1);
    }

    @Test
    void aPageComesWithTheSiteAsItIsBehindItsEvents() {
        core.tell(new Command.Hear(List.of(seen(0, 7))));
        Feed.Page page = read(person(), 0);
        assertThat(page.view().seq()).isGreaterThanOrEqualTo(page.upTo());
        assertThat(page.view().device(lampId(0))).isPresent();
    }

    @Test
    void anExecutionIsToldToItsEndToWhoSeesAllOfIt() {
        long from = core.state().seq();
        ExecutionId one = core.tell(start("set", 0));
        core.tell(new Command.Hear(List.of(new Report.StepSeen(new Step.Ref(one, 0), Phase.COMPLETED, Failure.NONE))));
        assertThat(core.state().executions().has(one)).as("it has ended").isFalse();
        assertThat(told(person(lampId(1)), from))
                .isEqualTo(events(from))
                .anyMatch(SiteEvent.ExecutionMoved.class::isInstance);
        assertThat(told(person(lampId(0)), from)).isEmpty();
    }

    @Test
    void whatMovesOfAnExecutionThatIsNotToldIsKnown() {
        long from = core.state().seq();
        core.tell(start("set", 0, 1));
        Entry started = read(person(lampId(1)), from).entries().getFirst();
        assertThat(started.told()).isEmpty();
        assertThat(started.besides()).containsExactly(lampId(0));
    }

    /** Somebody who is bound to an area follows the log: numbers agree, and what is moved away is gone. */
    @Test
    void aViewFollowsTheLogAlsoWhereNothingIsTold() {
        Caller upstairs = person().within("up");
        View view = core.sites().view(upstairs, SITE);
        assertThat(view.device(lampId(0))).isPresent();
        core.tell(new Command.Hear(List.of(seen(1, 8))));
        core.tell(edit(changes -> changes.put(lamp(0).withArea("down", 2))));
        boolean reshaped = false;
        for (Entry entry : read(upstairs, view.seq()).entries()) {
            assertThat(entry.told()).isEmpty();
            assertThat(entry.seq()).isEqualTo(view.seq() + 1);
            reshaped |= entry.reshapes();
            view = view.after(entry);
        }
        assertThat(reshaped).isTrue();
        assertThat(view.device(lampId(0))).isEmpty();
        assertThat(view.state()).isEqualTo(core.state());
        assertThat(view.as(person()).device(lampId(0))).isPresent();
    }

    @Test
    void anAlertIsToldLikeWhatItIsAbout() {
        long from = core.state().seq();
        core.tell(edit(changes -> changes.add(new SiteEvent.AlertRaised(new Alert(lampId(0), "LAMP", "", 1)))
                .add(SiteEvent.DeviceRemoved.of(lampId(1)))));
        assertThat(told(person(lampId(0)), from)).hasOnlyElementsOfType(SiteEvent.DeviceRemoved.class);
        assertThat(told(person(lampId(1)), from))
                .as("the lamp that is gone was hidden")
                .hasOnlyElementsOfType(SiteEvent.AlertRaised.class);
        assertThat(told(person(), from)).hasSize(2);
    }

    @Test
    void aDeviceThatIsGoneIsToldToWhoSawIt() {
        long from = core.state().seq();
        SiteEvent gone =
                SiteEvent.DeviceRemoved.of(core.state().device(lampId(0)).orElseThrow());
        core.tell(new Command.RemoveDevice(lampId(0)));
        assertThat(told(person().within("up"), from)).containsExactly(gone);
        assertThat(told(person(lampId(1)), from)).containsExactly(gone);
        assertThat(told(person().within("down"), from)).isEmpty();
        assertThat(told(person(lampId(0)), from)).isEmpty();
        assertThat(told(person().within("up"), core.state().seq() - 1)).containsExactly(gone);
    }

    /** The log holds events from before it was told where a device was. */
    @Test
    void aDeviceOfWhichItIsNotKnownWhereItWasIsToldToWhoIsBoundToNoArea() {
        long from = core.state().seq();
        core.tell(edit(changes -> changes.add(SiteEvent.DeviceRemoved.of(lampId(0)))));
        assertThat(told(person(lampId(1)), from)).hasSize(1);
        assertThat(told(person().within("up"), from)).isEmpty();
    }

    private List<SiteEvent> events(long from) {
        return core.log(SITE, from).stream().map(LoggedEvent::event).toList();
    }

    private static Report seen(int lamp, long level) {
        return new Report.StatesSeen(lampId(lamp), List.of(State.of("core:LevelState", level)));
    }
}
