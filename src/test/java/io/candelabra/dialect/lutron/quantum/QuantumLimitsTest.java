package io.candelabra.dialect.lutron.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten connections to a server; the eleventh is told to come again. */
class QuantumLimitsTest {
    private static final String PING = LeapClient.request("ReadRequest", "/server/status/ping", null, null);
    private static final String REQUEST =
            String.format(Locale.ROOT, """
            POST /api/v1/leap HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Authorization: %s\r
            ApiKey: %s\r
            Content-Length: %d\r
            \r
            %s""", LutronOffice.DEVICE_KEY, LutronOffice.API_KEY, PING.length(), PING);

    /** The status line and headers of the answer to a ping. */
    private static String ping(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        byte[] some = new byte[4_096];
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("}") < 0) {
            int read = socket.getInputStream().read(some);
            if (read < 0) {
                break;
            }
            answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
        }
        return answer.toString();
    }

    @Test
    void theEleventhIsToldAndMakesWayWhenOneHasGone(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder)) {
            List<SSLSocket> ten = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ten.add(connect(office));
                assertThat(ping(ten.getLast())).startsWith("HTTP/1.1 200");
            }
            try (SSLSocket eleventh = connect(office)) {
                assertThat(ping(eleventh)).startsWith("HTTP/1.1 503").containsIgnoringCase("Retry-After: 5");
            }
            for (SSLSocket socket : ten) {
                assertThat(ping(socket)).startsWith("HTTP/1.1 200");
            }
            ten.removeLast().close();
            Within.reason("the place is free again", () -> {
                try (SSLSocket next = connect(office)) {
                    return ping(next).startsWith("HTTP/1.1 200");
                }
            });
            for (SSLSocket socket : ten) {
                socket.close();
            }
        }
    }

    @Test
    void whileTenWorkTheEleventhIsRefused(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<SSLSocket> ten = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ten.add(connect(office));
                assertThat(ping(ten.getLast())).startsWith("HTTP/1.1 200");
            }
            List<Future<?>> work = new ArrayList<>();
            for (SSLSocket socket : ten) {
                work.add(threads.submit(() -> {
                    for (int n = 0; n < 40; n++) {
                        assertThat(ping(socket)).startsWith("HTTP/1.1 200").contains("LEAPVersion");
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 5; i++) {
                try (SSLSocket eleventh = connect(office)) {
                    assertThat(ping(eleventh)).startsWith("HTTP/1.1 503").contains("10 connections");
                }
            }
            for (Future<?> done : work) {
                done.get();
            }
            for (SSLSocket socket : ten) {
                socket.close();
            }
        }
    }

    private static SSLSocket connect(LutronOffice office) throws IOException {
        SSLSocket socket = (SSLSocket)
                office.authority.clientContext().getSocketFactory().createSocket("127.0.0.1", office.https.port());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
