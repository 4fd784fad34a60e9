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
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.Resource;
import io.candelabra.model.Step;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * All that Home Assistant can do to a home, done to each device for which it would make an entity: the state that is
 * read back follows from the command, in words that it knows, and a device takes the values that it shows. The tables
 * are {@code clients/home-assistant.txt} and {@code home-assistant-words.txt}. Prints what was sent and read.
 */
class HomeAssistantWalkTest {
    private static final long LONG_ENOUGH_MS = 120_000;

    private static final List<Line> TABLE =
            lines("home-assistant.txt").map(HomeAssistantWalkTest::line).toList();
    private static final List<Words> WORDS =
            lines("home-assistant-words.txt").map(Words::of).toList();

    /** One thing that a person can do. */
    private record Line(String entity, String looksAt, List<DeviceCommand> commands, Map<String, String> reads) {

        boolean fits(Device device, DeviceType type) {
            return sees(looksAt, type)
                    && type.feedback()
                    && commands.stream().allMatch(command -> type.command(command.name())
                            .filter(known ->
                                    known.required() <= command.parameters().size()
                                            && command.parameters().size()
                                                    <= known.parameters().size())
                            .isPresent())
                    && (reads.isEmpty() || reads.keySet().stream().anyMatch(type::has))
                    && commands.stream().allMatch(command -> isOffered(device, command));
        }

        /** A button for a position with a name is made for the names that the device has. */
        private static boolean isOffered(Device device, DeviceCommand command) {
            return !command.name().equals("goToAlias")
                    || device.attributes().stream()
                            .filter(attribute -> attribute.name().equals("core:SupportedAliases"))
                            .anyMatch(attribute -> attribute
                                    .value()
                                    .asText()
                                    .contains(command.parameters().getFirst().asText()));
        }
    }

    private static boolean sees(String looksAt, DeviceType type) {
        return looksAt.equals("*") || looksAt.equals(type.widget()) || looksAt.equals("ui:" + type.uiClass());
    }

    /** The values of a state; empty for any number. */
    private record Words(String looksAt, String state, Set<String> known) {
        static Words of(String text) {
            String[] parts = text.split("\\|", 3);
            String words = parts[2].strip();
            return new Words(
                    parts[0].strip(),
                    parts[1].strip(),
                    words.equals("number") ? Set.of() : Set.of(words.split("\\|", -1)));
        }

        boolean knows(Value value) {
            return known.isEmpty() ? !Double.isNaN(value.asNumber()) : known.contains(value.asText());
        }
    }

    /** A home with its devices and the types that only it has. */
    private record Home(String name, List<Device> devices, List<Resource> resources, Map<String, DeviceType> own) {
        DeviceType type(Device device) {
            DeviceType type = own.get(device.type());
            return type != null ? type : HandLane.CATALOGUE.find(device.type()).orElseThrow();
        }
    }

    /** The result of walking through one home. */
    private static final class Walk {
        private final Home home;
        private final List<String> mismatches = new ArrayList<>();
        private final Map<String, Integer> sentBy = new TreeMap<>();
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
                    if (line.fits(device, type)) {
                        act(device, type, line);
                    }
                }
                shown(device, type);
                words(device.id().value(), device, type);
            }
            for (Resource resource : home.resources()) {
                if (resource instanceof Resource.Scene scene) {
                    activate(scene);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %4d commands sent, %5d states read back, %d mismatches  %s%n",
                    home.name(),
                    sent,
                    read,
                    mismatches.size(),
                    sentBy);
            mismatches.forEach(System.out::println);
            return this;
        }

        /** A scene sets all its devices in motion, and none of it fails. */
        private void activate(Resource.Scene scene) {
            HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
            home.devices().forEach(device -> {
                lane.know(home.type(device));
                lane.put(device);
            });
            lane.start();
            for (Action action : scene.actions()) {
                Optional<Device> device = lane.device(action.device()).filter(Device::available);
                for (DeviceCommand command : device.isPresent() ? action.commands() : List.<DeviceCommand>of()) {
                    sent(lane, device.get(), home.type(device.get()), "scene", command);
                }
            }
        }

        /** Sends one command and waits; empty where it was refused. */
        private Optional<Step.Ref> sent(
                HandLane lane, Device device, DeviceType type, String entity, DeviceCommand command) {
            String what = home.name() + " " + device.id() + " " + entity + " " + command;
            try {
                Parameters.check(device, type, command);
            } catch (Refused no) {
                mismatches.add(what + " is refused: " + no.detail());
                return Optional.empty();
            }
            sent++;
            sentBy.merge(entity, 1, Integer::sum);
            Step step =
                    lane.step(device.id(), command.name(), command.parameters().toArray(Value[]::new));
            if (lane.send(step) instanceof Transmission.Failed failed) {
                mismatches.add(what + " fails: " + failed.failure());
                return Optional.empty();
            }
            return Optional.of(step.ref());
        }

        private void act(Device device, DeviceType type, Line line) {
            HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
            lane.know(type);
            lane.put(device);
            lane.start();
            String what = home.name() + " " + device.id() + " " + line.entity() + " " + line.commands();
            List<Step.Ref> steps = new ArrayList<>();
            for (DeviceCommand command : line.commands()) {
                Optional<Step.Ref> step = sent(lane, device, type, line.entity(), command);
                if (step.isEmpty()) {
                    return;
                }
                steps.add(step.get());
                lane.advance(1_000);
            }
            lane.advance(LONG_ENOUGH_MS);
            Device after = lane.device(device.id()).orElseThrow();
            words(what, after, type);
            boolean remembers = line.reads().values().stream()
                    .noneMatch(expected ->
                            expected.startsWith("@") && !(device.states().number(expected.substring(1)) <= 100));
            if (remembers) {
                lane.failure(steps.getLast()).ifPresent(why -> mismatches.add(what + " fails: " + why));
            }
            line.reads().forEach((state, expected) -> {
                if (type.has(state)) {
                    read++;
                    Value seen = after.states().value(state);
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

        /** A device speaks in words that are known. */
        private void words(String what, Device device, DeviceType type) {
            for (Words words : WORDS) {
                Value value = device.states().value(words.state());
                if (sees(words.looksAt(), type) && !value.equals(Value.NOTHING)) {
                    read++;
                    if (!words.knows(value)) {
                        mismatches.add(what + ": " + words.state() + " says " + value + ", none of " + words.known());
                    }
                }
            }
        }

        /** A device also takes the values that it shows. */
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
        DemoHome home = DemoHome.of(HandLane.CATALOGUE, HandLane.START_MS);
        Walk walk = new Walk(new Home("the demo", home.devices(), home.resources(), Map.of())).go();
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
        return new Home(name, home.devices(), home.resources(), own);
    }

    // ---- the table ----

    private static Stream<String> lines(String file) {
        try (var in = HomeAssistantWalkTest.class.getResourceAsStream("/clients/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
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
