package io.candelabra.bench;

import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A {@link MeasuredTown} and the way to ask it, as the demo's user. */
final class Town implements AutoCloseable {
    private static final Pattern LCM = Pattern.compile("\"lcm_id\":\"([0-9]+)\"");
    private static final Pattern PASSWORD =
            Pattern.compile("\"sustainder\":\\{[^}]*\"username\":\"([^\"]*)\",\"password\":\"([^\"]*)\"");
    static final int PAGE = 200;

    final Child server;
    private final SSLContext tls;
    private final String authorization;

    Town(Path data, int lamps, double speed, List<String> options) throws IOException {
        server = Child.start(
                options, MeasuredTown.class, data.toString(), Integer.toString(lamps), Double.toString(speed));
        tls = CertificateAuthority.open(data, List.of(), new SecureRandom(), InstantSource.system())
                .clientContext();
        Matcher found = PASSWORD.matcher(Files.readString(data.resolve("demo.json")));
        if (!found.find()) {
            throw new IOException("demo.json does not say how to come in");
        }
        authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((found.group(1) + ":" + found.group(2)).getBytes(StandardCharsets.UTF_8));
    }

    /** The launcher's options for a town of so many lamps, with what stands for every server. */
    static List<String> java(int lamps, List<String> more) {
        List<String> options = new ArrayList<>(
                lamps > 10_000
                        ? List.of(
                                "-XX:+UseG1GC",
                                "-Xms256m",
                                "-Xmx" + (600 + lamps * 7 / 1000) + "m",
                                "-XX:MaxGCPauseMillis=50",
                                "-XX:+UseCompactObjectHeaders",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dfile.encoding=UTF-8")
                        : Servers.SMALL_JAVA);
        options.addAll(more);
        return options;
    }

    Wire open() throws IOException {
        return new Wire(tls, Integer.parseInt(server.first()));
    }

    byte[] get(String path) {
        return Wire.proven("GET", "/v2" + path, authorization, "");
    }

    byte[] post(String path, String body) {
        return Wire.proven("POST", "/v2" + path, authorization, body);
    }

    byte[] page(int number) {
        return get("/lcms?application_artkey=35&page=" + number);
    }

    /** Overrides these lamps, all with the same level. */
    byte[] control(List<String> lamps, int level) {
        StringBuilder all = new StringBuilder();
        for (String lamp : lamps) {
            all.append(all.isEmpty() ? "" : ",")
                    .append("{\"lcm_id\":\"")
                    .append(lamp)
                    .append("\",\"override\":")
                    .append(level)
                    .append(",\"duration\":30}");
        }
        return post("/lcms/functions/direct-control", "{\"application_artkey\":35,\"override\":[" + all + "]}");
    }

    /** All lamps that are there, in order. */
    List<String> lamps() throws IOException {
        List<String> ids = new ArrayList<>();
        try (Wire wire = open()) {
            for (int page = 1, before = -1; ids.size() > before; page++) {
                before = ids.size();
                if (wire.send(page(page)) != 200) {
                    throw new IOException("a page of lamps: " + wire.text());
                }
                Matcher lamp = LCM.matcher(wire.text());
                while (lamp.find()) {
                    ids.add(lamp.group(1));
                }
            }
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
