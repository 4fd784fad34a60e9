package io.candelabra.dialect.lutron;

import io.candelabra.wire.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client of the hub that keeps every line it got. */
public final class LeapClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    /** One message. */
    public record Message(String line, Map<String, Object> tree) {
        public String communique() {
            return String.valueOf(tree.get("CommuniqueType"));
        }

        public String header(String name) {
            return tree.get("Header") instanceof Map<?, ?> header && header.get(name) != null
                    ? String.valueOf(header.get(name))
                    : "";
        }

        public String status() {
            return header("StatusCode");
        }

        /** The value in the body at a path such as {@code ZoneStatus/Level}; numbers step into lists. */
        public Object body(String path) {
            Object at = tree.get("Body");
            for (String word : path.split("/")) {
                at = at instanceof List<?> list
                        ? list.get(Integer.parseInt(word))
                        : at instanceof Map<?, ?> map ? map.get(word) : null;
            }
            return at;
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> list(String key) {
            return (List<Map<String, Object>>) body(key);
        }
    }

    private final SSLSocket socket;
    private final InputStream in;
    private final List<Message> waiting = new ArrayList<>();
    private int tags;

    public LeapClient(SSLContext context, int port) throws IOException {
        this(context, port, 0);
    }

    /** @param receiveBufferBytes so little waits unread at the client's end; 0 for what the system gives */
    public LeapClient(SSLContext context, int port, int receiveBufferBytes) throws IOException {
        socket = (SSLSocket) context.getSocketFactory().createSocket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(TIMEOUT_MS);
        socket.startHandshake();
        in = new BufferedInputStream(socket.getInputStream());
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public static String request(String communique, String url, String tag, Object body) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("Url", url);
        if (tag != null) {
            header.put("ClientTag", tag);
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("CommuniqueType", communique);
        message.put("Header", header);
        if (body != null) {
            message.put("Body", body);
        }
        return Json.text(message);
    }

    /** Sends a request with a tag of its own and waits for the answer with it. */
    public Message ask(String communique, String url, Object body) throws IOException {
        String tag = "t" + ++tags;
        send(request(communique, url, tag, body) + "\r\n");
        return await(m -> m.header("ClientTag").equals(tag));
    }

    public Message read(String url) throws IOException {
        return ask("ReadRequest", url, null);
    }

    public Message command(String resource, Object command) throws IOException {
        return ask("CreateRequest", resource + "/commandprocessor", Map.of("Command", command));
    }

    public Message subscribe(String url, String tag) throws IOException {
        send(request("SubscribeRequest", url, tag, null));
        return await(m -> m.header("ClientTag").equals(tag) && m.communique().equals("SubscribeResponse"));
    }

    /** The first message that fits, of those that came and those to come; fails when none comes in time. */
    public Message await(Predicate<Message> wanted) throws IOException {
        for (Message message : waiting) {
            if (wanted.test(message)) {
                waiting.remove(message);
                return message;
            }
        }
        while (true) {
            Message message = next().orElseThrow(() -> new AssertionError("the connection ended; kept " + waiting));
            if (wanted.test(message)) {
                return message;
            }
            waiting.add(message);
        }
    }

    /** The pushes that have come until now. */
    public List<Message> waiting() {
        return waiting;
    }

    /** The next line; empty at the end of the connection. */
    public Optional<Message> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = read();
        while (b >= 0) {
            line.write(b);
            if (b == '\n') {
                break;
            }
            b = read();
        }
        if (b < 0) {
            return Optional.empty();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        @SuppressWarnings("unchecked")
        Map<String, Object> tree = (Map<String, Object>) Json.tree(text.strip().getBytes(StandardCharsets.UTF_8));
        return Optional.of(new Message(text, tree));
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException late) {
            throw new AssertionError("nothing came for " + TIMEOUT_MS + " ms; kept " + waiting, late);
        } catch (IOException reset) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
