package io.candelabra.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One connection that is kept alive: HTTP/1.1 over TLS, blocking, one request at a time. It knows just enough of HTTP for
 * answers with a length, so that a measurement is of the server and not of its client.
 */
final class Wire implements AutoCloseable {
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final String LENGTH = "\r\ncontent-length:";

    private final SSLSocket socket;
    private final InputStream in;
    private byte[] buffer = new byte[16 << 10];
    private int bodyFrom;
    private int bodyTo;

    Wire(SSLContext tls, int port) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        in = socket.getInputStream();
    }

    /** A request as bytes, to be sent as often as wanted. */
    static byte[] request(String method, String path, String token, String body) {
        return proven(method, path, "Bearer " + token, body);
    }

    /** The same with a proof of any kind. */
    static byte[] proven(String method, String path, String authorization, String body) {
        byte[] entity = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Authorization: ").append(authorization).append("\r\n");
        if (!method.equals("GET")) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(entity.length)
                    .append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(first, first.length + entity.length);
        System.arraycopy(entity, 0, all, first.length, entity.length);
        return all;
    }

    /** The same request with one more header. */
    static byte[] with(byte[] request, String header) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n") + 2;
        return (text.substring(0, end) + header + "\r\n" + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The first value of a header of the last answer; empty where there is none. */
    String header(String name) {
        String head = new String(buffer, 0, bodyFrom, StandardCharsets.ISO_8859_1);
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
        return at < 0
                ? ""
                : head.substring(at + name.length() + 3, head.indexOf("\r\n", at + 2))
                        .strip();
    }

    /** Sends a request and takes in the whole answer; its status. */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int filled = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            if (filled == buffer.length) {
                throw new IOException("the head of an answer is too long");
            }
            filled += some(filled, buffer.length);
            headEnd = headEnd(filled);
        }
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(head, 9, 12, 10);
        bodyFrom = headEnd + HEAD_END.length;
        bodyTo = bodyFrom + length(head, status);
        if (bodyTo > buffer.length) {
            buffer = Arrays.copyOf(buffer, bodyTo);
        }
        while (filled < bodyTo) {
            filled += some(filled, bodyTo);
        }
        return status;
    }

    private int some(int from, int to) throws IOException {
        int count = in.read(buffer, from, to - from);
        if (count < 0) {
            throw new EOFException("the server ended the connection");
        }
        return count;
    }

    private int headEnd(int filled) {
        for (int at = 0; at + HEAD_END.length <= filled; at++) {
            if (buffer[at] == '\r' && Arrays.equals(buffer, at, at + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return at;
            }
        }
        return -1;
    }

    private static int length(String head, int status) throws IOException {
        for (int at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
            if (head.regionMatches(true, at, LENGTH, 0, LENGTH.length())) {
                int end = head.indexOf("\r\n", at + 2);
                return Integer.parseInt(head.substring(at + LENGTH.length(), end < 0 ? head.length() : end)
                        .strip());
            }
        }
        if (status == 204 || status == 304) {
            return 0;
        }
        throw new IOException("an answer without a length: " + head);
    }

    /** The body of the last answer. */
    byte[] body() {
        return Arrays.copyOfRange(buffer, bodyFrom, bodyTo);
    }

    /** The body of the last answer as text. */
    String text() {
        return new String(buffer, bodyFrom, bodyTo - bodyFrom, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
