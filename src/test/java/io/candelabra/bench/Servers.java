package io.candelabra.bench;

import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The two servers of a run, and the ways to ask them. */
final class Servers implements AutoCloseable {
    static final String FACE = "/enduser-mobile-web/1/enduserAPI";
    static final int HOMES = 5;
    static final int DEVICES = 1_000;
    /** The same for both; the launcher's options for an installation, with a heap of one size on every machine. */
    static final List<String> JAVA = List.of(
            "-XX:+UseG1GC",
            "-Xmx1g",
            "-XX:+UseCompactObjectHeaders",
            "-XX:FreqInlineSize=100",
            "-XX:InlineSmallCode=800",
            "-XX:MaxInlineLevel=6",
            "-XX:Tier2InvokeNotifyFreqLog=14",
            "-XX:Tier2BackedgeNotifyFreqLog=16",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");
    /** The launcher's options for the demo, which keep memory small. */
    static final List<String> SMALL_JAVA = List.of(
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmx1g",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-ShrinkHeapInSteps",
            "-XX:+UseCompactObjectHeaders",
            "-XX:FreqInlineSize=100",
            "-XX:InlineSmallCode=800",
            "-XX:MaxInlineLevel=6",
            "-XX:Tier2InvokeNotifyFreqLog=14",
            "-XX:Tier2BackedgeNotifyFreqLog=16",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");

    final Child ours;
    final Child bare;
    final Path folder;
    final String[] tokens = new String[HOMES];
    private final SSLContext tls;
    private int answers;

    /** @param more further options for our server's Java alone, to look into it */
    Servers(Path folder, List<String> java, List<String> more) throws IOException {
        this.folder = folder;
        Path data = folder.resolve("data");
        List<String> options = new ArrayList<>(java);
        options.addAll(more);
        this.ours = Child.start(
                options, BenchServer.class, data.toString(), Integer.toString(HOMES), Integer.toString(DEVICES));
        this.bare = Child.start(java, BareServer.class, data.toString());
        this.tls = CertificateAuthority.open(data, List.of(), new SecureRandom(), InstantSource.system())
                .clientContext();
        for (int home = 0; home < HOMES; home++) {
            tokens[home] = ours.ask("keys " + home + " 1");
        }
    }

    Wire open(Child server) throws IOException {
        return new Wire(tls, Integer.parseInt(server.first()));
    }

    List<Wire> open(Child server, int count) throws IOException {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wires.add(open(server));
        }
        return wires;
    }

    static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    byte[] get(String path) {
        return get(0, path);
    }

    byte[] get(int home, String path) {
        return Wire.request("GET", FACE + path, tokens[home], "");
    }

    byte[] post(int home, String path, String body) {
        return Wire.request("POST", FACE + path, tokens[home], body);
    }

    /** Makes the bare server answer a path with what ours answered. */
    void teach(String path, byte[] answer) throws IOException {
        Path file = folder.resolve("answer" + answers++);
        Files.write(file, answer);
        bare.ask("answer " + FACE + path + " " + file);
    }

    long[] count() throws IOException {
        String[] words = ours.ask("count").split(" ");
        long[] counts = new long[words.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Long.parseLong(words[i]);
        }
        return counts;
    }

    @Override
    public void close() throws IOException {
        ours.close();
        bare.close();
    }
}
