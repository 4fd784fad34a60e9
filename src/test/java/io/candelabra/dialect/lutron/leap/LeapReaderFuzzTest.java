package io.candelabra.dialect.lutron.leap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.candelabra.core.access.Caller;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import io.candelabra.wire.json.JsonStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client may send any bytes: each readable message is answered in the language, in one line, and nothing breaks. With
 * the other tests it plays the inputs that are stored beside it; when asked as CONTRIBUTING.md says it looks for more,
 * led by coverage, and stores those that break the reader.
 */
class LeapReaderFuzzTest {
    private static final int LONGEST_MESSAGE_BYTES = 1 << 20;
    private static final int DEEPEST = 64;

    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    @FuzzTest(maxDuration = "60s")
    void whateverComesIsAnswered(byte[] bytes) throws IOException {
        JsonStream messages = new JsonStream(new ByteArrayInputStream(bytes), LONGEST_MESSAGE_BYTES, DEEPEST);
        for (Envelope envelope : Envelope.values()) {
            try {
                for (Optional<byte[]> message = messages.next(); message.isPresent(); message = messages.next()) {
                    answered(message.get(), envelope);
                }
            } catch (JsonException unreadable) {
                // the connection ends with an answer of its own
                return;
            }
            messages = new JsonStream(new ByteArrayInputStream(bytes), LONGEST_MESSAGE_BYTES, DEEPEST);
        }
    }

    private static void answered(byte[] message, Envelope envelope) {
        Object tree = Json.tree(message);
        LeapReply reply = office.leap.answer(tree, new Known(envelope));
        String line = new String(reply.encode(LeapRequest.Head.of(tree)), StandardCharsets.UTF_8);
        if (reply.status() == StatusCode.INTERNAL_SERVER_ERROR) {
            throw new AssertionError("broke: " + line);
        }
        if (reply.subscribes() == null && !reply.communique().endsWith("Response")) {
            throw new AssertionError("no response: " + line);
        }
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new AssertionError("more than a line: " + line);
        }
    }

    /** A client that has logged in; a button that it holds is let go at once. */
    private record Known(Envelope envelope) implements LeapSession {
        @Override
        public SiteId site() {
            return LutronOffice.SITE;
        }

        @Override
        public Optional<Caller> caller() {
            return Optional.of(Caller.CORE);
        }

        @Override
        public boolean login(String name, String password) {
            return false;
        }

        @Override
        public void holds(String button, Runnable letGo) {
            letGo.run();
        }

        @Override
        public void released(String button) {}

        @Override
        public String name() {
            return "fuzz";
        }
    }
}
