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
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Grant;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How gateways come, are set up and go: each rule by calling the decider with a state and a command. */
class GatewayRulesTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final GatewayId NEW = new GatewayId("0000-0000-0007");
    private static final DeviceId OTHERS = DeviceId.of("io", NEW, "1");
    private static final DriverKinds KINDS = new DriverKinds(List.of(
            kind("simulator"),
            kind(
                    "radio",
                    SettingType.host("host", "Where."),
                    SettingType.port("port", "Which.").or("4711"),
                    SettingType.secret("login", "Secret.").optional())));

    private final AtomicLong ids = new AtomicLong();
    private SiteState state = SiteState.empty(SITE);

    GatewayRulesTest() {
        tell(new Command.PutGateway(gateway(GATEWAY)));
        for (int i = 0; i < 4; i++) {
            tell(new Command.PutDevice(lamp(i)));
        }
    }

    private static DriverKind kind(String name, SettingType... settings) {
        return new DriverKind(name, "One.", List.of(settings), gateway -> {
            throw new AssertionError("a rule makes no driver");
        });
    }

    private <A> Decision<A> decide(Caller caller, Command<A> command) {
        Moment moment = new Moment(
                NOW_MS,
                () -> "id" + ids.incrementAndGet(),
                (at, device) -> HandStepped.LAMP,
                new SiteLimits(10, 10, 10, 6, 10, 10),
                Declared.NOTHING.with(KINDS));
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

    private static Caller somebody(Verb... verbs) {
        return Caller.person("somebody", List.of(new Grant(SITE, Set.copyOf(List.of(verbs)), Set.of(lampId(3)))));
    }

    private static Command.AddGateway add(String kind, Map<String, String> settings, Map<String, String> secrets) {
        return new Command.AddGateway(NEW, kind, "Attic", "", "Europe/Paris", settings, secrets);
    }

    private static Command.SetUpGateway set(
            Optional<String> kind, Map<String, String> settings, Map<String, String> secrets, String... unset) {
        return new Command.SetUpGateway(
                NEW,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settings,
                secrets,
                Map.of(),
                Set.of(unset));
    }

    private Gateway stored() {
        return state.gateway(NEW).orElseThrow();
    }

    @Test
    void aGatewayComesWithItsSettings() {
        assertThat(tell(add("radio", Map.of("host", "lamp"), Map.of("login", "sealed"))))
                .isTrue();
        assertThat(stored().settings()).containsExactly(Map.entry("host", "lamp"));
        assertThat(stored().secrets()).containsExactly(Map.entry("login", "sealed"));
        assertThat(stored().label()).isEqualTo("Attic");
        assertThat(refusal(add("radio", Map.of("host", "lamp"), Map.of())))
                .isEqualTo(new Refused.Conflict("there is a gateway " + NEW + " already"));
    }

    @Test
    void whatDoesNotFitTheDeclarationIsRefusedByName() {
        assertThat(refusal(add("pigeon", Map.of(), Map.of())))
                .isEqualTo(
                        new Refused.Invalid("kind", "there is no kind of driver pigeon; there are simulator, radio"));
        assertThat(refusal(add("radio", Map.of(), Map.of()))).isEqualTo(new Refused.Invalid("host", "is needed"));
        assertThat(refusal(add("radio", Map.of("host", "lamp", "colour", "red"), Map.of())))
                .isEqualTo(new Refused.Invalid("colour", "is no setting of radio; it has host, port, login"));
        assertThat(refusal(add("radio", Map.of("host", "lamp", "port", "0"), Map.of())))
                .isEqualTo(new Refused.Invalid("port", "is a port from 1 to 65535"));
        assertThat(refusal(add("radio", Map.of("host", "lamp", "login", "in clear"), Map.of())))
                .isEqualTo(new Refused.Invalid("login", "is secret, and has to come as one"));
        assertThat(refusal(add("radio", Map.of("host", "x".repeat(300)), Map.of())))
                .isEqualTo(new Refused.Invalid("host", "is the name or address of a machine"));
        assertThat(refusal(new Command.AddGateway(NEW, "simulator", "a\nb", "", "", Map.of(), Map.of())))
                .isInstanceOf(Refused.Invalid.class);
        assertThat(refusal(new Command.AddGateway(NEW, "simulator", "", "attic", "", Map.of(), Map.of())))
                .isEqualTo(new Refused.NoSuch("area", "attic"));
        assertThat(refusal(new Command.AddGateway(NEW, "simulator", "", "", "Mars/Base", Map.of(), Map.of())))
                .isEqualTo(new Refused.Invalid("timezone", "is the name of a zone such as Europe/Amsterdam"));
        assertThat(refusal(new Command.AddGateway(new GatewayId("a/b"), "simulator", "", "", "", Map.of(), Map.of())))
                .isInstanceOf(Refused.Invalid.class);
    }

    @Test
    void thereIsALimit() {
        for (int i = 0; i < 5; i++) {
            tell(new Command.AddGateway(new GatewayId("g" + i), "simulator", "", "", "", Map.of(), Map.of()));
        }
        assertThat(refusal(add("simulator", Map.of(), Map.of()))).isEqualTo(new Refused.TooMany("gateway", 6));
    }

    @Test
    void settingsAreChangedOneByOne() {
        tell(add("radio", Map.of("host", "lamp", "port", "9"), Map.of("login", "sealed")));
        assertThat(tell(set(Optional.empty(), Map.of("port", "10"), Map.of()))).isTrue();
        assertThat(tell(set(Optional.empty(), Map.of("port", "10"), Map.of()))).isFalse();
        assertThat(stored().settings()).containsOnly(Map.entry("host", "lamp"), Map.entry("port", "10"));
        tell(set(Optional.empty(), Map.of(), Map.of(), "port", "login"));
        assertThat(stored().settings()).containsOnly(Map.entry("host", "lamp"));
        assertThat(stored().secrets()).isEmpty();
        assertThat(refusal(set(Optional.empty(), Map.of(), Map.of(), "port")))
                .isEqualTo(new Refused.Invalid("port", "is not set, so it cannot be unset"));
        assertThat(refusal(set(Optional.empty(), Map.of(), Map.of(), "host")))
                .isEqualTo(new Refused.Invalid("host", "is needed"));
    }

    @Test
    void anotherKindBeginsWithWhatItIsGivenAlone() {
        tell(add("radio", Map.of("host", "lamp"), Map.of("login", "sealed")));
        tell(set(Optional.of("simulator"), Map.of(), Map.of()));
        assertThat(stored().driver()).isEqualTo("simulator");
        assertThat(stored().settings()).isEmpty();
        assertThat(stored().secrets()).isEmpty();
        assertThat(refusal(set(Optional.of("radio"), Map.of(), Map.of())))
                .isEqualTo(new Refused.Invalid("host", "is needed"));
    }

    /** As an older version stored it, before the setting was declared to be secret. */
    @Test
    void aSettingThatIsSecretByNowLeavesNoValueInClear() {
        tell(new Command.PutGateway(
                gateway(NEW).withDriver("radio", Map.of("host", "lamp", "login", "in clear"), Map.of())));
        tell(set(Optional.empty(), Map.of(), Map.of("login", "sealed")));
        assertThat(stored().settings()).containsOnly(Map.entry("host", "lamp"));
        assertThat(stored().secrets()).containsOnly(Map.entry("login", "sealed"));
    }

    @Test
    void aGatewayOfAKindThatIsGoneCanStillBeCalledOtherwise() {
        tell(new Command.PutGateway(gateway(NEW).withDriver("pigeon", Map.of("loft", "north"), Map.of())));
        Optional<String> none = Optional.empty();
        Optional<String> label = Optional.of("Loft");
        assertThat(tell(new Command.SetUpGateway(NEW, none, label, none, none, Map.of(), Map.of(), Map.of(), Set.of())))
                .isTrue();
        assertThat(stored().label()).isEqualTo("Loft");
        assertThat(stored().settings()).containsOnly(Map.entry("loft", "north"));
        assertThat(refusal(new Command.ChangeGateway(NEW, Said.label("a\nb")))).isInstanceOf(Refused.Invalid.class);
    }

    @Test
    void whetherItAnswersTheNextKindOfDriverFindsOut() {
        tell(new Command.PutGateway(gateway(NEW)
                .withDriver("pigeon", Map.of("loft", "north"), Map.of())
                .withAlive(false)));
        tell(set(Optional.of("pigeon"), Map.of(), Map.of()));
        assertThat(stored().alive()).as("the same kind").isFalse();
        tell(set(Optional.of("radio"), Map.of("host", "lamp"), Map.of("login", "sealed")));
        assertThat(stored().alive()).isTrue();
    }

    /** What was sealed is the value of before: one that somebody gave meanwhile is not for it to replace. */
    @Test
    void aSettingIsSealedWhereItIsStillTheSame() {
        tell(new Command.PutGateway(gateway(NEW).withDriver("radio", Map.of("host", "a", "login", "x"), Map.of())));
        Gateway before = stored();
        Command.SealSettings seal = new Command.SealSettings(before, Map.of("login", "sealed"));
        assertThat(refusal(somebody(Verb.CONFIGURE), seal)).isInstanceOf(Refused.Rights.class);
        tell(new Command.PutGateway(before.withDriver("radio", Map.of("host", "b", "login", "y"), Map.of())));
        assertThat(tell(seal)).isFalse();
        assertThat(stored().secrets()).isEmpty();
        assertThat(tell(new Command.SealSettings(stored(), Map.of("login", "sealed"))))
                .isTrue();
        assertThat(stored().settings()).containsExactly(Map.entry("host", "b"));
        assertThat(stored().secrets()).containsExactly(Map.entry("login", "sealed"));
        assertThat(seal.toString()).doesNotContain("sealed=", "=x");
    }

    @Test
    void aGatewayGoesWithAllThatCannotBeWithoutIt() {
        tell(add("simulator", Map.of(), Map.of()));
        tell(new Command.PutDevice(lamp(0).withArea("", 1)));
        tell(new Command.PutDevice(Device.of(OTHERS, HandStepped.LAMP.name(), "other", States.of())));
        Action mine = new Action(lampId(0), List.of(DeviceCommand.of("toggle")));
        Action other = new Action(OTHERS, List.of(DeviceCommand.of("toggle")));
        tell(new Command.Put(new Scene("both", "both", List.of(mine, other), 1, 1, Map.of(), Map.of())));
        tell(new Command.Put(new Scene("one", "one", List.of(mine), 1, 1, Map.of(), Map.of())));
        tell(new Command.Put(new Group("g", "g", 0, List.of(lampId(0), OTHERS), List.of(), 1, 1, Map.of(), Map.of())));
        Plan later = new Plan("", "", Plan.Kind.DELAYED, false, false, List.of(mine), Map.of());
        Plan laterBoth = new Plan("", "", Plan.Kind.DELAYED, false, false, List.of(mine, other), Map.of());
        tell(new Command.Put(new DelayedStart("later", NOW_MS + 1, later, "somebody", TEST)));
        tell(new Command.Put(new DelayedStart("both", NOW_MS + 1, laterBoth, "somebody", TEST)));
        tell(new Command.Put(new QueuedSettings(lampId(1), List.of())));
        tell(new Command.RaiseAlert(new Alert(GATEWAY, Alert.NOT_SERVED, "", NOW_MS)));
        tell(new Command.RaiseAlert(new Alert(lampId(2), "LAMP", "", NOW_MS)));
        tell(new Command.RaiseAlert(new Alert(OTHERS, "LAMP", "", NOW_MS)));
        tell(new Command.StartJob("refresh", new Command.Target.EveryGateway(), Map.of()));
        tell(new Command.StartExecution(Plan.of("both", List.of(mine, other))));
        assertThat(refusal(new Command.RemoveGateway(GATEWAY, false)))
                .isEqualTo(new Refused.Conflict(
                        "the gateway " + GATEWAY + " has 4 devices, which go with it: remove it with its devices"));

        Decision<Integer> gone = decide(Caller.CORE, new Command.RemoveGateway(GATEWAY, true));
        state = gone.after();
        assertThat(gone.answer()).isEqualTo(4);
        assertThat(gone.events()).extracting(Decision.Caused::event).endsWith(new SiteEvent.GatewayRemoved(GATEWAY));
        assertThat(state.gateway(GATEWAY)).isEmpty();
        assertThat(state.devices().stream()).singleElement().satisfies(d -> assertThat(d.id())
                .isEqualTo(OTHERS));
        assertThat(state.resource(Scene.class, "both").orElseThrow().actions()).containsExactly(other);
        assertThat(state.resource(Scene.class, "one").orElseThrow().actions()).isEmpty();
        assertThat(state.resource(Group.class, "g").orElseThrow().devices()).containsExactly(OTHERS);
        assertThat(state.resource(DelayedStart.class, "later")).isEmpty();
        assertThat(state.resource(DelayedStart.class, "both")
                        .orElseThrow()
                        .plan()
                        .actions())
                .containsExactly(other);
        assertThat(state.count(QueuedSettings.class)).isZero();
        assertThat(state.alerts().stream()).singleElement().satisfies(alert -> assertThat(alert.subject())
                .isEqualTo(Alert.Subject.of(OTHERS)));
        assertThat(state.jobs().stream()).singleElement().satisfies(job -> assertThat(job.open())
                .containsExactly(NEW));
        assertThat(state.queue(GATEWAY).size()).isZero();
        assertThat(state.executions().stream()).singleElement().satisfies(running -> {
            assertThat(running.step(0).phase()).isEqualTo(Phase.FAILED);
            assertThat(running.step(1).phase().ended()).isFalse();
        });
    }

    @Test
    void gatewaysAreForThoseWhoConfigureOrAdminister() {
        tell(add("simulator", Map.of(), Map.of()));
        List<Command<?>> commands = new ArrayList<>();
        commands.add(new Command.AddGateway(new GatewayId("g"), "simulator", "", "", "", Map.of(), Map.of()));
        commands.add(set(Optional.of("radio"), Map.of("host", "lamp"), Map.of()));
        commands.add(new Command.RemoveGateway(NEW, false));
        for (Command<?> command : commands) {
            assertThat(refusal(somebody(Verb.VIEW, Verb.CONTROL), command))
                    .isEqualTo(new Refused.Rights(Verb.CONFIGURE, SITE));
            assertThat(decide(somebody(Verb.VIEW, Verb.CONFIGURE), command).events())
                    .isNotEmpty();
            assertThat(decide(Caller.administrator("root"), command).events()).isNotEmpty();
        }
        assertThat(refusal(somebody(Verb.VIEW, Verb.CONFIGURE), new Command.RemoveGateway(GATEWAY, true)))
                .as("a device that is hidden goes with it")
                .isEqualTo(new Refused.Rights(Verb.ADMINISTER, SITE));
    }

    @Test
    void noCommandTellsItsSettings() {
        assertThat(add("radio", Map.of("host", "lamp"), Map.of("login", "sealed"))
                        .toString())
                .doesNotContain("lamp", "sealed");
        assertThat(set(Optional.empty(), Map.of("host", "lamp"), Map.of("login", "sealed"))
                        .toString())
                .doesNotContain("lamp", "sealed");
    }
}
