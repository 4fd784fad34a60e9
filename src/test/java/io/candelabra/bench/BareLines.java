package io.candelabra.bench;

import io.candelabra.wire.tls.CertificateAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The limit of lines over TLS: for every line that comes the same one goes back, which was put there before.
 * {@code answer FILE} puts it.
 */
final class BareLines {
    private static volatile byte[] answer = {'\r', '\n'};

    private BareLines() {}

    /** @param args folder of the certificate authority */
    public static void main(String[] args) throws IOException {
        CertificateAuthority authority =
                CertificateAuthority.open(Path.of(args[0]), List.of(), new SecureRandom(), InstantSource.system());
        SSLServerSocket server = (SSLServerSocket) authority
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
        Thread.ofPlatform().daemon().start(() -> accept(server));
        System.out.println("= " + server.getLocalPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answer = Files.readAllBytes(Path.of(line.split(" ")[1]));
            System.out.println("= done");
        }
    }

    private static void accept(SSLServerSocket server) {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException ended) {
            System.err.println("the bare server takes no more connections: " + ended);
        }
    }

    private static void serve(SSLSocket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            while (in.readLine() != null) {
                out.write(answer);
            }
        } catch (IOException ended) {
            System.err.println("a connection to the bare server ended: " + ended);
        }
    }
}
