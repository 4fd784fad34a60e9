package io.candelabra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imported devices of types that are in no catalogue. */
class UnheardTypesTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    /** Of a type that nobody has heard of, a command takes what a command of that name takes anywhere. */
    @Test
    void whatIsKnownElsewhereDoesNotNarrowAnUnheardType() {
        DeviceType unheard = new DeviceType(
                "acme:Heater",
                "ACTUATOR",
                "HeatingSystem",
                "Heater",
                true,
                List.of(),
                List.of(),
                List.of(TypeNotation.command("setHeatingLevel(any)"), TypeNotation.command("setIntensity(any)")),
                List.of(TypeNotation.state("core:TargetHeatingLevelState data any")),
                List.of());
        DeviceType modelled = CATALOGUE.modelled(unheard);
        for (DeviceType known : CATALOGUE.all()) {
            for (CommandType command : modelled.commands()) {
                known.command(command.name())
                        .filter(theirs -> theirs.parameters().size() == 1)
                        .ifPresent(theirs -> {
                            Parameter narrow = theirs.parameters().getFirst();
                            Parameter wide = command.parameters().getFirst();
                            assertThat(wide.values().isEmpty() || wide.values().containsAll(narrow.values()))
                                    .as(known.name() + " " + command.name())
                                    .isTrue();
                            assertThat(wide.max() < narrow.max()).isFalse();
                        });
            }
        }
    }
}
