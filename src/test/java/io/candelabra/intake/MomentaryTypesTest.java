package io.candelabra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The declarations of types about states that say what has just happened. */
class MomentaryTypesTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    @Test
    void aStateSaysWhetherEachReportOfItIsNews() {
        StateType pressed = TypeNotation.state("acme:PressedState one-of text long|short event momentary");
        assertThat(pressed.momentary()).isTrue();
        assertThat(pressed.eventBased()).isTrue();
        assertThat(pressed.values()).containsExactly("long", "short");
        StateType rung = TypeNotation.state("acme:RungState number int 1..9 momentary");
        assertThat(rung.momentary()).isTrue();
        assertThat(rung.eventBased()).isFalse();
        assertThat(rung.max()).isEqualTo(9);
        assertThat(TypeNotation.state("acme:OtherState data text event").momentary())
                .isFalse();
        Set<String> declared = new TreeSet<>();
        CATALOGUE.all().forEach(type -> declared.addAll(type.momentary()));
        assertThat(declared).containsExactly("candelabra:ButtonEventState", "candelabra:LastButtonState");
        assertThat(CATALOGUE.momentary(DeviceType.unknown("acme:Bell"))).isEqualTo(declared);
        assertThat(CATALOGUE.momentary(CATALOGUE.find("candelabra:DimmedZone").orElseThrow()))
                .isEmpty();
    }

    /** A home that is imported tells in its definitions nothing of that. */
    @Test
    void whatADefinitionLeavesOpenIsAsTheCatalogueHasIt() {
        DeviceType imported = new DeviceType(
                "acme:Remote",
                "REMOTE_CONTROLLER",
                "RemoteController",
                "",
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        TypeNotation.state("candelabra:LastButtonState number int"),
                        TypeNotation.state("core:NameState data text")),
                List.of());
        assertThat(CATALOGUE.modelled(imported).momentary()).containsExactly("candelabra:LastButtonState");
    }
}
