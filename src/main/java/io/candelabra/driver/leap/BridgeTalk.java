package io.candelabra.driver.leap;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to a bridge whose answers are waited for, and the rest of what it says meanwhile. On the lane's thread alone. */
final class BridgeTalk {
    private static final long PATIENCE_MS = 10_000;
    private static final int MOST_ASIDE = 2_000;
    private static final int MOST_PAGES = 100;
    private static final int MOST_ENTRIES = 20_000;
    private static final int SERVER_FAULT = 500;

    private final Bridge bridge;
    private final InstantSource wall;
    /** What came while an answer was waited for. */
    private final ArrayDeque<BridgeMessage> aside = new ArrayDeque<>();

    private long asked;

    /** @param wall the time of deadlines */
    BridgeTalk(Bridge bridge, InstantSource wall) {
        this.bridge = bridge;
        this.wall = wall;
    }

    /** Sends a request whose answer will be among what is heard. */
    void tell(String verb, String url, String tag, Map<String, ?> body) throws IOException {
        bridge.send(new BridgeRequest(verb, url, tag, body));
    }

    /** The next message that is no answer to {@link #ask}; does not wait. */
    Optional<BridgeMessage> heard() throws IOException {
        return aside.isEmpty() ? bridge.next(0) : Optional.of(aside.remove());
    }

    /** Sends a request and waits for its answer, whatever that says. */
    BridgeMessage ask(String verb, String url, Map<String, ?> body, Map<String, ?> paging) throws IOException {
        String tag = "ask-" + ++asked;
        bridge.send(new BridgeRequest(verb, url, tag, body, paging));
        long endMs = wall.millis() + PATIENCE_MS;
        while (aside.size() < MOST_ASIDE) {
            Optional<BridgeMessage> next = bridge.next(Math.max(0, endMs - wall.millis()));
            if (next.isEmpty()) {
                break;
            }
            BridgeMessage message = next.get();
            if (!message.tag().equals(tag)) {
                aside.add(message);
            } else if (!message.interim()) {
                return message;
            }
        }
        throw new IOException("the bridge does not answer " + verb + " " + url);
    }

    /**
     * Reads a list, with all its pages.
     *
     * @param field of the body, such as {@code Zones}
     * @return empty where the bridge has no such list
     * @throws CannotServe where it does not let us in
     */
    Optional<List<Map<String, @Nullable Object>>> list(String url, String field) throws IOException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        Map<String, @Nullable Object> paging = Map.of();
        for (int page = 0; page < MOST_PAGES; page++) {
            BridgeMessage answer = ask("Read", url, Map.of(), paging);
            if (answer.unauthorized()) {
                throw new CannotServe(
                        "the bridge does not let us in: its certificate for us, or the login, holds no more");
            }
            if (!answer.good() && (page > 0 || answer.status() >= SERVER_FAULT)) {
                // a bridge that cannot say now has not lost its devices
                throw new IOException("the bridge answers " + answer.status() + " to Read " + url);
            }
            if (!answer.good()) {
                return Optional.empty();
            }
            all.addAll(ToldJson.objects(answer.body(), field));
            if (all.size() > MOST_ENTRIES) {
                throw new IOException("the bridge has more than " + MOST_ENTRIES + " of " + url);
            }
            paging = new LinkedHashMap<>(answer.paging());
            if (paging.isEmpty()) {
                break;
            }
        }
        return Optional.of(all);
    }
}
