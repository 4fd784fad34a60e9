package io.candelabra.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection on which a message is a line: requests may run ahead of their answers. */
final class Line implements AutoCloseable {
    private final SSLSocket socket;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

    Line(SSLContext tls, int port) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
    }

    /** A request of the language, as bytes with the end of the line. */
    static byte[] request(String communique, String url, String body) {
        String text = "{\"CommuniqueType\":\"" + communique + "\",\"Header\":{\"ClientTag\":\"bench\",\"Url\":\"" + url
                + "\"}" + (body.isEmpty() ? "" : ",\"Body\":" + body) + "}\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] goToLevel(int zone, int level) {
        return request(
                "CreateRequest",
                "/zone/" + zone + "/commandprocessor",
                "{\"Command\":{\"CommandType\":\"GoToLevel\",\"Parameter\":[{\"Type\":\"Level\",\"Value\":" + level
                        + "}]}}");
    }

    void send(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
    }

    /** The next line, with its end. */
    byte[] next() throws IOException {
        line.reset();
        int b;
        do {
            b = in.read();
            if (b < 0) {
                throw new EOFException("the server ended the connection");
            }
            line.write(b);
        } while (b != '\n');
        return line.toByteArray();
    }

    /** Sends and takes the next line, which must be good. */
    byte[] ask(byte[] message) throws IOException {
        send(message);
        byte[] answer = next();
        if (!good(answer)) {
            throw new IOException("not a good answer: " + new String(answer, StandardCharsets.UTF_8));
        }
        return answer;
    }

    private static final byte[] GOOD = "\"StatusCode\":\"20".getBytes(StandardCharsets.US_ASCII);

    static boolean good(byte[] answer) {
        for (int at = 0; at + GOOD.length < answer.length; at++) {
            if (answer[at] == '"' && Arrays.equals(answer, at, at + GOOD.length, GOOD, 0, GOOD.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
