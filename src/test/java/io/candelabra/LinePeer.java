package io.candelabra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The far end of the example driver, on a socket of loopback: it does at once what it is told, and says so. */
final class LinePeer implements AutoCloseable {
    private final String secret;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();

    LinePeer(String secret) throws IOException {
        this.secret = secret;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    int tries() {
        return tries.get();
    }

    int logins() {
        return logins.get();
    }

    int connections() {
        return open.size();
    }

    List<String> heard() {
        return heard;
    }

    /** Says something to whoever is connected. */
    void tell(String text) {
        open.forEach(socket -> tell(socket, text));
    }

    private static void tell(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                heard.add("no more connections");
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("LOGIN")) {
                    tries.incrementAndGet();
                    boolean right = words[1].equals(secret);
                    tell(socket, right ? "WELCOME\n" : "DENIED\n");
                    logins.addAndGet(right ? 1 : 0);
                } else {
                    heard.add(line);
                    tell(socket, "DID " + words[1] + " " + words[2] + " core:LightIntensityState " + words[4] + "\n");
                    tell(socket, "OK " + words[1] + "\n");
                }
            }
        } catch (IOException | UncheckedIOException gone) {
            heard.add("somebody is gone: " + gone);
        } finally {
            open.remove(socket);
        }
    }

    void hangUp() {
        open.forEach(LinePeer::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }

    @Override
    public void close() {
        hangUp();
        try {
            server.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }
}
