package io.candelabra.push;

import static io.candelabra.push.Mailroom.TAKEN;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Command.Setting;
import io.candelabra.core.command.Command.SettingOutcome;
import io.candelabra.core.lane.World;
import io.candelabra.core.site.Pruner;
import io.candelabra.core.site.Retention;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.out.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Seventy-six hours of weather over a town, from one seed. Settings are numbered as they are asked for. */
final class TownStorm {
    /** A setting as it reached a lamp. */
    record Frame(DeviceId device, String command, long value) {}

    private record Asked(CompletableFuture<List<SettingOutcome>> answer, List<Setting> settings) {}

    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final int HOURS = 76;
    private static final int LAMPS = 2;
    private static final List<String> KINDS = List.of("setLevels", "setScheme");
    private static final DeviceType LAMP = new DeviceType(
            "test:Lamp",
            "ACTUATOR",
            "Light",
            "DimmableLight",
            true,
            List.of(),
            List.of(),
            KINDS.stream()
                    .map(name -> new CommandType(
                            name,
                            List.of(new Parameter("value", State.Kind.NONE, Double.NaN, Double.NaN, List.of(), true)),
                            List.of(),
                            Repeat.SAFE))
                    .toList(),
            List.of(),
            List.of());

    final World world;
    final Mailroom mail;
    final List<Frame> frames = new ArrayList<>();
    /** The highest number that was acknowledged, by lamp and kind. */
    final Map<String, Long> promised = new TreeMap<>();

    int restarts;
    long waited;
    private final MemoryStore store = new MemoryStore();
    private final int gateways;
    private final RandomGenerator chance;
    private final Set<GatewayId> down = new HashSet<>();
    private final List<Asked> asked = new ArrayList<>();
    private boolean calm;
    private long numbers;
    private long readings;

    TownStorm(long seed, int gateways) {
        this.gateways = gateways;
        this.world = new World(store, device -> LAMP, gateway -> new Radio(), SiteLimits.LOCAL, seed);
        this.chance = world.chance();
        List<Device> lamps = new ArrayList<>();
        for (int i = 0; i < gateways * LAMPS; i++) {
            lamps.add(Device.of(lamp(i), LAMP.name(), "Lamp " + i, States.of(State.of("core:LevelState", 0))));
        }
        world.install(
                IntStream.range(0, gateways)
                        .mapToObj(g -> new Gateway(gateway(g), "test", "", "", true, "UTC", Map.of(), Map.of()))
                        .toList(),
                lamps);
        this.mail = new Mailroom(world, seed);
        long start = world.nowMs();
        Outcome broken = new Outcome.Answered(503, Optional.empty());
        Outcome certificate = new Outcome.Unreachable("SSLHandshakeException: certificate_unknown");
        receiver("steady", 1, now -> TAKEN);
        receiver("down", 1, now -> now < start + 73 * HOUR && now > start + HOUR ? broken : TAKEN);
        receiver("flapping", 300, now -> chance.nextInt(100) < 30 ? broken : TAKEN);
        receiver("slow", 20 * SECOND, now -> TAKEN);
        receiver("wrong-certificate", 1, now -> now < start + 30 * HOUR ? certificate : TAKEN);
    }

    private void receiver(String name, long longestMs, java.util.function.LongFunction<Outcome> answer) {
        mail.subscribe(name, new Mailroom.Receiver() {
            @Override
            public long tookMs(long nowMs) {
                return chance.nextLong(longestMs + 1);
            }

            @Override
            public Outcome answer(long nowMs) {
                return answer.apply(nowMs);
            }
        });
    }

    private static GatewayId gateway(int number) {
        return new GatewayId(String.format(Locale.ROOT, "0000-0000-%04d", number));
    }

    private static DeviceId lamp(int number) {
        return DeviceId.of("io", gateway(number / LAMPS), Integer.toString(number % LAMPS));
    }

    void rage() {
        for (int hour = 0; hour < HOURS; hour++) {
            int ofDay = hour % 24;
            if (ofDay == 9) {
                everyGateway(false);
            } else if (ofDay == 10 || ofDay == 11) {
                askAll();
            } else if (ofDay == 12) {
                everyGateway(true);
            }
            for (int i = 0; i < 100; i++) {
                something();
            }
            settle();
            mail.pass(HOUR);
            if (ofDay % 8 == 0) {
                pruner().step();
            }
        }
        // The weather clears, and everything comes back once more.
        calm = true;
        everyGateway(false);
        settle();
        everyGateway(true);
        for (int quiet = 0; quiet < 8; quiet++) {
            settle();
            mail.pass(6 * HOUR);
            pruner().step();
        }
    }

