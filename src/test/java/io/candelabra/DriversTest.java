package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.SettingType;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.intake.ImportedHome;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.testing.TestMachine;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kinds of drivers that the program has. */
class DriversTest {
    private static final DriverKinds KINDS =
            Drivers.kinds(1, TestMachine.outside(), Runnable::run, CatalogueFiles.load());

    @Test
    void gatewaysThatTheProgramMakesNameDeclaredKinds() {
        assertThat(KINDS.find("simulator")).isPresent();
        assertThat(KINDS.find(ImportedHome.DRIVER)).isPresent();
    }

    @Test
    void whetherAKindPlaysItsThingsItDeclares() {
        assertThat(KINDS.all().stream().filter(DriverKind::simulated).map(DriverKind::name))
                .containsExactly("simulator", "simulator-still");
        assertThat(KINDS.allSimulated(Stream.of(of("simulator"), of(ImportedHome.DRIVER))))
                .isTrue();
        assertThat(KINDS.allSimulated(Stream.of(of("simulator"), of("example"))))
                .isFalse();
        assertThat(KINDS.allSimulated(Stream.of(of("simulator-of-weather"))))
                .as("of a kind that nobody declared")
                .isFalse();
        assertThat(KINDS.allSimulated(Stream.of())).isFalse();
    }

    private static Gateway of(String kind) {
        return new Gateway(new GatewayId("one"), kind, "", "", true, "UTC", Map.of(), Map.of());
    }

    @Test
    void eachKindAndSettingIsDeclaredInASentence() {
        for (DriverKind kind : KINDS.all()) {
            assertThat(kind.name()).matches("[a-z][a-z0-9-]*");
            List<String> sentences =
                    kind.settings().stream().map(SettingType::about).toList();
            assertThat(sentences).allMatch(sentence -> sentence.matches("[A-Z].*\\."));
            assertThat(kind.about()).matches("[A-Z].*\\.");
        }
    }
}
