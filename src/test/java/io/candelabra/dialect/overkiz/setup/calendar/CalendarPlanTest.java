package io.candelabra.dialect.overkiz.setup.calendar;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Execution;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Agenda;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The calendar runs: its moments start once, over restarts, crashes, changes and pauses. */
class CalendarPlanTest {
    private static final String DAY = """
            {"label":"d","type":"WORK_DAY","dayTimeTriggers":[
             {"startActionGroupTimeTrigger":{"triggerType":"TIME","id":"a","hours":%d,"minutes":%d,"enabled":true,"actionGroupOID":"0aa0e1f2-0000-4000-8000-00000000000a"}},
             {"startActionGroupTimeTrigger":{"triggerType":"TIME","id":"b","hours":23,"minutes":50,"enabled":true,
               "localActionGroup":{"actions":[{"deviceURL":"io://1234-5678-9012/1","commands":[{"name":"set","parameters":[7]}]}]}}},
             {"startActionGroupTimeTrigger":{"triggerType":"DUSK","id":"off","enabled":false,"actionGroupOID":"0aa0e1f2-0000-4000-8000-00000000000a"}}]}""";

    private static final String SCENE = "0aa0e1f2-0000-4000-8000-00000000000a";

    private final MemoryStore store = new MemoryStore();
    private HandStepped site = new HandStepped(store, OverkizFace.DECLARED);

    /** It is 14 November 2023, 23:13:20 in Amsterdam. */
    CalendarPlanTest() {
        site.install(SITE, 2);
        put(profile("Europe/Amsterdam"));
        put(new Resource.Scene(SCENE, "evening", List.of(action(0)), 0, 0, Map.of(), Map.of()));
        put(day(23, 30));
    }

    @Test
    void aMomentStartsWhatItNamesOnceWithTheCalendarAsCause() {
        rule("rule", "{\"calendarDayOID\":\"day\"}");
        assertThat(next()).isEqualTo("2023-11-14T22:30:00Z");
        passTo("2023-11-14T22:29:59Z");
        tick();
        assertThat(started()).isEmpty();
        passTo("2023-11-14T22:30:00Z");
        tick();
        tick();
        assertThat(started()).hasSize(1);
        Execution execution = started().getFirst();
        assertThat(execution.plan().scene()).isEqualTo(SCENE);
        assertThat(execution.plan().kind()).isEqualTo(Plan.Kind.SCHEDULE);
        assertThat(execution.cause().dialect() + " " + execution.cause().who() + " "
                        + execution.cause().request())
                .isEqualTo("clock calendar rule");
        assertThat(next()).isEqualTo("2023-11-14T22:50:00Z");
        passTo("2023-11-14T22:50:01Z");
        tick();
        assertThat(started()).hasSize(2);
        assertThat(started().getLast().plan().actions())
                .extracting(Action::device)
                .containsExactly(lampId(1));
        assertThat(next()).isEqualTo("2023-11-15T22:30:00Z");
    }

    @Test
    void howeverManyRulesWaitOneDueTimeDoes() {
        for (int i = 0; i < 50; i++) {
            rule("rule" + i, "{\"priority\":" + i + ",\"calendarDayOID\":\"day\"}");
        }
        assertThat(site.state().work().due()).hasSize(1);
        site.tell(new Command.Together(site.state().resources(Resource.Extra.class).stream()
                .filter(extra -> extra.kind().equals("calendarRule"))
                .<Command<?>>map(Command.Delete::new)
                .toList()));
        assertThat(site.state().work().due()).isEmpty();
        assertThat(site.state().resource(Agenda.class, "overkiz")).isEmpty();
    }

