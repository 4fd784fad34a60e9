package io.candelabra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.TraitType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A type declares its traits as data; where it leaves them open, the catalogue declares them as it comes in. */
class TraitDeclarationsTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    private static DeviceType type(List<String> commands, List<String> states, List<String> traits) {
        return new DeviceType(
                        "acme:Thing",
                        "ACTUATOR",
                        "Light",
                        "",
                        true,
                        List.of(),
                        List.of(),
                        commands.stream().map(TypeNotation::command).toList(),
                        states.stream().map(TypeNotation::state).toList(),
                        List.of())
                .withTraits(traits.stream().map(TypeNotation::trait).toList());
    }

    private static Traits traits(DeviceType type) {
        return CATALOGUE.traitsOf(CATALOGUE.modelled(type));
    }

    @Test
    void aTypeOfADriverDeclaresItsTraitsUnderNamesOfItsOwn() {
        DeviceType fountain = type(
                List.of("setJetHeight(int 0..20)", "setPump(text on|auto|off)", "setDrop(int 0..100)"),
                List.of(
                        "acme:JetHeightState number int 0..20",
                        "acme:PumpState one-of text on|auto|off",
                        "acme:DropState number int 0..100",
                        "acme:GoalState number int 0..100",
                        "acme:HueState number int 0..360",
                        "acme:PaleState number int 0..100",
                        "acme:KnockState data text momentary"),
                List.of(
                        "Level acme:JetHeightState * 5",
                        "OnOff acme:PumpState on|auto off",
                        "CoverPosition acme:DropState * -1 + 100 to acme:GoalState",
                        "Color acme:HueState acme:PaleState",
                        "Button acme:KnockState"));
        Traits traits = traits(fountain);
        States states = States.of(
                State.of("acme:JetHeightState", 8),
                State.of("acme:PumpState", "auto"),
                State.of("acme:DropState", 30),
                State.of("acme:GoalState", 90),
                State.of("acme:HueState", 120),
                State.of("acme:PaleState", 50),
                State.of("acme:KnockState", "twice"));
        Trait.Level level = traits.find(Trait.Level.class).orElseThrow();
        assertThat(level.get(states)).contains(40.0);
        assertThat(level.set(50.0)).contains(DeviceCommand.of("setJetHeight", Value.of(10)));
        Trait.OnOff onOff = traits.find(Trait.OnOff.class).orElseThrow();
        assertThat(onOff.get(states)).contains(true);
        assertThat(onOff.set(true)).contains(DeviceCommand.of("setPump", Value.of("on")));
        assertThat(onOff.set(false)).contains(DeviceCommand.of("setPump", Value.of("off")));
        Trait.CoverPosition position = traits.find(Trait.CoverPosition.class).orElseThrow();
        assertThat(position.get(states)).contains(70.0);
        assertThat(position.target(states)).contains(10.0);
        assertThat(traits.find(Trait.Color.class).orElseThrow().get(states)).contains(new Trait.HueSaturation(120, 50));
        assertThat(traits.find(Trait.Button.class).orElseThrow().get(states)).contains("twice");
    }

    @Test
    void aDeclarationTakesThePlaceOfTheStandardNameAlsoWhereItSaysNone() {
        List<String> states = List.of(
                "core:LightIntensityState number int 0..100",
                "acme:GlowState number int 0..100",
                "core:OnOffState one-of text off|on");
        Traits usual = traits(type(List.of(), states, List.of()));
        assertThat(usual.find(Trait.Level.class).orElseThrow().state()).isEqualTo("core:LightIntensityState");
        assertThat(usual.has(Trait.OnOff.class)).isTrue();
        Traits odd = traits(type(List.of(), states, List.of("Level acme:GlowState", "OnOff none")));
        assertThat(odd.find(Trait.Level.class).orElseThrow().state()).isEqualTo("acme:GlowState");
        assertThat(odd.has(Trait.OnOff.class)).isFalse();
    }

    /** It has no declarations, as a site stored it before there were any. */
    @Test
    void aTypeThatWasStoredWithoutDeclarationsHasTheTraitsThatItHad() {
        for (DeviceType known : CATALOGUE.all()) {
            assertThat(CATALOGUE.traitsOf(known.withTraits(List.of())))
                    .as(known.name())
                    .isEqualTo(CATALOGUE.traitsOf(known));
        }
    }

    /** Every trait that there is can be declared under the name of its record, and the catalogue declares no other. */
    @Test
    void traitsAreDeclaredUnderTheNamesOfTheirRecords() {
        Set<String> names = Stream.of(Trait.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isInterface() ? Stream.of(kind.getPermittedSubclasses()) : Stream.of(kind))
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        Set<String> declared = CATALOGUE.all().stream()
                .flatMap(type -> type.traits().stream())
                .map(TraitType::trait)
                .collect(Collectors.toSet());
        assertThat(names).hasSizeGreaterThan(25).containsAll(declared);
        for (String name : names) {
            DeviceType one = type(List.of(), List.of("acme:OneState data text", "acme:TwoState data text"), List.of())
                    .withTraits(List.of(new TraitType(
                            name, "acme:OneState", "acme:TwoState", 1, 0, List.of("yes"), List.of("no"))));
            assertThat(Traits.of(one)).singleElement().satisfies(trait -> assertThat(
                            trait.getClass().getSimpleName())
                    .isEqualTo(name));
        }
        DeviceType later = type(List.of(), List.of("acme:OneState data text"), List.of("Sound acme:OneState"));
        assertThat(Traits.of(later).all()).as("of a later version").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Level", "Level acme:GlowState *", "OnOff acme:PowerState on", "Level acme:GlowState * x"})
    void aDeclarationThatIsNoneIsRefused(String notation) {
        assertThatThrownBy(() -> TypeNotation.trait(notation)).isInstanceOf(IllegalArgumentException.class);
    }
}
