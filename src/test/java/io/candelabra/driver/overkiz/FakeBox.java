package io.candelabra.driver.overkiz;

import io.candelabra.driver.HandLane;
import io.candelabra.model.DeviceCommand;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A box in the memory of a test: it does what it is told after half a second, and tells it as boxes do. */
final class FakeBox implements Box {
    final List<String> asked = new ArrayList<>();
    final List<String> applied = new ArrayList<>();
    private final Map<String, Map<String, Object>> devices = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> events = new ArrayList<>();

    @Nullable
    HandLane lane;

    String gateways = "[{'gatewayId':'" + HandLane.GATEWAY + "'}]";
    boolean away;
    boolean mute;

    @Nullable
    Refusal refusal;

    private int listeners;
    private int executions;
    private String listener = "";

    void device(String json) {
        Map<String, @Nullable Object> device = tree(json);
        devices.put(String.valueOf(device.get("deviceURL")), new LinkedHashMap<>(device));
    }

    void remove(String url) {
        devices.remove(url);
    }

    /** Something happens at the box. */
    void happens(String json) {
        events.add(tree(json));
    }

    /** The box was started anew: it knows no listener any more. */
    void restarted() {
        listener = "";
        events.clear();
    }

    static Map<String, @Nullable Object> tree(String json) {
        return ToldJson.object(Json.tree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    private void reached(String what) throws IOException {
        asked.add(what);
        if (away) {
            throw new IOException("connection refused");
        }
    }

    @Override
    public Map<String, @Nullable Object> setup() throws IOException {
        reached("setup");
        Map<String, @Nullable Object> setup = tree("{'gateways':" + gateways + "}");
        setup.put("devices", List.copyOf(devices.values()));
        return setup;
    }

    @Override
    public String register() throws IOException {
        reached("register");
        listener = "listener-" + ++listeners;
        return listener;
    }

    @Override
    public List<Map<String, @Nullable Object>> fetch(String of) throws IOException {
        reached("fetch");
        if (!of.equals(listener)) {
            throw new Refusal(Refusal.Kind.LISTENER, "No registered event listener");
        }
        List<Map<String, @Nullable Object>> told = List.copyOf(events);
        events.clear();
        return told;
    }

    @Override
    public String apply(String url, DeviceCommand command) throws IOException {
        reached("apply");
        if (refusal != null) {
            throw refusal;
        }
        applied.add(url + " " + command.name());
        String id = "e" + ++executions;
        HandLane now = lane;
        if (now != null && !mute) {
            now.at(now.nowMs() + 200, () -> moves(id, "IN_PROGRESS"));
            now.at(now.nowMs() + 500, () -> {
                if (!cancelled(id)) {
                    happens("{'name':'DeviceStateChangedEvent','deviceURL':'" + url
                            + "','deviceStates':[{'name':'core:LightIntensityState','type':1,'value':'"
                            + command.parameters().getFirst().asText() + "'}]}");
                    moves(id, "COMPLETED");
                }
            });
        }
        return id;
    }

    private boolean cancelled(String id) {
        return asked.contains("cancel " + id);
    }

    void moves(String execution, String state) {
        happens("{'name':'ExecutionStateChangedEvent','execId':'" + execution + "','newState':'" + state + "'}");
    }

    @Override
    public void cancel(String execution) throws IOException {
        reached("cancel " + execution);
    }

    @Override
    public String fingerprint() {
        return "ab".repeat(32);
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
