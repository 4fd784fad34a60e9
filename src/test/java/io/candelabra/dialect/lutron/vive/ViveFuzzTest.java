package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each message of any bytes is answered in the language, or the connection ends; the hub goes on, and nothing breaks.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ViveFuzzTest {
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static final List<String> SEEDS = List.of(
            LeapClient.request("ReadRequest", "/zone/status", "t", null),
            LeapClient.request("SubscribeRequest", "/area/status", "t", null),
            LeapClient.request(
                    "CreateRequest",
                    "/zone/7/commandprocessor",
                    "t",
                    Map.of(
                            "Command",
                            Map.of(
                                    "CommandType",
                                    "GoToDimmedLevel",
                                    "DimmedLevelParameters",
                                    Map.of("Level", 50, "FadeTime", "00:00:01")))),
            LeapClient.request(
                    "UpdateRequest",
                    "/system/loadshedding/status",
                    "t",
                    Map.of("SystemLoadSheddingStatus", Map.of("State", "Disabled"))),
            LeapClient.request("ReadRequest", "/device?where=AssociatedArea.href:\"/area/7\"", "t", null));

    @Test
    void bytesThatAreChangedByChanceBreakNothing() throws IOException {
        Random chance = new Random(20_260_801);
        LeapClient client = office.login();
        for (int round = 0; round < 300; round++) {
            String marker = "end-" + round;
            boolean alive = true;
            try {
                client.send(mutated(chance));
                client.send(LeapClient.request("ReadRequest", "/server/1/status/ping", marker, null));
                Optional<Message> answer = client.next();
                while (answer.isPresent() && !answer.get().header("ClientTag").equals(marker)) {
                    assertThat(answer.get().communique()).endsWith("Response");
                    assertThat(answer.get().status()).doesNotStartWith("5");
                    answer = client.next();
                }
                alive = answer.isPresent();
            } catch (IOException cut) {
                alive = false;
            } catch (AssertionError silent) {
                // an opened bracket or quotation mark swallows what follows; the hub waits for its end
                assertThat(silent).hasMessageContaining("nothing came");
                alive = false;
            }
            if (!alive) {
                client.close();
                client = office.login();
            }
        }
        assertThat(client.read("/area").status()).isEqualTo("200 OK");
        client.close();
    }

    private static byte[] mutated(Random chance) {
        byte[] bytes = SEEDS.get(chance.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        int changes = 1 + chance.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = chance.nextInt(bytes.length);
            byte now = bytes[at];
            if (now == '"' || now == '{' || now == '}' || now == '[' || now == ']' || now == '\\') {
                // brackets and marks are left in pairs, else most rounds would only wait
                continue;
            }
            byte to = (byte) chance.nextInt(256);
            bytes[at] = to == '"' || to == '{' || to == '[' || to == '\\' ? (byte) '#' : to;
        }
        return bytes;
    }
}
