package io.candelabra.bench;

import io.candelabra.wire.tls.CertificateAuthority;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Somebody who subscribed: a TLS server in a process of its own that takes every message, and keeps book of what came: how
 * many messages of each event, when the last of them, and whether each lamp's came once and in order.
 */
final class Receiver {
    static final String PASSWORD = "measured";
    private static final byte[] TAKEN =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Messages of one event. */
    private static final class Came {
        private int count;
        private long lastNanos;
    }

    private final Map<Long, Came> events = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lastOfLamp = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong twice = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();

    private Receiver() {}

    /** @param args folder of its certificate authority */
    public static void main(String[] args) throws IOException {
        Receiver receiver = new Receiver();
        SSLServerSocket server = (SSLServerSocket) authority(Path.of(args[0]))
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
        Thread.ofPlatform().daemon().start(() -> receiver.accept(server));
        System.out.println("= " + server.getLocalPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("= " + receiver.obey(line.split(" ")));
        }
    }

    private static CertificateAuthority authority(Path folder) throws IOException {
        return CertificateAuthority.open(folder, List.of(), new SecureRandom(), InstantSource.system());
    }

    /** Options of Java for a server that is to trust it. */
    static List<String> trusted(Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("trust.p12");
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("receiver", authority(folder).root());
        try (OutputStream out = Files.newOutputStream(file)) {
            roots.store(out, PASSWORD.toCharArray());
        }
        return List.of("-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private String obey(String[] words) throws IOException {
        return switch (words[0]) {
            case "count" -> taken + " " + twice + " " + outOfOrder + " " + lastOfLamp.size();
            case "write" -> {
                try (Stream<String> lines = events.entrySet().stream().map(e -> {
                    synchronized (e.getValue()) {
                        return e.getKey() + " " + e.getValue().count + " " + e.getValue().lastNanos;
                    }
                })) {
                    Files.write(Path.of(words[1]), (Iterable<String>) lines::iterator);
                }
                yield "done";
            }
            default -> throw new IllegalArgumentException("no such order: " + words[0]);
        };
    }

    private void accept(SSLServerSocket server) {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException ended) {
            System.err.println("the receiver takes no more connections: " + ended);
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            while (true) {
                String id = "";
                int length = 0;
                String line = line(in);
                if (line.isEmpty()) {
                    return;
                }
                for (line = line(in); !line.isEmpty(); line = line(in)) {
                    int colon = line.indexOf(':');
                    String name = line.substring(0, colon);
                    if (name.equalsIgnoreCase("content-length")) {
                        length = Integer.parseInt(line.substring(colon + 1).strip());
                    } else if (name.equalsIgnoreCase("webhook-id")) {
                        id = line.substring(colon + 1).strip();
                    }
                }
                byte[] body = in.readNBytes(length);
                if (body.length < length) {
                    throw new EOFException("a message ended in its middle");
                }
                took(id, new String(body, StandardCharsets.UTF_8), System.nanoTime());
                socket.getOutputStream().write(TAKEN);
            }
        } catch (IOException ended) {
            System.err.println("a connection to the receiver ended: " + ended);
        }
    }

    /** A line without its end; empty at the end of the stream as well. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** Ids read {@code msg_SUBSCRIPTION_EVENT_NUMBER}; an event tells of a lamp at most once. */
    private void took(String id, String body, long nanos) {
        String[] parts = id.split("_");
        long event = Long.parseLong(parts[parts.length - 2]);
        int lamp = body.indexOf("\"lcm_id\":\"") + 10;
        AtomicLong last =
                lastOfLamp.computeIfAbsent(body.substring(lamp, body.indexOf('"', lamp)), key -> new AtomicLong());
        long before = last.getAndSet(event);
        if (before == event) {
            twice.incrementAndGet();
            return;
        }
        if (before > event) {
            outOfOrder.incrementAndGet();
        }
        Came came = events.computeIfAbsent(event, key -> new Came());
        synchronized (came) {
            came.count++;
            came.lastNanos = nanos;
        }
        taken.incrementAndGet();
    }
}
