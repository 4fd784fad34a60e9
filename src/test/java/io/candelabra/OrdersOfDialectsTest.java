package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.admin.Order;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.local.LocalCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that one dialect alone knows, as they come over the socket. */
class OrdersOfDialectsTest {
    private static AdministeredServer demo;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        demo = new AdministeredServer(folder);
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    private static Map<?, ?> ask(String dialect, String order) throws IOException {
        byte[] message = Json.forStorage().write(new Order.OfDialect(dialect, "a trial", order));
        return (Map<?, ?>) Json.tree(LocalCall.ask(demo.data.toAbsolutePath(), message));
    }

    @Test
    void aDialectCarriesItsOwnOrderOut() throws IOException {
        assertThat(ask("vive", "{\"@\":\"ListHubs\"}").get("done")).isEqualTo(true);
        assertThat(ask("quantum", "{\"@\":\"ListProcessors\"}").get("done")).isEqualTo(true);
    }

    @Test
    void anOrderOfAnotherDialectIsNotUnderstood() throws IOException {
        for (String order : new String[] {"{\"@\":\"ListPairings\"}", "{}", "no JSON", ""}) {
            Map<?, ?> answer = ask("quantum", order);
            assertThat(answer.get("done")).as(order).isEqualTo(false);
            assertThat(String.valueOf(answer.get("message"))).as(order).contains("does not know this order");
        }
    }

    @Test
    void aDialectWithoutOrdersSaysSo() throws IOException {
        for (String dialect : new String[] {"overkiz", "sustainder", "none"}) {
            Map<?, ?> answer = ask(dialect, "{\"@\":\"ListHubs\"}");
            assertThat(answer.get("done")).as(dialect).isEqualTo(false);
            assertThat(String.valueOf(answer.get("message"))).contains(dialect);
        }
    }

    @Test
    void noSecretOfAnOrderStandsInItsText() {
        String key = "key-of-the-receiver";
        Order order = new Order.OfDialect("quantum", "PutWebhook[office]", "{\"key\":\"" + key + "\"}");
        assertThat(order.toString()).doesNotContain(key);
        assertThat(new String(Json.forStorage().write(order), StandardCharsets.UTF_8))
                .contains(key);
        assertThat(new io.candelabra.dialect.lutron.quantum.QuantumOrder.PutWebhook(
                                "office",
                                new io.candelabra.dialect.lutron.quantum.QuantumWebhook.Wanted(
                                        "https://localhost", key, "root", true))
                        .toString())
                .as("what a command hands over as the order in words")
                .doesNotContain(key);
    }
}
