package io.candelabra.bench;

import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.ClientCertificate;
import io.candelabra.wire.tls.StrictContext;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limit of the HTTP library: the same listener with the same TLS, and for each path bytes that were put there
 * before. {@code answer PATH FILE} puts them; any body is read, nothing else is looked at.
 */
final class BareServer {
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

    private BareServer() {}

    /** @param args folder of the certificate authority */
    public static void main(String[] args) throws IOException {
        CertificateAuthority authority =
                CertificateAuthority.open(Path.of(args[0]), List.of(), new SecureRandom(), InstantSource.system());
        BareServer bare = new BareServer();
        WebServer web = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .useNio(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .idleConnectionTimeout(Duration.ofSeconds(60))
                .maxTcpConnections(8192)
                .tls(tls -> tls.sslContext(
                        StrictContext.of(authority.serverContext(), ClientCertificate.NONE, Duration.ofSeconds(300))))
                .routing(HttpRouting.builder().any(bare::serve))
                .build()
                .start();
        System.out.println("= " + web.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            bare.answers.put(words[1], Files.readAllBytes(Path.of(words[2])));
            System.out.println("= done");
        }
        web.stop();
    }

    private void serve(ServerRequest request, ServerResponse response) {
        if (request.content().hasEntity()) {
            request.content().as(byte[].class);
        }
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send(answers.getOrDefault(request.prologue().uriPath().rawPath(), new byte[0]));
    }
}
