package io.candelabra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Refused;
import io.candelabra.core.site.Parameters;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Transmission;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.intake.HomeFile;
import io.candelabra.intake.ImportedHome;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.Resource;
import io.candelabra.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * All that Home Assistant can do to a home, done to each device for which it would make an entity: what is sent leads to what
 * is read back, and what a device shows it also takes. The table is {@code clients/home-assistant.txt}. Prints what was sent
 * and read.
 */
class HomeAssistantWalkTest {
    private static final long LONG_ENOUGH_MS = 120_000;

    private static final List<Line> TABLE = table();

    /** One thing that a person can do. */
    private record Line(String entity, String looksAt, List<DeviceCommand> commands, Map<String, String> reads) {

        boolean fits(DeviceType type) {
            boolean seen =
                    looksAt.equals("*") || looksAt.equals(type.widget()) || looksAt.equals("ui:" + type.uiClass());
            return seen
                    && type.feedback()
                    && commands.stream().allMatch(command -> type.command(command.name())
                            .filter(known ->
                                    known.required() <= command.parameters().size())
                            .isPresent())
                    && (reads.isEmpty() || reads.keySet().stream().anyMatch(type::has));
        }
    }

    /** A home with its devices and the types that only it has. */
    private record Home(String name, List<Device> devices, Map<String, DeviceType> own) {
        DeviceType type(Device device) {
            DeviceType type = own.get(device.type());
            return type != null ? type : HandLane.CATALOGUE.find(device.type()).orElseThrow();
        }
    }

    /** What came of walking through one home. */
    private static final class Walk {
        private final Home home;
        private final List<String> mismatches = new ArrayList<>();
        private int sent;
        private int read;

        Walk(Home home) {
            this.home = home;
        }

        Walk go() {
            // what cannot be reached just now does nothing
            for (Device device :
                    home.devices().stream().filter(Device::available).toList()) {
                DeviceType type = home.type(device);
                for (Line line : TABLE) {
                    if (line.fits(type)) {
                        act(device, type, line);
                    }
                }
                shown(device, type);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %4d commands sent, %4d states read back, %d mismatches%n",
                    home.name(),
                    sent,
                    read,
                    mismatches.size());
            return this;
        }

        private void act(Device device, DeviceType type, Line line) {
            HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
            lane.know(type);
            lane.put(device);
            lane.start();
            String what = home.name() + " " + device.id() + " " + line.entity() + " " + line.commands();
            for (DeviceCommand command : line.commands()) {
                try {
                    Parameters.check(device, type, command);
                } catch (Refused no) {
                    mismatches.add(what + " is refused: " + no.detail());
                    return;
                }
                sent++;
                Value[] given = command.parameters().toArray(Value[]::new);
                if (lane.send(lane.step(device.id(), command.name(), given)) instanceof Transmission.Failed failed) {
                    mismatches.add(what + " fails: " + failed.failure());
                    return;
                }
                lane.advance(1_000);
            }
            lane.advance(LONG_ENOUGH_MS);
            line.reads().forEach((state, expected) -> {
                if (type.has(state)) {
                    read++;
                    Value seen = lane.device(device.id()).orElseThrow().states().value(state);
                    Value wanted = expected.startsWith("@")
                            ? device.states().value(expected.substring(1))
                            : Value.of(expected);
                    boolean remembersNone = expected.startsWith("@") && !(wanted.asNumber() <= 100);
                    if (!remembersNone && !same(wanted, seen)) {
                        mismatches.add(what + ": " + state + " is " + seen + ", expected " + wanted);
                    }
                }
            });
        }

        /** What a device shows it also takes. */
        private void shown(Device device, DeviceType type) {
            for (CommandType command : type.commands()) {
                for (Effect effect : command.effects()) {
                    Value value = device.states().value(effect.state());
                    boolean alone = command.parameters().size() == 1 && effect.source() == Effect.Source.PARAMETER;
                    if (alone && !value.equals(Value.NOTHING)) {
                        try {
                            Parameters.check(device, type, DeviceCommand.of(command.name(), value));
                        } catch (Refused no) {
                            mismatches.add(device.id() + " shows what it does not take: " + no.detail());
                        }
                    }
                }
            }
        }

        private static boolean same(Value wanted, Value seen) {
            return Double.isNaN(wanted.asNumber())
                    ? wanted.asText().equals(seen.asText())
                    : wanted.asNumber() == seen.asNumber();
        }
    }

    @Test
    void theDemoDoesWhatHomeAssistantAsksOfIt() {
        Home demo = new Home(
                "the demo", DemoHome.of(HandLane.CATALOGUE, HandLane.START_MS).devices(), Map.of());
        Walk walk = new Walk(demo).go();
        assertThat(walk.sent).isGreaterThan(100);
        assertThat(walk.mismatches).isEmpty();
    }

    @Test
    void realHomesDoWhatHomeAssistantAsksOfThem() throws IOException {
        Path folder = Path.of(System.getProperty("candelabra.homes", "../shared/homes"));
        Assumptions.assumeTrue(Files.isDirectory(folder), folder + " with real homes is not here");
        List<String> mismatches = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                mismatches.addAll(new Walk(home(file)).go().mismatches);
            }
        }
        assertThat(mismatches).isEmpty();
    }

    private static Home home(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        ImportedHome home = HomeFile.read(Files.readAllBytes(file), name, HandLane.CATALOGUE, Set.of());
        Map<String, DeviceType> own = new HashMap<>();
        for (Resource resource : home.resources()) {
            if (resource instanceof Resource.SiteType siteType) {
                own.put(siteType.type().name(), siteType.type());
            }
        }
        return new Home(name, home.devices(), own);
    }

    // ---- the table ----

    private static List<Line> table() {
        try (var in = HomeAssistantWalkTest.class.getResourceAsStream("/clients/home-assistant.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(HomeAssistantWalkTest::line)
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Line line(String text) {
        String[] parts = text.split("\\|", -1);
        List<DeviceCommand> commands = new ArrayList<>();
        for (String call : parts[2].strip().split("(?<=\\)) ")) {
            int open = call.indexOf('(');
            commands.add(
                    DeviceCommand.of(call.substring(0, open), parameters(call.substring(open + 1, call.length() - 1))));
        }
        Map<String, String> reads = new HashMap<>();
        for (String read : parts[3].strip().split(", ")) {
            int equals = read.indexOf('=');
            if (equals > 0) {
                reads.put(read.substring(0, equals), read.substring(equals + 1));
            }
        }
        return new Line(parts[0].strip(), parts[1].strip(), commands, reads);
    }

    /** An object, a text that is a list of letters, or values by commas. */
    private static Value[] parameters(String text) {
        if (text.isEmpty()) {
            return new Value[0];
        }
        if (text.startsWith("{")) {
            return new Value[] {new Value.Tree(text)};
        }
        if (text.matches("[A-C](, ?[A-C])*")) {
            return new Value[] {Value.of(text)};
        }
        return Stream.of(text.split(",")).map(HomeAssistantWalkTest::value).toArray(Value[]::new);
    }

    private static Value value(String text) {
        return text.matches("-?\\d+")
                ? Value.of(Long.parseLong(text))
                : text.matches("-?\\d+\\.\\d+") ? Value.of(Double.parseDouble(text)) : Value.of(text);
    }
}
