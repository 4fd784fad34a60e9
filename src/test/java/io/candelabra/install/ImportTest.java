package io.candelabra.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes that come in with {@code --home} and go out by {@code GET /setup}, over real sockets, across restarts. */
class ImportTest {
    private static final Path OWN = Path.of(System.getProperty("candelabra.root", ""), "src/test/resources/homes");

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void homesGoOutAsTheyCameInAndStaySo() throws Exception {
        check(List.of(OWN.resolve("cloud.json"), OWN.resolve("local.json"), OWN.resolve("diagnostics.json")));
    }

    /** Homes of real people, masked, where somebody has put some beside the project. */
    @Test
    void realHomesGoOutAsTheyCameInAndStaySo() throws Exception {
        Path homes = Path.of(System.getProperty("candelabra.homes", "../shared/homes"));
        if (!Files.isDirectory(homes)) {
            abort("skipped: there is no folder of real homes at " + homes);
        }
        try (Stream<Path> files = Files.list(homes)) {
            check(files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList());
        }
    }

    private void check(List<Path> files) throws Exception {
        Map<Path, Object> shown = new HashMap<>();
        List<String> first;
        try (Candelabra server = start(files)) {
            assertThat(told).hasSameSizeAs(files).allSatisfy(text -> assertThat(text)
                    .contains(" was imported: "));
            Set<String> gateways = new HashSet<>();
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get(i);
                Object now = setup(server, i);
                shown.put(file, now);
                assertThat(now).as(told.get(i)).isEqualTo(inIdsOf(told.get(i), file));
                for (Object gateway : (List<?>) object(now).get("gateways")) {
                    String id = object(gateway).get("gatewayId").toString();
                    assertThat(id).matches("\\d{4}-\\d{4}-\\d{4}");
                    assertThat(gateways.add(id))
                            .as("a gateway id of its own: " + id)
                            .isTrue();
                }
            }
            first = List.copyOf(told);
        }
        told.clear();
        List<Path> copies = new ArrayList<>();
        for (Path file : files) {
            // renamed, and given twice: a home is known by its content
            copies.add(Files.copy(file, folder.resolve("copy of " + file.getFileName())));
        }
        List<Path> again = new ArrayList<>(copies);
        again.add(files.getFirst());
        try (Candelabra server = start(again)) {
            assertThat(told).hasSize(again.size());
            for (int i = 0; i < files.size(); i++) {
                assertThat(setup(server, i)).isEqualTo(shown.get(files.get(i)));
                assertThat(told.get(i)).contains(" is there: ");
                assertThat(table(told.get(i))).isEqualTo(table(first.get(i)));
            }
        }
    }

    @Test
    void badFilesAreRefusedBeforeAnythingIsChanged() throws IOException {
        Path bad = Files.writeString(
                folder.resolve("bad.json"), "{\"gateways\":[{\"gatewayId\":\"1-2\"}],\"devices\":[{}]}");
        assertThatThrownBy(() -> start(List.of(OWN.resolve("cloud.json"), bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(bad + ": $.devices[0].deviceURL: a text is missing");
        assertThatThrownBy(() -> start(List.of(folder.resolve("none.json"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.json: there is no such file");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private Candelabra start(List<Path> homes) throws IOException {
        Settings settings =
                Settings.demo(folder.resolve("data")).onFreePorts().withLamps(0).withHomes(homes);
        return Candelabra.start(settings, TestMachine.outside(), told::add, UnaryOperator.identity());
    }

    /** The setup on the face whose form the file has, with a proof that {@code demo.json} tells. */
    private Object setup(Candelabra server, int place) throws Exception {
        Map<String, Object> overkiz = object(server.demoFile().face("overkiz"));
        Map<String, Object> home = object(((List<?>) overkiz.get("homes")).get(place));
        Path root = folder.resolve("data/ca.pem");
        String file = Files.readString(Path.of(home.get("file").toString()));
        if (!file.contains("\"rootPlace\"")) {
            return TestClient.trusting(root, overkiz.get("localBase").toString())
                    .with("Authorization", "Bearer " + home.get("token"))
                    .send("GET", "setup")
                    .tree();
        }
        TestClient cloud = TestClient.trusting(root, overkiz.get("base").toString());
        TestClient.Answer login = cloud.form(
                "login",
                Map.of(
                        "userId", DemoInstallation.DEMO_USER,
                        "userPassword", overkiz.get("userPassword").toString(),
                        "setupOID", home.get("setupOID").toString()));
        String cookie = login.header("set-cookie").orElseThrow().split(";")[0];
        return cloud.with("Cookie", cookie).send("GET", "setup").tree();
    }

    /** What the file holds, in the ids that the table gives it. */
    private static Object inIdsOf(String told, Path file) throws IOException {
        Map<String, Object> content = object(tree(Files.readString(file)));
        Object setup = content;
        while (!object(setup).containsKey("gateways")) {
            setup = object(setup).getOrDefault("setup", object(setup).get("data"));
        }
        return renamed(setup, renamings(told), "");
    }

    /** Lines of the table: kind, where, the old id and the new. Those without an old id stand nowhere in the file. */
    private static Map<String, Map<String, String>> renamings(String told) {
        Map<String, Map<String, String>> ids = new HashMap<>();
        for (String line : table(told).lines().skip(1).toList()) {
            String[] columns = line.split(" {2,}");
            if (columns.length == 4) {
                ids.computeIfAbsent(
                                columns[0].equals("device oid") ? "oid of " + columns[1] : columns[0],
                                k -> new HashMap<>())
                        .put(columns[2], columns[3]);
            }
        }
        return ids;
    }

    private static String table(String told) {
        return told.substring(told.indexOf('\n') + 1);
    }

    private static Object renamed(Object tree, Map<String, Map<String, String>> ids, String place) {
        Map<String, String> gateways = ids.getOrDefault("gateway id", Map.of());
        if (tree instanceof List<?> list) {
            return list.stream()
                    .map(entry -> entry == null ? null : renamed(entry, ids, place))
                    .toList();
        }
        if (!(tree instanceof Map<?, ?>)) {
            return tree;
        }
        Map<String, Object> fields = new HashMap<>(object(tree));
        if (place.isEmpty()) {
            fields.computeIfPresent("oid", (name, was) -> ids.getOrDefault("setup oid", Map.of())
                    .getOrDefault(was, was.toString()));
        }
        fields.replaceAll((name, value) -> value == null ? null : renamed(value, ids, name));
        if (fields.get("gatewayId") instanceof String id) {
            fields.put("gatewayId", gateways.getOrDefault(id, id));
        }
        if (fields.get("deviceURL") instanceof String url) {
            for (Map.Entry<String, String> id : gateways.entrySet()) {
                url = url.replace("://" + id.getKey() + "/", "://" + id.getValue() + "/");
            }
            fields.put("deviceURL", url);
            Object oid = fields.get("oid");
            fields.computeIfPresent(
                    "oid", (name, was) -> ids.getOrDefault("oid of " + fields.get("deviceURL"), Map.of())
                            .getOrDefault(was, oid.toString()));
        }
        return fields;
    }

    private static Object tree(String json) {
        return Objects.requireNonNull(Json.tree(json.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object tree) {
        return (Map<String, Object>) tree;
    }
}
