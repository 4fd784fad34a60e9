package io.candelabra.driver.mqtt;

import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A Zigbee2MQTT that has its devices in memory: it keeps what it is told to set, and tells it as the real one does. */
public final class FakeBridge {
    public static final String LAMP = "0x00158d0001020304";
    /** A lamp of one channel, described as the real one does it. */
    public static final String LAMP_DEFINITION = """
            {"vendor":"IKEA","model":"LED1545G12","description":"TRADFRI bulb","exposes":[
             {"type":"light","features":[
              {"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF","value_toggle":"TOGGLE"},
              {"type":"numeric","name":"brightness","property":"brightness","access":7,"value_min":0,"value_max":254},
              {"type":"numeric","name":"color_temp","property":"color_temp","access":7,"unit":"mired","value_min":250,"value_max":454}]},
             {"type":"enum","name":"effect","property":"effect","access":2,"values":["blink","breathe"]},
             {"type":"numeric","name":"linkquality","property":"linkquality","access":1,"unit":"lqi","value_min":0,"value_max":255}]}""";

    private final Map<String, String> devices = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> states = new LinkedHashMap<>();
    /** Where things that travel stand: their devices tell it by themselves, or when they are asked. */
    private final Map<String, Map<String, @Nullable Object>> stand = new LinkedHashMap<>();

    public final List<String> asked = new ArrayList<>();
    /** Whether it tells nothing of what it was told to set. */
    public boolean mute;
    /** Whether it lets nobody in. */
    public boolean shut;

    /** @param definition as JSON */
    public synchronized void device(String address, String name, String definition) {
        devices.put(
                name,
                "{\"ieee_address\":\"" + address + "\",\"friendly_name\":\"" + name
                        + "\",\"type\":\"Router\",\"supported\":true,\"interview_completed\":true,\"definition\":"
                        + definition + "}");
    }

    public synchronized void remove(String name) {
        devices.remove(name);
    }

    public synchronized String list() {
        return "[{\"ieee_address\":\"0x00124b0000000001\",\"friendly_name\":\"Coordinator\",\"type\":\"Coordinator\",\"definition\":null}"
                + (devices.isEmpty() ? "" : ",") + String.join(",", devices.values()) + "]";
    }

    static Map<String, @Nullable Object> tree(String json) {
        return ToldJson.object(Json.tree(json.getBytes(StandardCharsets.UTF_8))).orElseThrow();
    }

    /** Something changes at a device, by a hand or by what was set; the message of it. */
    public synchronized String changes(String name, String json) {
        Map<String, @Nullable Object> state = states.computeIfAbsent(name, none -> new LinkedHashMap<>());
        state.putAll(tree(json));
        return Json.text(state);
    }

    /** From now on a device travels, and stands here; the bridge says at once what a position was set to, and of any other command nothing. */
    public synchronized String stands(String name, String json) {
        stand.put(name, new LinkedHashMap<>(tree(json)));
        return changes(name, json);
    }

    private void travel(String name, String payload, BiConsumer<String, String> ear) {
        Map<String, @Nullable Object> told = tree(payload);
        told.keySet().retainAll(List.of("position", "tilt"));
        if (!told.isEmpty()) {
            ear.accept(name, changes(name, Json.text(told)));
        }
    }

    public synchronized double number(String name, String field) {
        return ZigbeeJson.number(states.getOrDefault(name, Map.of()).get(field));
    }

    /** Takes a message below the base topic; what it tells then goes to the ear, as topic and payload. */
    public synchronized void take(String topic, String payload, BiConsumer<String, String> ear) {
        asked.add(topic + " " + payload);
        String device = topic.replaceAll("/[gs]et$", "");
        if (topic.equals("bridge/request/permit_join") && !mute) {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("status", shut ? "error" : "ok");
            answer.put("transaction", tree(payload).get("transaction"));
            ear.accept("bridge/response/permit_join", Json.text(answer));
        } else if (topic.endsWith("/set") && stand.containsKey(device)) {
            travel(device, payload, ear);
        } else if (topic.endsWith("/get") && stand.containsKey(device)) {
            ear.accept(device, changes(device, Json.text(stand.get(device))));
        } else if (topic.endsWith("/set") && !mute) {
            String name = topic.substring(0, topic.length() - 4);
            ear.accept(name, changes(name, payload));
        } else if (topic.endsWith("/get") && states.containsKey(topic.substring(0, topic.length() - 4))) {
            String name = topic.substring(0, topic.length() - 4);
            ear.accept(name, Json.text(states.get(name)));
        }
    }
}
