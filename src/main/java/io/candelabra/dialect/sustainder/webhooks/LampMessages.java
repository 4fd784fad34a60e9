package io.candelabra.dialect.sustainder.webhooks;

import io.candelabra.dialect.sustainder.document.Times;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.NodeDocuments;
import io.candelabra.dialect.sustainder.lamps.Sensor;
import io.candelabra.model.Gateway;
import io.candelabra.push.Pushes.Message;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The messages of the Push API. */
final class LampMessages {
    private LampMessages() {}

    /** Mode, error and power. */
    static Message brief(Lamp lamp) {
        return message(lamp.lcmId(), head(lamp));
    }

    /** With the light of each channel. */
    static Message channels(Lamp lamp) {
        Map<String, @Nullable Object> body = head(lamp);
        Object power = body.remove("measured_power");
        List<Integer> levels = lamp.levels();
        List<Integer> before = lamp.previousLevels();
        List<Integer> minutes = lamp.burnMinutes();
        List<Map<String, Integer>> channels = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Map<String, Integer> channel = new LinkedHashMap<>();
            channel.put("current_lightlevel", levels.get(i));
            channel.put("previous_lightlevel", before.get(i));
            channel.put("burn_minutes", minutes.get(i));
            channels.add(channel);
        }
        body.put("channel_data", channels);
        lamp.attribute("core:FirmwareRevision")
                .ifPresent(a -> body.put("software_version", a.value().asText()));
        if (power != null) {
            body.put("measured_power", power);
        }
        OptionalDouble energy = lamp.number(Sensor.ENERGY);
        if (energy.isPresent()) {
            body.put("total_usage_wh", Math.round(energy.getAsDouble() * 1_000));
        }
        return message(lamp.lcmId(), body);
    }

    private static Map<String, @Nullable Object> head(Lamp lamp) {
        List<String> errors = lamp.errors();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("node_id", lamp.nodeId());
        body.put("lcm_id", lamp.lcmId());
        body.put("lcm_error_type", errors.isEmpty() ? null : errors.getFirst());
        body.put("lighting_mode", lamp.mode());
        OptionalDouble power = lamp.number(Sensor.POWER);
        if (power.isPresent()) {
            body.put("measured_power", power.getAsDouble());
        }
        return body;
    }

    /** @param atMs when it came or went; 0 where that is not known any more */
    static Message gateway(Gateway gateway, boolean alive, long atMs) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("timestamp", Times.of(atMs));
        change.put("state", alive ? "online" : "offline");
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("node_id", NodeDocuments.gatewayNodeId(gateway));
        body.put("gateway_id", NodeDocuments.gatewayId(gateway));
        body.put("state_change", change);
        return message(gateway.id().value(), body);
    }

    private static Message message(String key, Map<String, @Nullable Object> body) {
        return new Message(key, Json.write(body));
    }
}
