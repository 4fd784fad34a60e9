package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.SettingType;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Alert;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.store.memory.MemoryStore;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A gateway is served by the kind of driver that it names, with its settings, or people are told why not. */
class ServingTest extends OneGateway {
    private static final GatewayId GATEWAY = Lamps.gateway(1).id();

    private final List<String> lives = new ArrayList<>();
    private @Nullable RuntimeException refusal;

    /** Tells of its life, and refuses to live while there is a refusal. */
    private final class Radio extends Lamps.Radio {
        Radio() {
            super(ServingTest.this.field, 0);
        }

        @Override
        public void start(DriverContext given) {
            super.start(given);
            lives.add("starts");
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public void gatewayChanged() {
            lives.add("hears");
        }

        @Override
        public void close() {
            lives.add("ends");
        }
    }

    private DriverKinds kinds(SettingType... settings) {
        return new DriverKinds(List.of(new DriverKind("radio", "A radio.", List.of(settings), g -> new Radio())));
    }

    private static Gateway gateway(String kind, Map<String, String> settings, Map<String, String> secrets) {
        return Lamps.gateway(1).withDriver(kind, settings, secrets);
    }

    private static World world(DriverKinds kinds, DriverFactory drivers, Gateway gateway) {
        World world = new World(new MemoryStore(), d -> Lamps.TYPE, Lamps.source(drivers, kinds), SiteLimits.LOCAL, 1);
        world.install(List.of(gateway), List.of(Lamps.lamp(1, 0), Lamps.lamp(1, 1)));
        return world;
    }

    private World world(Gateway gateway, SettingType... settings) {
        DriverKinds kinds = kinds(settings);
        return world(kinds, kinds, gateway);
    }

    private static void put(World world, Gateway gateway) {
        world.tell(new Command.PutGateway(gateway));
        world.settle();
    }

    private static boolean alive(World world) {
        return world.state().gateway(GATEWAY).orElseThrow().alive();
    }

    private static List<String> alerts(World world) {
        return world.state().alerts().stream()
                .filter(alert ->
                        alert.kind().equals(Alert.NOT_SERVED) && alert.subject().equals(Alert.Subject.of(GATEWAY)))
                .map(Alert::detail)
                .toList();
    }

    @Test
    void aKindThatNobodyDeclaredIsToldAndItsWorkFailsAtOnceUntilItIsAnother() {
        try (World world = world(gateway("carrier-pigeon", Map.of(), Map.of()))) {
            ExecutionId underWay = world.start(set(WELL, 5));
            String job = world.tell(new Command.StartJob("refresh", new Command.Target.EveryGateway(), Map.of()));
            world.settle();
            String why = "there is no kind of driver carrier-pigeon; there are radio";
            assertThat(alive(world)).isFalse();
            assertThat(alerts(world)).containsExactly(why);
            assertThat(failure(world, underWay)).isEqualTo(Failure.GATEWAY_DOWN);
            Job ended = ended(world, job);
            assertThat(ended.failure()).isEqualTo(Failure.GATEWAY_DOWN);
            assertThat(ended.told(GATEWAY).orElseThrow().detail()).isEqualTo(why);
            ExecutionId later = world.start(set(WELL, 6));
            world.settle();
            assertThat(failure(world, later)).isEqualTo(Failure.GATEWAY_DOWN);
            assertThat(world.state().queue(GATEWAY).size()).isZero();
            assertThat(lives).isEmpty();

            put(world, gateway("radio", Map.of(), Map.of()).withAlive(false));
            assertThat(alive(world)).isTrue();
            assertThat(alerts(world)).isEmpty();
            world.start(set(WELL, 7));
            world.settle();
            assertThat(level(world, WELL)).isEqualTo(7);
        }
    }

    @Test
    void theReasonIsKeptFreshAndIsOverWhenTheDriverStarts() {
        refusal = new CannotServe("the far end refuses the login");
        try (World world = world(gateway("radio", Map.of(), Map.of()))) {
            world.settle();
            long since =
                    world.state().alerts().stream().findFirst().orElseThrow().raisedMs();
            assertThat(alerts(world)).containsExactly("the far end refuses the login");
            refusal = new CannotServe("the far end wants a newer version");
            pass(world, 3);
            assertThat(alerts(world)).containsExactly("the far end wants a newer version");
            assertThat(world.state().alerts().stream().findFirst().orElseThrow().raisedMs())
                    .as("since when it is so")
                    .isEqualTo(since);

            refusal = new IllegalStateException("the far end is switched off");
            pass(world, 10);
            assertThat(alerts(world))
                    .as("nobody knows what it would say by now")
                    .containsExactly("the driver falls when it is started, and is tried again");

            world.boot();
            refusal = null;
            pass(world, 1);
            assertThat(alerts(world)).as("told before the restart").isEmpty();
            assertThat(alive(world)).isTrue();
        }
    }

