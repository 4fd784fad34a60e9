package io.candelabra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.Device;
import io.candelabra.model.Label;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One odd member of a home condemns nothing but itself, and is named. */
class HomeDamageTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();
    private static final int DAMAGED = 400;

    @Test
    void whatIsOddIsLeftOutAndNamedAndTheRestComesIn() throws IOException {
        ImportedHome home = HomeFile.read(resource("odd"), "odd", CATALOGUE, Set.of());
        assertThat(home.devices())
                .extracting(device -> device.id().value())
                .containsExactly("odd://3000-1000-2000/1", "odd://3000-9999-9999/4", "odd://3000-1000-2000/6");
        assertThat(home.profile().name()).isEqualTo("Odd[31m home  ");
        assertThat(home.profile().timezone()).isEqualTo("UTC");
        Device first = home.devices().getFirst();
        assertThat(first.label()).isEqualTo("Gate one");
        assertThat(first.available()).isTrue();
        assertThat(first.states().all()).hasSize(1);
        assertThat(home.gateways())
                .extracting(gateway -> gateway.id().value())
                .containsExactly("3000-1000-2000", "3000-9999-9999");
        assertThat(home.resources().stream().filter(Resource.Area.class::isInstance))
                .hasSize(4);
        assertThat(home.resources().stream()
                        .filter(Resource.Scene.class::isInstance)
                        .map(scene -> ((Resource.Scene) scene).label()))
                .containsExactly("Good", "Odd", "None");
        assertThat(home.report().leftOut())
                .extracting(ImportReport.LeftOut::place)
                .contains(
                        "$.gateways[1]",
                        "$.gateways[2].gatewayId",
                        "$.gateways[3].gatewayId",
                        "$.devices[0].definition.dataProperties",
                        "$.devices[0].states[2]",
                        "$.devices[0].states[3].name",
                        "$.devices[0].states[4].name",
                        "$.devices[0].states[5].type",
                        "$.devices[0].available",
                        "$.devices[1].controllableName",
                        "$.devices[2].definition",
                        "$.devices[3].deviceURL",
                        "$.devices[6]",
                        "$.devices[7].deviceURL",
                        "$.devices[8].definition.commands",
                        "$.location.timezone",
                        "$.zones[1].items[1].deviceURL",
                        "$.rootPlace.subPlaces[2]",
                        "$.actionGroups[1].actions[0].deviceURL",
                        "$.actionGroups[1].actions[2].commands[0].name",
                        "$.actionGroups[3]",
                        "$.actionGroups[4].actions");
        assertThat(home.report().leftOutLines()).contains("left out: $.devices[2].definition: an object was expected");
    }

    @Test
    void aFileOfNothingButOddThingsFillsNoScreen() {
        String many = "null,".repeat(100_000) + "7";
        ImportedHome home = HomeFile.read(
                ("{\"gateways\":[{\"gatewayId\":\"1-2\"}],\"devices\":[" + many + "]}").getBytes(),
                "odd",
                CATALOGUE,
                Set.of());
        assertThat(home.report().leftOut()).hasSize(1_001);
        assertThat(home.report().leftOutLines().lines()).hasSize(51).last().isEqualTo("left out: 99951 more");
    }

    @Test
    void aLabelIsALineThatSteersNothing() {
        assertThat(Label.fault("Küche 👨‍👩‍👧 ‏")).isPresent();
        assertThat(Label.fault("Küche 👨‍👩‍👧 مطبخ")).isEmpty();
        assertThat(Label.clean("a\u0000b\r\nc\u202ed")).isEqualTo("ab  cd");
        assertThat(Label.clean("x".repeat(2_000))).hasSize(Label.MOST);
        assertThat(Label.clean("👨".repeat(2_000))).hasSize(Label.MOST);
    }

    /** Drops, nulls, doubles, swaps and replaces members of a home, again and again, each time the same way. */
    @ParameterizedTest
    @ValueSource(strings = {"cloud", "local", "diagnostics"})
    void whateverIsDamagedTheRestComesIn(String name) throws IOException {
        byte[] file = resource(name);
        for (int seed = 0; seed < DAMAGED; seed++) {
            Damage damage = new Damage(Objects.requireNonNull(Json.tree(file)), new Random(seed));
            damage.happen();
            byte[] odd = Json.write(damage.file);
            ImportedHome home;
            try {
                home = HomeFile.read(odd, name, CATALOGUE, Set.of());
            } catch (BadHome nothingLeft) {
                assertThat(damage.untouched)
                        .as("%s, seed %d: %s", name, seed, nothingLeft)
                        .isEmpty();
                continue;
            }
            Set<String> came = home.devices().stream()
                    .map(device -> address(device.id().value()))
                    .collect(Collectors.toSet());
            assertThat(came).as("%s, seed %d", name, seed).containsAll(damage.untouched);
            assertThat(HomeFile.read(odd, name, CATALOGUE, Set.of())).isEqualTo(home);
        }
    }

    private static String address(String url) {
        return url.replaceFirst("://[^/]*/", ":");
    }

    /** A home, and the addresses of the devices in it that nothing happened to. */
    private static final class Damage {
        private final Object file;
        private final Random chance;
        private final Set<String> untouched = new HashSet<>();
        private final List<Runnable> ways = new ArrayList<>();

        Damage(Object file, Random chance) {
            this.file = file;
            this.chance = chance;
            Map<String, Object> setup = object(file);
            while (!setup.containsKey("devices")) {
                setup = object(setup.getOrDefault("setup", setup.get("data")));
            }
            for (Object device : (List<?>) Objects.requireNonNull(setup.get("devices"))) {
                untouched.add(address(object(device).get("deviceURL").toString()));
            }
            List<Object> lists = new ArrayList<>(setup.values());
            lists.addAll(object(file).values());
            for (Object list : lists) {
                if (list instanceof List<?> members) {
                    members(asList(members));
                }
            }
        }

        private void members(List<Object> list) {
            for (Object member : List.copyOf(list)) {
                ways.add(() -> {
                    int at = list.indexOf(member);
                    if (at < 0) {
                        return;
                    }
                    touched(member);
                    switch (chance.nextInt(4)) {
                        case 0 -> list.set(at, null);
                        case 1 -> list.remove(at);
                        case 2 -> list.set(at, odd());
                        default -> list.add(member);
                    }
                });
                fields(member, member);
            }
        }

        private void fields(Object member, Object tree) {
            if (tree instanceof Map<?, ?>) {
                Map<String, Object> map = object(tree);
                for (Map.Entry<String, Object> field : Map.copyOf(map).entrySet()) {
                    ways.add(() -> {
                        touched(member);
                        if (chance.nextInt(3) == 0) {
                            map.remove(field.getKey());
                        } else {
                            map.put(field.getKey(), chance.nextBoolean() ? null : odd());
                        }
                    });
                    fields(member, field.getValue());
                }
            } else if (tree instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    int at = i;
                    ways.add(() -> {
                        touched(member);
                        asList(list).set(at, chance.nextBoolean() ? null : odd());
                    });
                    if (list.get(i) != null) {
                        fields(member, list.get(i));
                    }
                }
            }
        }

        private Object odd() {
            return switch (chance.nextInt(6)) {
                case 0 -> List.of(List.of(1L));
                case 1 -> Map.of("odd", Map.of());
                case 2 -> "\u0000\u202e".repeat(1 + chance.nextInt(800));
                case 3 -> -1.5e300;
                case 4 -> new java.math.BigInteger("9".repeat(40));
                default -> false;
            };
        }

        private void touched(Object member) {
            if (member instanceof Map<?, ?> map && map.get("deviceURL") instanceof String url) {
                untouched.remove(address(url));
            }
        }

        void happen() {
            java.util.Collections.shuffle(ways, chance);
            ways.subList(0, Math.min(ways.size(), 1 + chance.nextInt(6))).forEach(Runnable::run);
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> object(Object tree) {
            return (Map<String, Object>) tree;
        }

        @SuppressWarnings("unchecked")
        private static List<Object> asList(List<?> list) {
            return (List<Object>) list;
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = HomeDamageTest.class.getResourceAsStream("/homes/" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
