package io.candelabra.clients;

import io.candelabra.testing.TestClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Fetching again and again, as every client does. */
final class Events {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Events() {}

    /** One fetch. */
    interface Fetch {
        Answer send() throws Exception;
    }

    /** All that was heard up to the event that is waited for; fails when it does not come. */
    static List<Map<String, Object>> until(Fetch fetch, Predicate<Map<String, Object>> last) throws Exception {
        List<Map<String, Object>> heard = new ArrayList<>();
        long give = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < give) {
            Answer answer = fetch.send();
            if (answer.status() != 200) {
                throw new AssertionError("a fetch was refused: " + answer);
            }
            heard.addAll(answer.objects());
            if (heard.stream().anyMatch(last)) {
                return heard;
            }
        }
        throw new AssertionError("it was not heard; what was: " + heard);
    }

    static Predicate<Map<String, Object>> named(String name) {
        return event -> name.equals(event.get("name"));
    }

    /** The end of an execution, which some clients know by the {@code timeToNextState} of -1 alone. */
    static Predicate<Map<String, Object>> ended(String execId, String state) {
        return named("ExecutionStateChangedEvent")
                .and(event -> execId.equals(event.get("execId"))
                        && state.equals(event.get("newState"))
                        && Long.valueOf(-1).equals(event.get("timeToNextState")));
    }

    /** States of a device in events, the last one of a name winning. */
    static Map<String, Object> states(List<Map<String, Object>> heard, String deviceUrl) {
        Map<String, Object> states = new java.util.LinkedHashMap<>();
        heard.stream()
                .filter(named("DeviceStateChangedEvent"))
                .filter(event -> deviceUrl.equals(event.get("deviceURL")))
                .flatMap(event -> objects(event.get("deviceStates")).stream())
                .forEach(state -> states.put(String.valueOf(state.get("name")), state.get("value")));
        return states;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Object tree) {
        return (List<Map<String, Object>>) tree;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object tree) {
        return (Map<String, Object>) tree;
    }
}
