package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.ops.OpenApi;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The description names what is served, nothing else, and only shapes that it defines. */
class OpenApiTest {
    private static final Map<?, ?> DOCUMENT =
            (Map<?, ?>) Json.tree(OpenApi.read("sustainder").orElseThrow());

    @Test
    void itNamesTheRoutesAndNoOthers() {
        Set<String> described = new HashSet<>();
        ((Map<?, ?>) DOCUMENT.get("paths")).forEach((path, item) -> ((Map<?, ?>) item)
                .keySet()
                .forEach(method -> described.add(String.valueOf(method).toUpperCase(Locale.ROOT) + " " + path)));
        try (TownServer server = TownServer.start(4)) {
            List<String> served = new ArrayList<>();
            for (Face face : server.face().faces()) {
                face.routeTable().forEach(route -> served.add(route.method() + " " + route.fullPath()));
            }
            assertThat(described).containsExactlyInAnyOrderElementsOf(served);
        }
    }

    @Test
    void everyShapeThatItNamesIsThere() {
        Map<?, ?> components = (Map<?, ?>) DOCUMENT.get("components");
        Set<String> defined = new HashSet<>();
        ((Map<?, ?>) components.get("schemas")).keySet().forEach(name -> defined.add("#/components/schemas/" + name));
        Set<String> named = new HashSet<>();
        collect(DOCUMENT, named);
        assertThat(named).isNotEmpty().isSubsetOf(defined);
    }

    /** Strict generated clients look into a required member of a named shape without asking whether it is null. */
    @Test
    void whatMayBeNullInsteadOfANamedShapeIsNotRequired() {
        Map<?, ?> schemas = (Map<?, ?>) ((Map<?, ?>) DOCUMENT.get("components")).get("schemas");
        Set<String> optional = new HashSet<>();
        Set<String> required = new HashSet<>();
        schemas.forEach((name, schema) -> {
            Map<?, ?> properties = ((Map<?, ?>) schema).get("properties") instanceof Map<?, ?> map ? map : Map.of();
            List<?> needed = ((Map<?, ?>) schema).get("required") instanceof List<?> list ? list : List.of();
            properties.forEach((member, shape) -> {
                if (((Map<?, ?>) shape).get("oneOf") instanceof List<?> kinds
                        && kinds.contains(Map.of("type", "null"))) {
                    (needed.contains(member) ? required : optional).add(name + "." + member);
                }
            });
        });
        assertThat(required).isEmpty();
        assertThat(optional).contains("Lcm.error_type", "Lcm.details");
    }

    private static void collect(@Nullable Object value, Set<String> named) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, inner) -> {
                    if (key.equals("$ref")) {
                        named.add(String.valueOf(inner));
                    }
                    collect(inner, named);
                });
            case List<?> list -> list.forEach(inner -> collect(inner, named));
            case null, default -> {}
        }
    }
}
