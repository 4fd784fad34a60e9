package io.candelabra;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running demo, and the commands with which an administrator asks it things, as they are typed. */
final class AdministeredServer implements AutoCloseable {
    final Path data;
    private final Outside outside = TestMachine.outside();
    private Candelabra server;

    AdministeredServer(Path folder) throws IOException {
        this.data = folder.resolve("data");
        this.server = started();
    }

    private Candelabra started() throws IOException {
        return Candelabra.start(Settings.demo(data).onFreePorts().withLamps(10), outside);
    }

    void restart() throws IOException {
        server.close();
        server = started();
    }

    Candelabra server() {
        return server;
    }

    /** The result of a command. */
    record Ran(int status, String out, String err) {
        @SuppressWarnings("unchecked") // fails with the text in sight
        Map<String, Object> row() {
            return (Map<String, Object>) tree();
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> rows() {
            return (List<Map<String, Object>>) tree();
        }

        String told(String name) {
            return String.valueOf(row().get(name));
        }

        private Object tree() {
            if (status != 0) {
                throw new AssertionError(status + ": " + err);
            }
            return java.util.Objects.requireNonNull(Json.tree(out.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** {@code candelabra integration …} on this server's folder. */
    Ran integration(String... words) {
        return run(data, words);
    }

    /** The same with an answer for programs. */
    Ran json(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return run(data, all.toArray(String[]::new));
    }

    static Ran run(Path data, String... words) {
        return command("integration", data, words);
    }

    /** Any other command on a folder. */
    static Ran command(String command, Path data, String... words) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(words));
        return typed(data, all);
    }

    /** Any command on a server's folder. */
    static Ran typed(Path data, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--data", data.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    /** The server's own certificates, for clients that have to show some. */
    CertificateAuthority authority() throws IOException {
        return TestMachine.authority(data);
    }

    TestClient client(String base) {
        return TestClient.trusting(data.resolve("ca.pem"), server.https() + base);
    }

    /** Asks Quantum with two keys. */
    TestClient.Answer quantum(String apiKey, String deviceKey, String url) throws Exception {
        return client("/api/v1")
                .with("ApiKey", apiKey)
                .with("Authorization", deviceKey)
                .json("POST", "/leap", Map.of("CommuniqueType", "ReadRequest", "Header", Map.of("Url", url)));
    }

    /** The same with the demo's own keys. */
    TestClient.Answer quantum(String url) throws Exception {
        Map<String, Object> demo = server.demoFile().face("quantum");
        return quantum(String.valueOf(demo.get("apiKey")), String.valueOf(demo.get("deviceKey")), url);
    }

    @Override
    public void close() {
        server.close();
    }
}