    private void something() {
        int mood = chance.nextInt(1_000);
        if (mood < 60) {
            ask(IntStream.range(0, 1 + chance.nextInt(6)).map(i -> chance.nextInt(gateways * LAMPS)));
        } else if (mood < 140) {
            measure();
        } else if (mood < 145) {
            restart();
        } else if (mood < 165) {
            GatewayId one = gateway(chance.nextInt(gateways));
            seen(List.of(one), down.contains(one));
        } else if (mood < 300) {
            world.pass(chance.nextInt(400));
        } else {
            world.step();
        }
        hearAnswers();
    }

    /** The process dies here: commands that were asked and not answered may or may not have happened. */
    private void restart() {
        restarts++;
        asked.clear();
        world.boot();
    }

    private void everyGateway(boolean alive) {
        seen(IntStream.range(0, gateways).mapToObj(TownStorm::gateway).toList(), alive);
    }

    private void seen(List<GatewayId> ids, boolean alive) {
        if (alive) {
            ids.forEach(down::remove);
        } else {
            down.addAll(ids);
        }
        world.tell(new Command.Hear(ids.stream()
                .<Report>map(id -> new Report.GatewaySeen(id, alive))
                .toList()));
    }

    private void askAll() {
        ask(IntStream.range(0, gateways * LAMPS));
    }

    private void ask(IntStream lamps) {
        List<Setting> settings = new ArrayList<>();
        lamps.distinct()
                .forEach(lamp -> settings.add(new Setting(
                        lamp(lamp), DeviceCommand.of(KINDS.get(chance.nextInt(KINDS.size())), Value.of(++numbers)))));
        asked.add(new Asked(world.ask(new Command.Configure("storm", settings, true)), settings));
    }

    private void measure() {
        List<Report> reports = new ArrayList<>();
        for (int i = chance.nextInt(8); i >= 0; i--) {
            reports.add(new Report.StatesSeen(
                    lamp(chance.nextInt(gateways * LAMPS)), List.of(State.of("core:EnergyState", ++readings))));
        }
        world.ask(new Command.Hear(reports));
    }

    private void hearAnswers() {
        asked.removeIf(one -> {
            if (one.answer().isDone()) {
                List<SettingOutcome> taken = one.answer().join();
                for (int i = 0; i < taken.size(); i++) {
                    Setting setting = one.settings().get(i);
                    if (taken.get(i) == SettingOutcome.QUEUED || taken.get(i) == SettingOutcome.STARTED) {
                        promised.merge(
                                setting.device() + " " + setting.command().name(),
                                number(setting.command()),
                                Math::max);
                    }
                    waited += taken.get(i) == SettingOutcome.QUEUED ? 1 : 0;
                }
            }
            return one.answer().isDone();
        });
    }

    private static long number(DeviceCommand command) {
        return (long) command.parameters().getFirst().asNumber();
    }

    private void settle() {
        for (int i = 0; i < 4; i++) {
            world.settle();
            mail.pass(2 * SECOND);
        }
        hearAnswers();
    }

    private Pruner pruner() {
        return new Pruner(
                store,
                world.sites(),
                Accounts.SYSTEM,
                Retention.STANDARD,
                site -> Long.MAX_VALUE,
                () -> Instant.ofEpochMilli(world.nowMs()),
                () -> Instant.ofEpochMilli(world.nowMs()));
    }

    /** Sends into a field that outlives restarts; at times it falls over, hears nothing, or answers late. */
    private final class Radio implements Driver {
        private DriverContext context;

        @Override
        public void start(DriverContext given) {
            context = given;
        }

        @Override
        public Transmission send(Step step) {
            int mood = calm ? 99 : context.random().nextInt(100);
            if (mood < 3) {
                throw new IllegalStateException("the radio fell over");
            }
            if (mood < 8 || down.contains(step.device().gateway())) {
                return new Transmission.Failed(Failure.NO_ANSWER);
            }
            frames.add(new Frame(step.device(), step.command().name(), number(step.command())));
            if (mood < 40) {
                context.at(context.nowMs() + 100 + context.random().nextInt(3_000), () -> {
                    told(step);
                    context.report(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
                });
                return Transmission.ACCEPTED;
            }
            told(step);
            return Transmission.DONE;
        }

        private void told(Step step) {
            context.report(new Report.StatesSeen(
                    step.device(), List.of(State.of("test:" + step.command().name(), number(step.command())))));
        }
    }
}
