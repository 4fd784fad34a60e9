package io.candelabra.driver.mqtt;

import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Models of all kinds with what they expose: facts taken from the public definitions of Zigbee2MQTT (zigbee-herdsman-converters 26.112.0). */
public final class ZigbeeModels {
    private static final String FILE = "/zigbee/models.jsonl";

    /** @param definition as a bridge tells it */
    public record Known(String vendor, String named, String definition, List<Exposed> exposes) {
        ZigbeeModel model() {
            return ZigbeeModel.of(vendor, named, exposes, false);
        }

        public String name() {
            return vendor + " " + named;
        }
    }

    private ZigbeeModels() {}

    public static List<Known> all() {
        try (InputStream in = Objects.requireNonNull(ZigbeeModels.class.getResourceAsStream(FILE))) {
            List<Known> all = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                Map<String, @Nullable Object> one = ToldJson.object(Json.tree(line.getBytes(StandardCharsets.UTF_8)))
                        .orElseThrow();
                all.add(new Known(
                        ToldJson.text(one, "vendor"),
                        ToldJson.text(one, "model"),
                        line,
                        Exposed.read(one.get("exposes"))));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
