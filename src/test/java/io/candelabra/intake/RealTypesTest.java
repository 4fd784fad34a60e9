package io.candelabra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.DeviceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The catalogue says of each type what a real server, or else the real homes, say of it: to the letter. */
class RealTypesTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    @Test
    void eachTypeOfTheReferenceIsWholeAndTheSame() {
        Map<String, Map<String, Object>> reference = RealTypes.reference();
        List<String> differing = new ArrayList<>();
        reference.forEach((name, definition) -> {
            Map<String, Object> ours =
                    CATALOGUE.find(name).map(OverkizDefinition::tree).orElse(Map.of());
            definition.forEach((member, value) -> {
                if (!value.equals(ours.getOrDefault(member, List.of()))) {
                    differing.add(name + " " + member + "\n  is    " + ours.get(member) + "\n  real  " + value);
                }
            });
        });
        assertThat(reference).hasSizeGreaterThan(100);
        assertThat(differing).isEmpty();
    }

    /** Where several homes differ on a type, ours has what any of them has. */
    @Test
    void eachTypeThatOnlyHomesHaveIsAllThatTheySay() {
        Set<String> reference = RealTypes.reference().keySet();
        List<String> differing = new ArrayList<>();
        RealTypes.definitions(true).forEach((name, definitions) -> {
            if (!reference.contains(name)) {
                Map<String, Object> ours =
                        CATALOGUE.find(name).map(OverkizDefinition::tree).orElse(Map.of());
                for (String member : List.of("commands", "states", "dataProperties")) {
                    Set<Object> real = new HashSet<>();
                    definitions.forEach(definition -> real.addAll(RealTypes.list(definition, member)));
                    Set<Object> said = new HashSet<>(RealTypes.list(ours, member));
                    if (!byName(real).equals(byName(said)) || definitions.size() == 1 && !real.equals(said)) {
                        differing.add(name + " " + member + "\n  is    " + said + "\n  real  " + real);
                    }
                }
            }
        });
        assertThat(differing).isEmpty();
    }

    private static Set<Object> byName(Set<Object> members) {
        Set<Object> names = new HashSet<>();
        for (Object member : members) {
            Map<?, ?> map = (Map<?, ?>) member;
            names.add(map.containsKey("commandName") ? map.get("commandName") : map.get("qualifiedName"));
        }
        return names;
    }

    /** A state of the same end has the same beginning: no real name is there under a prefix that nobody has seen. */
    @Test
    void noNameOfAHomeIsThereUnderAnotherPrefix() {
        List<String> differing = new ArrayList<>();
        RealTypes.definitions(false).forEach((name, definitions) -> {
            Set<String> ours = new HashSet<>();
            CATALOGUE.find(name).ifPresent(type -> type.states().forEach(state -> ours.add(state.name())));
            for (Map<String, Object> definition : definitions) {
                for (Map<String, Object> state : RealTypes.list(definition, "states")) {
                    String real = String.valueOf(state.getOrDefault("qualifiedName", state.get("name")));
                    String end = real.substring(real.indexOf(':'));
                    ours.stream()
                            .filter(known -> known.endsWith(end) && !ours.contains(real))
                            .forEach(known -> differing.add(name + " has " + known + ", really " + real));
                }
            }
        });
        assertThat(differing).isEmpty();
    }

    /** The data type in which real devices tell a state is the type's, where all of them agree. */
    @Test
    void statesHaveTheDataTypesThatRealDevicesTell() {
        Map<String, Set<Integer>> told = new LinkedHashMap<>();
        for (Map<String, Object> device : RealTypes.devices()) {
            for (Map<String, Object> state : RealTypes.list(device, "states")) {
                int kind = ((Number) state.getOrDefault("type", 0)).intValue();
                if (kind != 0) {
                    told.computeIfAbsent(RealTypes.type(device) + " " + state.get("name"), k -> new HashSet<>())
                            .add(kind);
                }
            }
        }
        List<String> differing = new ArrayList<>();
        told.forEach((key, kinds) -> {
            int blank = key.indexOf(' ');
            CATALOGUE
                    .find(key.substring(0, blank))
                    .flatMap(type -> type.state(key.substring(blank + 1)))
                    .filter(state ->
                            kinds.size() == 1 && !agrees(state, kinds.iterator().next()))
                    .ifPresent(state -> differing.add(key + " is " + state.kind() + ", really " + kinds));
        });
        assertThat(told).isNotEmpty();
        assertThat(differing).isEmpty();
    }

    /** A set point that happened to be a whole number may have a fraction the next time. */
    private static boolean agrees(DeviceType.StateType state, int kind) {
        boolean wholeByChance =
                state.kind().code() == 2 && kind == 1 && state.name().contains("Temperature");
        return wholeByChance || state.kind().code() == kind;
    }
}
