package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.candelabra.core.access.Caller;
import io.candelabra.dialect.sustainder.TownServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A canary is put in as a webhook's secret; it sings to the receiver alone: not in a log, an answer, an event or the state. */
class WebhookSecretsTest {
    private static final String CANARY = "c4n4ry-in-the-shaft";

    private static final class Log extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
            for (IThrowableProxy why = event.getThrowableProxy(); why != null; why = why.getCause()) {
                lines.add(String.valueOf(why.getMessage()));
            }
        }
    }

    private static Map<String, Object> hook(String url, String method) {
        Map<String, Object> body = new HashMap<>();
        body.put("remote_url", url);
        body.put("auth_method", method);
        body.put("username", "listener");
        body.put("password_or_token", CANARY);
        body.put("application_artkey", 35);
        return body;
    }

    @Test
    void theSecretIsHeardByTheReceiverAlone() {
        Log log = new Log();
        Logger root = (Logger) LoggerFactory.getLogger("io.candelabra");
        Level before = root.getLevel();
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        List<String> shown = new ArrayList<>();
        List<String> signing = new ArrayList<>();
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.start(12)) {
            String lamp = String.valueOf(
                    server.get("/lcms?page=1").embedded("lcms").getFirst().get("lcm_id"));
            for (String method : List.of("BASIC", "BEARER")) {
                Answer made = server.post("/webhooks/status_push", hook(receiver.origin() + "/status_push", method));
                assertThat(made.status()).isEqualTo(201);
                String key = String.valueOf(made.json().get("signing_secret"));
                signing.add(key.substring("whsec_".length()));
                shown.add(made.raw().body().replace(key, ""));
                receiver.answer(500);
                server.field(lamp, "core:ElectricPowerConsumptionState", method.equals("BASIC") ? "12.5" : "13.5");
                shown.add(server.until(
                                "/webhooks/status_push/deliveries",
                                a -> a.raw().body().contains("500"))
                        .raw()
                        .body());
                receiver.answer(200);
                shown.add(server.post("/webhooks/status_push/test", Map.of())
                        .raw()
                        .body());
                shown.add(server.get("/webhooks/status_push").raw().body());
            }
            shown.add(server.post("/webhooks/status_push", hook("https://10.0.0.1/x", "BASIC"))
                    .raw()
                    .body());
            shown.add(server.post("/webhooks/status_push", hook("https://localhost:1/x", "NOTHING"))
                    .raw()
                    .body());
            server.post("/webhooks/status_push", hook("https://localhost:1/x", "BEARER"));
            shown.add(server.post("/webhooks/status_push/test", Map.of()).raw().body());
            assertThat(receiver.all().toString()).as("it sings").contains(CANARY, base64("listener:" + CANARY));
            server.sites()
                    .read(Caller.CORE, TownServer.TOWN, 0, Integer.MAX_VALUE)
                    .events()
                    .forEach(event -> shown.add(event.toString()));
            shown.add(server.town()
                    .resources(io.candelabra.model.Resource.Subscription.class)
                    .toString());
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
        assertThat(log.lines).as("the log was listened to").isNotEmpty();
        shown.addAll(log.lines);
        for (String line : shown) {
            assertThat(line).doesNotContain(CANARY, base64("listener:" + CANARY), base64(CANARY));
            signing.forEach(key -> assertThat(line).doesNotContain(key));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