    @Test
    void restartsAtAnyMomentStartEachMomentOnce() {
        rule("rule", "{\"calendarDayOID\":\"day\"}");
        Random random = new Random(7);
        for (int i = 0; i < 1_500; i++) {
            site.pass(random.nextInt(240_000));
            switch (random.nextInt(4)) {
                case 0 -> restart();
                case 1 -> {
                    // the decision is lost on its way to the disk
                    site.ask(new Command.Tick());
                    restart();
                    tick();
                }
                case 2 -> put(profile(random.nextBoolean() ? "Europe/Amsterdam" : "Europe/Paris"));
                default -> tick();
            }
            tick();
        }
        List<Instant> expected = new ArrayList<>();
        Instant now = Instant.ofEpochMilli(site.nowMs());
        for (Instant at = Instant.parse("2023-11-14T22:30:00Z"); !at.isAfter(now); at = at.plus(Duration.ofDays(1))) {
            expected.add(at);
            expected.add(at.plus(Duration.ofMinutes(20)));
        }
        expected.removeIf(at -> at.isAfter(now));
        List<Instant> starts = started().stream()
                .map(execution -> Instant.ofEpochMilli(execution.startedMs()))
                .toList();
        assertThat(starts).hasSameSizeAs(expected).hasSizeGreaterThan(3);
        for (int i = 0; i < starts.size(); i++) {
            assertThat(starts.get(i)).isBetween(expected.get(i), expected.get(i).plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void whatIsMissedByMoreThanFiveMinutesIsLeftOutAndTold() {
        rule("rule", "{\"calendarDayOID\":\"day\"}");
        restart();
        passTo("2023-11-14T22:53:00Z");
        tick();
        assertThat(started()).hasSize(1);
        assertThat(started().getFirst().plan().scene()).isEmpty();
        assertThat(notes()).singleElement().satisfies(note -> assertThat(note.text())
                .contains("2023-11-14T22:30:00Z")
                .contains(": 1,"));
        // a year later all of it is told in one line, and the next evening is as ever
        passTo("2024-11-14T12:00:00Z");
        tick();
        assertThat(started()).hasSize(1);
        assertThat(notes()).hasSize(2);
        assertThat(notes().getLast().text()).contains(": 730,");
        passTo("2024-11-14T22:30:00Z");
        tick();
        assertThat(started()).hasSize(2);
    }

    @Test
    void aCalendarThatIsOffStartsNothingAndMakesUpForNothing() {
        rule("rule", "{\"calendarDayOID\":\"day\"}");
        put(extra(ExtraKind.CALENDAR_STATUS, "status", "{\"enabled\":false}"));
        passTo("2023-11-14T22:31:00Z");
        tick();
        put(extra(ExtraKind.CALENDAR_STATUS, "status", "{\"enabled\":true}"));
        tick();
        assertThat(started()).isEmpty();
        assertThat(next()).isEqualTo("2023-11-14T22:50:00Z");
    }

    @Test
    void anotherZoneOrDayPlansAnewAndWhatWasDueBeforeHappens() {
        rule("rule", "{\"calendarDayOID\":\"day\"}");
        put(profile("Europe/London"));
        assertThat(next()).isEqualTo("2023-11-14T23:30:00Z");
        put(day(22, 30));
        assertThat(next()).isEqualTo("2023-11-14T22:30:00Z");
        passTo("2023-11-14T22:30:30Z");
        // the change comes before the clock does
        put(profile("Europe/Athens"));
        assertThat(started()).hasSize(1);
        tick();
        assertThat(started()).hasSize(1);
        assertThat(next()).isEqualTo("2023-11-15T20:30:00Z");
    }

    @Test
    void whatCannotStartIsToldAndHoldsUpNothing() {
        rule("rule", "{\"calendarDayOID\":\"day\"}");
        put(day(23, 50));
        site.tell(new Command.Delete(
                site.state().resource(Resource.Scene.class, SCENE).orElseThrow()));
        passTo("2023-11-14T22:50:00Z");
        tick();
        assertThat(started())
                .singleElement()
                .satisfies(execution -> assertThat(execution.plan().scene()).isEmpty());
        assertThat(site.state().alerts().stream().map(alert -> alert.detail()))
                .singleElement()
                .asString()
                .contains("2023-11-14T22:50:00Z")
                .contains(SCENE);
        assertThat(next()).isEqualTo("2023-11-15T22:50:00Z");
    }

    @Test
    void aRuleThatHasBrokenIsNoneAndTheOthersHold() {
        rule("broken", "{");
        rule("of a day that is gone", "{\"calendarDayOID\":\"gone\"}");
        rule("rule", "{\"calendarDayOID\":\"day\",\"priority\":-3}");
        assertThat(next()).isEqualTo("2023-11-14T22:30:00Z");
    }

    private void restart() {
        long now = site.nowMs();
        site = new HandStepped(store, OverkizFace.DECLARED);
        site.pass(now - site.nowMs());
    }

    private void passTo(String moment) {
        site.pass(Instant.parse(moment).toEpochMilli() - site.nowMs());
    }

    private void tick() {
        site.tell(new Command.Tick());
    }

    private void rule(String oid, String json) {
        put(extra(ExtraKind.CALENDAR_RULE, oid, json));
    }

    private void put(Resource resource) {
        site.tell(new Command.Put(resource, Expect.ANY));
    }

    private String next() {
        return Instant.ofEpochMilli(site.state()
                        .resource(Agenda.class, "overkiz")
                        .orElseThrow()
                        .nextMs())
                .toString();
    }

    private List<Execution> started() {
        return site.log(SITE, 0).stream()
                .flatMap(logged -> logged.event() instanceof SiteEvent.ExecutionStarted started
                        ? List.of(started.execution()).stream()
                        : List.<Execution>of().stream())
                .toList();
    }

    private List<HistoryItem.Notification> notes() {
        return site.log(SITE, 0).stream()
                .flatMap(logged -> logged.event() instanceof SiteEvent.Noted noted
                                && noted.item() instanceof HistoryItem.Notification note
                        ? List.of(note).stream()
                        : List.<HistoryItem.Notification>of().stream())
                .toList();
    }

    private static Resource.Extra extra(ExtraKind kind, String name, String json) {
        return kind.extra(name, json);
    }

    private static Resource.Extra day(int hour, int minute) {
        return extra(ExtraKind.CALENDAR_DAY, "day", String.format(Locale.ROOT, DAY, hour, minute));
    }

    private static Resource.Profile profile(String zone) {
        return new Resource.Profile("home", 52.37, 4.89, zone, Map.of());
    }

    private static Action action(int lamp) {
        return new Action(lampId(lamp), List.of(DeviceCommand.of("set", Value.of(5L))));
    }
}