    /** A far end that locks out those who come too often would see each change of a label as one more try. */
    @Test
    void aChangeThatIsNotTheDriversStartsNoneThatWaits() {
        refusal = new CannotServe("the far end refuses the login");
        try (World world = world(gateway("radio", Map.of(), Map.of()))) {
            pass(world, 100);
            int tries = lives.size();
            for (int i = 0; i < 20; i++) {
                world.tell(new Command.ChangeGateway(GATEWAY, Said.label("attic " + i)));
                world.settle();
            }
            assertThat(lives).hasSize(tries);
            assertThat(alerts(world)).containsExactly("the far end refuses the login");
        }
    }

    @Test
    void whetherItAnswersIsSaidAgainWhereTheGatewayIsPutAnew() {
        try (World world = world(gateway("carrier-pigeon", Map.of(), Map.of()))) {
            world.settle();
            put(world, gateway("carrier-pigeon", Map.of(), Map.of()));
            assertThat(alive(world)).as("of one that is not served").isFalse();
            put(world, gateway("radio", Map.of(), Map.of()));
            assertThat(alive(world)).isTrue();
        }
        Lamps.Radio[] radio = new Lamps.Radio[1];
        try (World world = world(given -> radio[0] = new Radio())) {
            radio[0].report(new Report.GatewaySeen(GATEWAY, false));
            world.settle();
            put(world, Lamps.gateway(1));
            assertThat(alive(world)).as("of one whose driver said so").isFalse();
        }
    }

    @Test
    void aDriverThatFellNoLongerSaysWhetherItAnswers() {
        Lamps.Radio[] radio = new Lamps.Radio[1];
        try (World world = world(given -> radio[0] = new Radio())) {
            radio[0].report(new Report.GatewaySeen(GATEWAY, true));
            radio[0].context.at(world.nowMs(), () -> {
                throw new CannotServe("the far end refuses the login");
            });
            refusal = new CannotServe("the far end refuses the login");
            world.settle();
            assertThat(alive(world)).isFalse();
            int before = world.log().size();
            world.tell(new Command.ChangeGateway(GATEWAY, Said.label("attic")));
            world.settle();
            assertThat(world.log().subList(before, world.log().size()))
                    .extracting(LoggedEvent::event)
                    .noneMatch(SiteEvent.GatewayAliveChanged.class::isInstance);
        }
    }

    @Test
    void aDriverThatIsClosedIsHeardNoMore() {
        List<Radio> radios = new ArrayList<>();
        DriverFactory factory = given -> {
            Radio radio = new Radio();
            radios.add(radio);
            return radio;
        };
        try (World world = world(factory)) {
            put(world, gateway("other", Map.of(), Map.of()));
            assertThat(radios).hasSize(2);
            int before = world.log().size();
            radios.getFirst().report(new Report.GatewaySeen(GATEWAY, false));
            radios.getFirst().report(new Report.StatesSeen(WELL, List.of(State.of(Lamps.LEVEL, 3))));
            radios.getFirst().context.at(world.nowMs(), () -> lives.add("late"));
            world.settle();
            assertThat(world.log()).hasSize(before);
            assertThat(lives).containsExactly("starts", "ends", "starts");
            radios.getLast().report(new Report.GatewaySeen(GATEWAY, false));
            world.settle();
            assertThat(alive(world)).isFalse();
        }
    }

    @Test
    void ofAGatewayThatIsGoneNothingIsTold() {
        refusal = new CannotServe("the far end refuses the login");
        try (World world = world(gateway("radio", Map.of(), Map.of()))) {
            world.settle();
            world.tell((Raw.Rule<Boolean>) (state, now) -> new Raw.Changes(state)
                    .add(new SiteEvent.GatewayRemoved(GATEWAY))
                    .answer(true));
            int before = world.log().size();
            pass(world, 100);
            assertThat(world.log().subList(before, world.log().size())).isEmpty();
        }
    }

