package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.TEST;
import static io.candelabra.core.site.HandStepped.gateway;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Answers;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.References;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Grant;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.Resource.Verb;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the nouns for every caller: each by calling the decider with a state and a command. */
class NounRulesTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final String IN_USE = "test/used";
    private static final Declared DECLARED = new Declared(
            Map.of("test/level", Verb.CONTROL, IN_USE, Verb.CONFIGURE),
            Map.of("test", Verb.CONFIGURE),
            Map.of("note", Verb.CONTROL),
            Map.of(IN_USE, (state, extra) -> Optional.of("in use")
                    .filter(why -> extra.json().equals("yes"))),
            Set.of("street"));

    private final AtomicLong ids = new AtomicLong();
    private SiteState state = SiteState.empty(SITE);

    NounRulesTest() {
        tell(new Command.PutGateway(gateway(GATEWAY)));
        for (int i = 0; i < 4; i++) {
            tell(new Command.PutDevice(lamp(i)));
        }
    }

    private <A> Decision<A> decide(Caller caller, Command<A> command) {
        Moment moment = new Moment(
                NOW_MS,
                () -> "id" + ids.incrementAndGet(),
                (at, device) -> HandStepped.LAMP,
                new SiteLimits(10, 10, 10, 6, 10, 10),
                DECLARED);
        return Decider.decide(state, caller, command, TEST, moment);
    }

    private <A> A tell(Command<A> command) {
        Decision<A> decision = decide(Caller.CORE, command);
        state = decision.after();
        return decision.answer();
    }

    private Refused.Detail refusal(Caller caller, Command<?> command) {
        return catchThrowableOfType(Refused.class, () -> decide(caller, command))
                .detail();
    }

    private Refused.Detail refusal(Command<?> command) {
        return refusal(Caller.CORE, command);
    }

    private static Area area(String id, String parent) {
        return new Area(id, parent, id, 0, 1, 1, Map.of(), Map.of());
    }

    private static Group group(String id, Map<String, String> ids, DeviceId... devices) {
        return new Group(id, id, 0, List.of(devices), List.of(), 1, 1, ids, Map.of());
    }

    private static Scene scene(String id, int lamp) {
        return new Scene(id, id, List.of(action(lamp)), 1, 1, Map.of(), Map.of());
    }

    private static Action action(int lamp) {
        return new Action(lampId(lamp), List.of(DeviceCommand.of("toggle")));
    }

    private static DelayedStart later(String id, String scene, int lamp) {
        Plan plan = new Plan("", scene, Plan.Kind.DELAYED, false, false, List.of(action(lamp)), Map.of());
        return new DelayedStart(id, NOW_MS + 1, plan, "somebody", TEST);
    }

    private static Subscription hook(String dialect) {
        return new Subscription("hook", dialect, "all", "https://localhost/", "KEY", "", true, Map.of());
    }

    private static Caller somebody(Verb... verbs) {
        return Caller.person("somebody", List.of(new Grant(SITE, Set.copyOf(List.of(verbs)), Set.of(lampId(3)))));
    }

    // ---- areas ----

    @Test
    void anAreaLiesInOneThatExistsAndNotInItself() {
        assertThat(refusal(new Command.Put(area("room", "attic")))).isEqualTo(new Refused.NoSuch("area", "attic"));
        tell(new Command.Put(area("house", "")));
        tell(new Command.Put(area("floor", "house")));
        tell(new Command.Put(area("room", "floor")));
        assertThat(refusal(new Command.Put(area("floor", "room"))))
                .isEqualTo(new Refused.Invalid("parent", "an area cannot be within itself"));
        assertThat(refusal(new Command.Put(area("floor", "floor")))).isInstanceOf(Refused.Invalid.class);
    }

    @Test
    void whatLayInAnAreaIsItsParentsWhenTheAreaIsDeleted() {
        tell(new Command.Put(area("house", "")));
        tell(new Command.Put(area("floor", "house")));
        tell(new Command.Put(area("room", "floor")));
        tell(new Command.ChangeDevice(lampId(0), Said.area("floor")));
        tell(new Command.ChangeDevice(lampId(1), Said.area("room")));
        tell(new Command.ChangeGateway(GATEWAY, Said.area("floor")));
        Group named = new Group("g", "g", 0, List.of(), List.of("house", "floor"), 1, 1, Map.of(), Map.of());
        tell(new Command.Put(named));

        assertThat(tell(new Command.Delete(area("floor", "house")))).isTrue();

        assertThat(state.resource(Area.class, "floor")).isEmpty();
        assertThat(state.resource(Area.class, "room").orElseThrow().parent()).isEqualTo("house");
        assertThat(state.device(lampId(0)).orElseThrow().area()).isEqualTo("house");
        assertThat(state.device(lampId(1)).orElseThrow().area()).isEqualTo("room");
        assertThat(state.gateway(GATEWAY).orElseThrow().area()).isEqualTo("house");
        assertThat(state.resource(Group.class, "g").orElseThrow().areas()).containsExactly("house");
    }

    @Test
    void nothingLiesInAnAreaThatDoesNotExist() {
        Refused.Detail none = new Refused.NoSuch("area", "attic");
        assertThat(refusal(new Command.ChangeDevice(lampId(0), Said.area("attic"))))
                .isEqualTo(none);
        assertThat(refusal(new Command.ChangeGateway(GATEWAY, Said.area("attic"))))
                .isEqualTo(none);
    }

    // ---- scenes ----

    @Test
    void aSceneStartsAsItIsAtThatMoment() {
        tell(new Command.Put(scene("evening", 0)));
        tell(new Command.Put(new Scene("evening", "Late", List.of(action(1)), 1, 2, Map.of(), Map.of("a", "scene"))));
        ExecutionId begun =
                tell(new Command.StartScene("evening", Plan.Kind.MANUAL, true, false, Map.of("by", "hand")));
        Plan plan = state.executions().find(begun).orElseThrow().execution().plan();
        assertThat(plan.label()).isEqualTo("Late");
        assertThat(plan.scene()).isEqualTo("evening");
        assertThat(plan.actions()).containsExactly(action(1));
        assertThat(plan.vendor()).containsOnly(Map.entry("a", "scene"), Map.entry("by", "hand"));
        assertThat(plan.urgent()).isTrue();
    }

    @Test
    void aSceneThatIsGoneStartsNothingLater() {
        tell(new Command.Put(scene("evening", 0)));
        tell(new Command.Put(scene("morning", 0)));
        tell(new Command.Put(later("one", "evening", 0)));
        tell(new Command.Put(later("two", "morning", 0)));
        tell(new Command.Put(later("three", "", 0)));

        tell(new Command.Delete(scene("evening", 0)));

        assertThat(state.resources(DelayedStart.class).stream())
                .map(DelayedStart::id)
                .containsExactly("two", "three");
        assertThat(refusal(new Command.Put(later("four", "evening", 0))))
                .isEqualTo(new Refused.NoSuch("scene", "evening"));
    }

    // ---- groups ----

    @Test
    void ofSomeKindsOfGroupALampIsInOne() {
        tell(new Command.Put(group("a", Map.of("street", "1"), lampId(0), lampId(1))));
        tell(new Command.Put(group("zone", Map.of(), lampId(0), lampId(1))));

        tell(new Command.Put(group("b", Map.of("street", "2"), lampId(1), lampId(2))));

        assertThat(state.resource(Group.class, "a").orElseThrow().devices()).containsExactly(lampId(0));
        assertThat(state.resource(Group.class, "b").orElseThrow().devices()).containsExactly(lampId(1), lampId(2));
        assertThat(state.resource(Group.class, "zone").orElseThrow().devices()).containsExactly(lampId(0), lampId(1));
    }

    @Test
    void whatIsInUseStays() {
        Extra used = new Extra("test", "used", "1", "yes");
        Extra free = new Extra("test", "used", "2", "no");
        tell(new Command.Put(used));
        tell(new Command.Put(free));
        assertThat(refusal(new Command.Delete(used))).isEqualTo(new Refused.Conflict("in use"));
        assertThat(tell(new Command.Delete(free))).isTrue();
    }

    // ---- subscriptions ----

    @Test
    void aWebhookThatIsOffHasItsAlertUntilItIsSetAnew() {
        Subscription hook = hook("test");
        tell(new Command.Put(hook));
        assertThat(tell(new Command.SwitchOff(hook, "silence"))).isTrue();
        assertThat(state.resource(Subscription.class, "hook").orElseThrow().enabled())
                .isFalse();
        assertThat(state.alerts().stream()).map(Alert::kind).containsExactly(Alert.WEBHOOK_DISABLED);
        assertThat(tell(new Command.SwitchOff(hook, "again")))
                .as("it is another by now")
                .isFalse();

        tell(new Command.Put(hook));
        assertThat(state.alerts().stream()).isEmpty();

        tell(new Command.SwitchOff(hook, "silence"));
        tell(new Command.Delete(hook.ref(), Expect.ANY));
        assertThat(state.alerts().stream()).isEmpty();
    }

    // ---- devices ----

    @Test
    void whatIsSaidOfADeviceLeavesAllElse() {
        Map<String, String> ids = new HashMap<>(Map.of("lcm", "7"));
        tell(new Command.PutDevice(lamp(0).withId("oid", "x").withVendor("note", "old")));
        assertThat(tell(new Command.ChangeDevice(lampId(0), Said.label("porch"))))
                .isTrue();
        assertThat(tell(new Command.ChangeDevice(lampId(0), Said.label("porch"))))
                .isFalse();
        tell(new Command.ChangeDevice(lampId(0), Said.ids(ids)));
        tell(new Command.ChangeDevice(lampId(0), Said.note(Map.of("note", "old"), "note", "new")));
        assertThat(state.device(lampId(0)))
                .contains(lamp(0).withId("oid", "x")
                        .withId("lcm", "7")
                        .withVendor("note", "new")
                        .withLabel("porch", NOW_MS));
        assertThat(refusal(new Command.ChangeDevice(lampId(0), Said.note(Map.of("note", "old"), "note", "lost"))))
                .isInstanceOf(Refused.Changed.class);
        assertThat(refusal(new Command.ChangeDevice(lampId(0), Said.label("a\nb"))))
                .isInstanceOf(Refused.Invalid.class);
    }

    @Test
    void whatIsHiddenFromSomebodyIsNotThereToBeChanged() {
        assertThat(refusal(
                        somebody(Verb.VIEW, Verb.CONFIGURE), new Command.ChangeDevice(lampId(3), Said.label("mine"))))
                .isEqualTo(new Refused.NoSuchDevice(lampId(3)));
        assertThat(refusal(new Command.ChangeGateway(new GatewayId("9"), Said.label("none"))))
                .isEqualTo(new Refused.NoSuch("gateway", "9"));
    }

    // ---- all kinds ----

    @Test
    void whatWasReadMustStillBeSo() {
        Area first = area("house", "");
        assertThat(tell(new Command.Put(first, Expect.ABSENT))).isTrue();
        Refused.Detail changed =
                new Refused.Changed(Resource.ref(Area.class, "").kind() + " house");
        assertThat(refusal(new Command.Put(first, Expect.ABSENT))).isEqualTo(changed);
        Area second = new Area("house", "", "villa", 0, 1, 1, Map.of(), Map.of());
        assertThat(tell(new Command.Put(second, Expect.same(first)))).isFalse();
        assertThat(refusal(new Command.Put(first, Expect.same(first)))).isEqualTo(changed);
        assertThat(refusal(new Command.Delete(first))).isEqualTo(changed);
        assertThat(tell(new Command.Delete(second))).isTrue();
        assertThat(refusal(new Command.Delete(second))).isEqualTo(changed);
        assertThat(tell(new Command.Delete(second.ref(), Expect.ANY))).isFalse();
    }

    @Test
    void thereIsALimitForEachKind() {
        for (int i = 0; i < 6; i++) {
            tell(new Command.Put(area("a" + i, "")));
        }
        assertThat(refusal(new Command.Put(area("a6", ""))))
                .isEqualTo(new Refused.TooMany(Resource.ref(Area.class, "").kind(), 6));
        tell(new Command.Put(new Area("a5", "", "another name", 0, 1, 1, Map.of(), Map.of())));
    }

    @Test
    void nothingHasHappenedWhereOnePartIsRefused() {
        Command.StartExecution toggle = new Command.StartExecution(Plan.of("", List.of(action(0))));
        Command.ChangeDevice rename = new Command.ChangeDevice(lampId(0), Said.label("porch"));
        Command.Put lost = new Command.Put(area("room", "attic"));
        assertThat(refusal(Command.Together.of(rename, toggle, lost))).isInstanceOf(Refused.NoSuch.class);

        Decision<Answers> done = decide(Caller.CORE, Command.Together.of(rename, toggle));
        ExecutionId started = done.answer().of(toggle);
        assertThat(done.answer().of(rename)).isTrue();
        assertThat(done.after().executions().has(started)).isTrue();
        assertThat(done.events().getFirst().event()).isInstanceOf(SiteEvent.DevicePut.class);
        assertThat(state.device(lampId(0)).orElseThrow().label()).isEqualTo("lamp 0");
    }

    @Test
    void eachPartSeesWhatThoseBeforeItLedTo() {
        Answers answers = tell(Command.Together.of(
                new Command.Put(area("house", "")), new Command.Put(area("room", "house"), Expect.ABSENT)));
        assertThat(answers.values()).containsExactly(true, true);
    }

    // ---- rights ----

    @ParameterizedTest
    @EnumSource(Verb.class)
    void theRightFollowsFromTheKindOfThing(Verb verb) {
        tell(new Command.Put(area("house", "")));
        tell(new Command.Put(scene("evening", 0)));
        Map<Command<?>, Verb> needs = new HashMap<>();
        needs.put(new Command.Put(area("house", "")), Verb.CONFIGURE);
        needs.put(new Command.Delete(area("house", "")), Verb.CONFIGURE);
        needs.put(new Command.Put(scene("morning", 0)), Verb.CONFIGURE);
        needs.put(new Command.Put(later("one", "evening", 0)), Verb.CONTROL);
        needs.put(new Command.Put(new Extra("test", "level", "1", "5")), Verb.CONTROL);
        needs.put(new Command.Put(new Extra("test", "undeclared", "1", "5")), Verb.ADMINISTER);
        needs.put(new Command.Put(hook("test")), Verb.CONFIGURE);
        needs.put(new Command.Put(hook("undeclared")), Verb.ADMINISTER);
        needs.put(new Command.ChangeDevice(lampId(0), Said.label("porch")), Verb.CONFIGURE);
        needs.put(new Command.ChangeDevice(lampId(0), Said.note(Map.of(), "note", "x")), Verb.CONTROL);
        needs.put(new Command.ChangeGateway(GATEWAY, Said.note(Map.of(), "other", "x")), Verb.ADMINISTER);
        needs.put(new Command.ChangeGateway(GATEWAY, Said.ids(Map.of("a", "b"))), Verb.ADMINISTER);
        needs.put(new Command.PutDevice(lamp(0)), Verb.ADMINISTER);
        needs.put(new Command.EraseHistory(), Verb.ADMINISTER);
        needs.put(Command.Together.of(new Command.Put(area("house", ""))), Verb.CONFIGURE);
        // nothing is hidden from this one: what a part of the site adds is told elsewhere
        Caller caller = Caller.person("somebody", List.of(new Grant(SITE, EnumSet.of(Verb.VIEW, verb), Set.of())));
        needs.forEach((command, need) -> {
            if (need == verb) {
                assertThat(decide(caller, command).events()).as("%s", command).isNotEmpty();
            } else {
                assertThat(refusal(caller, command)).as("%s", command).isEqualTo(new Refused.Rights(need, SITE));
            }
        });
    }

    /** A webhook that an administrator set is not replaced by a caller who may set another dialect's. */
    @Test
    void whatIsThereIsReplacedByThoseWhoMayChangeIt() {
        tell(new Command.Put(hook("undeclared")));
        assertThat(refusal(somebody(Verb.VIEW, Verb.CONFIGURE), new Command.Put(hook("test"))))
                .isEqualTo(new Refused.Rights(Verb.ADMINISTER, SITE));
        assertThat(refusal(somebody(Verb.VIEW, Verb.CONFIGURE), new Command.Delete(hook("undeclared"))))
                .isEqualTo(new Refused.Rights(Verb.ADMINISTER, SITE));
    }

    // ---- references ----

    @Test
    void whoPointsAtAThingIsFound() {
        tell(new Command.Put(area("house", "")));
        tell(new Command.Put(area("room", "house")));
        tell(new Command.Put(scene("evening", 0)));
        tell(new Command.Put(later("one", "evening", 1)));
        tell(new Command.Put(group("g", Map.of(), lampId(0), lampId(1))));
        assertThat(References.to(state, References.ref(lampId(0))))
                .map(Resource::id)
                .containsExactlyInAnyOrder("g", "evening");
        assertThat(References.to(state, References.ref(lampId(1))))
                .map(Resource::id)
                .containsExactlyInAnyOrder("g", "one");
        assertThat(References.to(state, Resource.ref(Area.class, "house")))
                .map(Resource::id)
                .containsExactly("room");
        assertThat(References.to(state, Resource.ref(Scene.class, "evening")))
                .map(Resource::id)
                .containsExactly("one");
        assertThat(References.to(state, Resource.ref(Scene.class, "morning"))).isEmpty();
    }
}
