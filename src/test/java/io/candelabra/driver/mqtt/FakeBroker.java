package io.candelabra.driver.mqtt;

import io.candelabra.driver.HandLane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker in the memory of a test, with a bridge behind it that answers after half a second. */
final class FakeBroker implements Broker {
    private static final String BASE = MqttKind.USUAL_BASE + "/";
    final FakeBridge bridge = new FakeBridge();
    private final List<Message> messages = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    @Nullable
    HandLane lane;

    boolean away;
    /** Whether the login may only hear. */
    boolean refuses;
    /** Whether the broker has kept nothing of a bridge. */
    boolean empty;
    /** Whether what it has kept is of a bridge that has ended, without its list. */
    boolean ended;

    @Override
    public void open(String topic) throws IOException {
        asked.add("open " + topic);
        reached();
        if (ended) {
            kept("bridge/state", "{\"state\":\"offline\"}");
        } else if (!empty) {
            kept("bridge/state", "{\"state\":\"online\"}");
            kept("bridge/devices", bridge.list());
        }
    }

    private void reached() throws IOException {
        if (away) {
            throw new IOException("the broker cannot be reached");
        }
    }

    void kept(String topic, String payload) {
        messages.add(new Message(BASE + topic, payload.getBytes(StandardCharsets.UTF_8), true));
    }

    void tells(String topic, String payload) {
        messages.add(new Message(BASE + topic, payload.getBytes(StandardCharsets.UTF_8), false));
    }

    /** What is here is here: a test waits for nothing. */
    @Override
    public boolean waitsFor(String topic) throws IOException {
        reached();
        return messages.stream().anyMatch(message -> message.topic().startsWith(topic));
    }

    @Override
    public List<Message> heard() throws IOException {
        reached();
        List<Message> heard = List.copyOf(messages);
        messages.clear();
        return heard;
    }

    @Override
    public void publish(String topic, byte[] payload) throws IOException {
        reached();
        if (refuses) {
            throw new Refusal("the broker does not let this login publish");
        }
        String name = topic.substring(BASE.length());
        String text = new String(payload, StandardCharsets.UTF_8);
        HandLane now = lane;
        if (now == null) {
            throw new IllegalStateException("no lane");
        }
        now.at(now.nowMs() + 500, () -> bridge.take(name, text, this::tells));
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
