package io.candelabra.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
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

    /** A file that is none, however long it is or however long it makes one wait, stops nothing else. */
    @Test
    void filesThatAreNoHomesAreToldAndTheOthersComeIn() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad\u001b[2J.json"), "{\"gateways\":[],\"devices\":[{}]}");
        Path large = folder.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(17 << 20);
        }
        Path pipe = folder.resolve("pipe.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        List<Path> files = List.of(
                bad, large, pipe, Path.of("/dev/zero"), folder, folder.resolve("none.json"), OWN.resolve("cloud.json"));
        try (Candelabra server = start(files)) {
            assertThat(told).hasSize(files.size());
            assertThat(told.get(0))
                    .contains("bad\\u{1b}[2J.json was refused: $.gateways: a home has at least one gateway")
                    .doesNotContain("\u001b");
            assertThat(told.get(1)).contains("was refused: a home has at most 16 MiB");
            assertThat(told.get(2)).contains("was refused: it is a device or a pipe");
            assertThat(told.get(3)).contains("/dev/zero was refused: it is a device or a pipe");
            assertThat(told.get(4)).contains("was refused: it is a folder");
            assertThat(told.get(5)).contains("none.json was refused: there is no such file");
            assertThat(told.get(6)).contains("cloud.json was imported");
            Map<String, Object> overkiz = object(server.demoFile().face("overkiz"));
            assertThat((List<?>) overkiz.get("homes")).hasSize(1);
            assertThat((List<?>) overkiz.get("homesRefused")).hasSize(6).first().satisfies(entry -> assertThat(
                            object(entry).get("file"))
                    .isEqualTo(bad.toString()));
            assertThat(object(setup(server, 0))).containsKey("devices");
        }
    }

    @Test
    void anOddHomeComesInAndIsServedWithoutNulls() throws Exception {
        try (Candelabra server = start(List.of(OWN.resolve("odd.json")))) {
            assertThat(told)
                    .singleElement()
                    .asString()
                    .contains("left out: $.devices[1].controllableName: a text is missing")
                    .contains("left out: $.devices[3].deviceURL: the home has this device already")
                    .contains("gateway made");
            Map<String, Object> overkiz = object(server.demoFile().face("overkiz"));
            Map<String, Object> home = object(((List<?>) overkiz.get("homes")).getFirst());
            for (String face : List.of("base", "localBase")) {
                TestClient client = face.equals("base") ? cloud(overkiz, home) : local(overkiz, home);
                List<String> asked =
                        new ArrayList<>(List.of("setup", "setup/devices", "setup/gateways", "actionGroups"));
                if (face.equals("base")) {
                    asked.addAll(List.of("setup/places", "setup/zones", "setup/location", "setup/options"));
                }
                for (String path : asked) {
                    TestClient.Answer answer = client.send("GET", path);
                    assertThat(answer.status()).as(path).isEqualTo(200);
                    assertThat(nulls(answer.tree(), "$")).as(face + " " + path).isEmpty();
                }
            }
        }
    }

    private static List<String> nulls(Object tree, String place) {
        List<String> found = new ArrayList<>();
        if (tree == null) {
            found.add(place);
        } else if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> found.addAll(nulls(value, place + "." + key)));
        } else if (tree instanceof List<?> list) {
            list.forEach(entry -> found.addAll(nulls(entry, place + "[]")));
        }
        return found;
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
        String file = Files.readString(Path.of(home.get("file").toString()));
        TestClient client = file.contains("\"rootPlace\"") ? cloud(overkiz, home) : local(overkiz, home);
        return client.send("GET", "setup").tree();
    }

    private TestClient local(Map<String, Object> overkiz, Map<String, Object> home) {
        return TestClient.trusting(
                        folder.resolve("data/ca.pem"), overkiz.get("localBase").toString())
                .with("Authorization", "Bearer " + home.get("token"));
    }

    private TestClient cloud(Map<String, Object> overkiz, Map<String, Object> home) throws Exception {
        TestClient cloud = TestClient.trusting(
                folder.resolve("data/ca.pem"), overkiz.get("base").toString());
        TestClient.Answer login = cloud.form(
                "login",
                Map.of(
                        "userId", DemoInstallation.DEMO_USER,
                        "userPassword", overkiz.get("userPassword").toString(),
                        "setupOID", home.get("setupOID").toString()));
        String cookie = login.header("set-cookie").orElseThrow().split(";")[0];
        return cloud.with("Cookie", cookie);
    }

    /** The contents of the file, in the ids that the table gives them. */
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