    @Test
    void settingsAreGivenAsDeclared() {
        String secret = Lamps.SEALS.seal(World.SITE, GATEWAY, "login", "open sesame");
        Lamps.Radio[] radio = new Lamps.Radio[1];
        DriverKinds declared = kinds(
                SettingType.host("host", "Where."),
                SettingType.port("port", "Which.").or("4711"),
                SettingType.text("note", "Anything.").optional(),
                SettingType.secret("login", "Secret."),
                SettingType.secret("late", "Secret by now.").optional());
        Gateway gateway = gateway(
                "radio", Map.of("host", "lamp.example", "late", "in clear", "gone", "x"), Map.of("login", secret));
        try (World world = world(declared, given -> radio[0] = new Radio(), gateway)) {
            world.settle();
            DriverContext context = radio[0].context;
            assertThat(context.setting("host")).isEqualTo("lamp.example");
            assertThat(context.setting("port")).isEqualTo("4711");
            assertThat(context.setting("note")).isEmpty();
            assertThat(context.secret("login")).isEqualTo("open sesame");
            assertThat(context.secret("late")).isEqualTo("in clear");
            assertThatThrownBy(() -> context.setting("login")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> context.setting("late")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> context.setting("gone")).isInstanceOf(IllegalArgumentException.class);
            assertThat(gateway.toString()).doesNotContain("in clear", "lamp.example", secret);
        }
    }

    @Test
    void settingsThatDoNotFitAreToldWithoutTheirValues() {
        SettingType port = SettingType.port("port", "Which.");
        SettingType login = SettingType.secret("login", "Secret.");
        String ofAnother = Lamps.SEALS.seal(World.SITE, Lamps.gateway(2).id(), "login", "open sesame");
        try (World world = world(gateway("radio", Map.of(), Map.of()), port, login)) {
            world.settle();
            assertThat(alerts(world)).containsExactly("the setting port is needed");
            put(world, gateway("radio", Map.of("port", "99999"), Map.of("login", ofAnother)));
            assertThat(alerts(world)).containsExactly("the setting port is a port from 1 to 65535");
            put(world, gateway("radio", Map.of("port", "9"), Map.of("login", ofAnother)));
            assertThat(alerts(world))
                    .containsExactly("the secret login cannot be opened with this server's key: give it anew");
            assertThat(lives).isEmpty();
            put(
                    world,
                    gateway(
                            "radio",
                            Map.of("port", "9"),
                            Map.of("login", Lamps.SEALS.seal(World.SITE, GATEWAY, "login", "open sesame"))));
            assertThat(alerts(world)).isEmpty();
            assertThat(lives).containsExactly("starts");
        }
    }

    @Test
    void anotherSettingIsForTheNextDriverAndAnotherLabelForTheOneThatRuns() {
        try (World world = world(
                gateway("radio", Map.of(), Map.of()),
                SettingType.port("port", "Which.").or("1"))) {
            world.settle();
            world.tell(new Command.ChangeGateway(GATEWAY, Said.label("attic")));
            world.settle();
            assertThat(lives).containsExactly("starts", "hears");
            put(world, gateway("radio", Map.of("port", "2"), Map.of()));
            assertThat(lives).containsExactly("starts", "hears", "ends", "starts");
        }
    }

    /** The text of an exception may hold anything; a far end is told of in the words that the driver let through. */
    @Test
    void anAdministratorReadsWhyADriverFellAndNoSecret() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        Map<String, Exception> falls = new LinkedHashMap<>();
        falls.put("ConnectException: Connection refused", new ConnectException("Connection refused"));
        falls.put("the far end is gone", new UncheckedIOException(new IOException("the far end is gone")));
        falls.put("the connection failed", new IOException());
        falls.put("EOFException", new EOFException());
        falls.put(
                "FileNotFoundException: http://lamp.example/api is not there",
                new FileNotFoundException("http://me:pass@lamp.example/api?token=s3cret is not there"));
        falls.put("a fault of the program, IllegalStateException in ServingTest", first);
        falls.put(
                "a fault of the program, IllegalArgumentException in ServingTest",
                new IllegalArgumentException(new IOException("POST /login failed: s3cret")));
        falls.forEach((words, fall) -> {
            DriverFactory factory = given -> new Driver() {
                @Override
                public void start(DriverContext context) throws Exception {
                    throw fall;
                }

                @Override
                public Transmission send(Step step) {
                    return Transmission.DONE;
                }
            };
            try (World world = world(factory)) {
                assertThat(world.laneOf(GATEWAY).lastFall()).contains(words);
            }
        });
    }
}
