package io.candelabra.driver.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.candelabra.driver.HandLane;
import io.candelabra.intake.HomeFile;
import io.candelabra.intake.ImportedHome;
import io.candelabra.model.Device;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A home that came in from elsewhere lives on for a day: nothing breaks, and every state stays of the kind that it was. */
class ImportedLifeTest {
    private static final long DAY_MS = 24 * 3_600_000L;

    @ParameterizedTest
    @ValueSource(strings = {"cloud", "local", "diagnostics"})
    void aHomeOfOurOwnLivesADay(String name) throws IOException {
        try (InputStream file = ImportedLifeTest.class.getResourceAsStream("/homes/" + name + ".json")) {
            assertThat(file).isNotNull();
            live(file.readAllBytes(), name);
        }
    }

    @TestFactory
    Stream<DynamicTest> realHomesLiveADay() throws IOException {
        Path folder = Path.of(System.getProperty("candelabra.homes", "../shared/homes"));
        if (!Files.isDirectory(folder)) {
            return Stream.of(dynamicTest(
                    "no real homes", () -> abort("skipped: there is no folder of real homes at " + folder)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .map(file -> dynamicTest(
                            file.getFileName().toString(),
                            () -> live(
                                    Files.readAllBytes(file), file.getFileName().toString())));
        }
    }

    private static void live(byte[] content, String name) {
        ImportedHome home = HomeFile.read(content, name, HandLane.CATALOGUE, Set.of());
        HandLane lane = new HandLane(new SimulatorDriver(Liveliness.DEMO), 1);
        for (Resource resource : home.resources()) {
            if (resource instanceof Resource.SiteType own) {
                lane.know(own.type());
            }
        }
        home.devices().forEach(lane::put);
        lane.start();
        lane.advance(DAY_MS);
        List<String> wrong = new ArrayList<>();
        for (Device before : home.devices()) {
            Device after = lane.device(before.id()).orElseThrow();
            for (State state : before.states()) {
                Optional<State> now = after.states().find(state.name());
                if (now.isEmpty() || now.get().kind() != state.kind()) {
                    wrong.add(before.id() + " " + state + " became " + now);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
