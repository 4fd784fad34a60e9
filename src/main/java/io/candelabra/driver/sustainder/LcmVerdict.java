package io.candelabra.driver.sustainder;

import io.candelabra.model.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the layer says to an order for one lamp. */
sealed interface LcmVerdict {
    /** It goes to the lamp. */
    record Taken() implements LcmVerdict {}

    /** It waits there until the lamp can be reached. */
    record Queued() implements LcmVerdict {}

    record Refused(Failure failure) implements LcmVerdict {}

    /**
     * The verdicts of an answer, by lamps. A lamp in none of its lists has none, and one in several the worst.
     *
     * @param answer with lists of lamps; our own layer gives reasons besides
     */
    static Map<String, LcmVerdict> of(Map<String, @Nullable Object> answer) {
        Map<?, ?> reasons = answer.get("reasons") instanceof Map<?, ?> told ? told : Map.of();
        Map<String, LcmVerdict> all = new HashMap<>();
        lamps(answer, "lcms_ok").forEach(lcm -> all.put(lcm, new Taken()));
        lamps(answer, "lcms_queued").forEach(lcm -> all.put(lcm, new Queued()));
        lamps(answer, "lcms_nok").forEach(lcm -> all.put(lcm, new Refused(failure(String.valueOf(reasons.get(lcm))))));
        return all;
    }

    /** Whether an answer says anything of lamps. */
    static boolean isTold(Map<String, @Nullable Object> answer) {
        return Stream.of("lcms_ok", "lcms_queued", "lcms_nok").anyMatch(answer::containsKey);
    }

    private static List<String> lamps(Map<String, @Nullable Object> answer, String field) {
        return answer.get(field) instanceof List<?> list
                ? list.stream().flatMap(one -> NodeFacts.id(one).stream()).toList()
                : List.of();
    }

    /** The document of the API knows one reason, that a lamp is offline. */
    private static Failure failure(String reason) {
        return switch (reason) {
            case "GATEWAY_OFFLINE" -> Failure.GATEWAY_DOWN;
            case "BAD_LEVEL", "BAD_DURATION", "UNKNOWN_SCHEME" -> Failure.BAD_PARAMETER;
            case "NOT_SUPPORTED" -> Failure.UNKNOWN_COMMAND;
            case "BUSY" -> Failure.BUSY;
            case "LOCKED" -> Failure.LOCKED;
            default -> Failure.NO_ANSWER;
        };
    }
}
