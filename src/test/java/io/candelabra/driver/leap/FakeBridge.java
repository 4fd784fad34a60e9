package io.candelabra.driver.leap;

import io.candelabra.driver.HandLane;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bridge in the memory of a test: it answers what it was given answers to, and commands after half a second, as bridges do. */
class FakeBridge implements Bridge {
    /** What it was asked, such as {@code Read /zone}. */
    final List<String> asked = new ArrayList<>();

    final List<BridgeRequest> commands = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final ArrayDeque<BridgeMessage> says = new ArrayDeque<>();

    @Nullable
    HandLane lane;

    /** The answer to a command. */
    String commandStatus = "201 Created";

    /** Whether it tells a level after a command. */
    boolean tellsLevel = true;

    /** An address at which it has a fault of its own just now. */
    String fault = "";

    boolean mute;
    boolean away;

    /** @param body with single quotation marks */
    void answer(String request, String body) {
        answers.put(request, body);
    }

    void refuse(String request) {
        answers.remove(request);
    }

    /** It says something by itself. */
    void says(String url, String tag, String status, String body) {
        says.add(BridgeMessage.of(tree("{'CommuniqueType':'ReadResponse','Header':{'Url':'" + url + "','ClientTag':'"
                + tag + "','StatusCode':'" + status + "'},'Body':" + body + "}")));
    }

    private static @Nullable Object tree(String json) {
        return Json.tree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void open() throws IOException {
        reached();
    }

    private void reached() throws IOException {
        if (away) {
            throw new IOException("connection refused");
        }
    }

    @Override
    public void send(BridgeRequest request) throws IOException {
        reached();
        asked.add(request.verb() + " " + request.url());
        if (request.verb().equals("Create")) {
            commands.add(request);
            HandLane now = lane;
            if (now != null && !mute) {
                now.at(now.nowMs() + 500, () -> answerCommand(request));
            }
            return;
        }
        String body = answers.get(request.verb() + " " + request.url());
        if (!mute) {
            says(
                    request.url(),
                    request.tag(),
                    fault.equals(request.url())
                            ? "500 InternalServerError"
                            : body == null ? "405 MethodNotAllowed" : "200 OK",
                    body == null ? "{}" : body);
        }
    }

    private void answerCommand(BridgeRequest request) {
        String zone = request.url().replace("/commandprocessor", "");
        says(request.url(), request.tag(), commandStatus, "{}");
        if (tellsLevel && commandStatus.startsWith("2")) {
            String level = String.valueOf(request.body()).replaceAll(".*Value=(\\d+).*", "$1");
            says(zone + "/status", "zones", "200 OK", level(zone, level.matches("\\d+") ? level : "50"));
        }
    }

    static String level(String zone, String level) {
        return "{'ZoneStatuses':[{'href':'" + zone + "/status','Zone':{'href':'" + zone + "'},'Level':" + level + "}]}";
    }

    @Override
    public Optional<BridgeMessage> next(long waitMs) throws IOException {
        reached();
        return Optional.ofNullable(says.poll());
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
