package io.candelabra.driver.knx;

import io.candelabra.model.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The telegrams that wait for their turn: a bus carries some dozens in a second, and everybody else's as well. Commands go before questions.
 */
final class KnxQueue {
    /**
     * A telegram that goes out.
     *
     * @param step that it belongs to; absent for a question
     * @param last whether it is the last one of its step
     */
    record Out(KnxTelegram telegram, Step.@Nullable Ref step, boolean last) {}

    private static final long SECOND_MS = 1_000;
    /** No rest is longer, but where the clock was set back. */
    private static final long LONGEST_REST_MS = 2_000;

    private final Deque<Out> commands = new ArrayDeque<>();
    private final LinkedHashSet<KnxAddress> questions = new LinkedHashSet<>();
    /** The questions that went out: an answer to one of them is a telegram as well. */
    private final Set<KnxAddress> asked = new HashSet<>();

    private final long perSecond;
    private long nextMs;

    KnxQueue(long perSecond) {
        this.perSecond = perSecond;
    }

    void command(Out out) {
        commands.add(out);
    }

    void ask(KnxAddress address) {
        questions.add(address);
    }

    /** Its answer has come, or its value by itself. What comes because of us fills the bus as what goes out does. */
    void answered(KnxAddress address) {
        questions.remove(address);
        if (asked.remove(address)) {
            nextMs += SECOND_MS / perSecond;
        }
    }

    /** Nobody wants a step any more: what has not gone out stays. */
    void drop(Step.Ref step) {
        commands.removeIf(out -> step.equals(out.step()));
    }

    /** How many addresses are still to be asked. */
    int questions() {
        return questions.size();
    }

    int waiting() {
        return commands.size() + questions.size();
    }

    /** The next telegram whose turn it is; empty where none is, or the bus has to rest first. */
    Optional<Out> next(long nowMs) {
        if (nextMs > nowMs + LONGEST_REST_MS) {
            nextMs = nowMs;
        }
        if (waiting() == 0 || nowMs < nextMs) {
            return Optional.empty();
        }
        nextMs = Math.max(nextMs, nowMs - SECOND_MS / perSecond) + SECOND_MS / perSecond;
        if (!commands.isEmpty()) {
            return Optional.of(commands.removeFirst());
        }
        KnxAddress address = questions.removeFirst();
        asked.add(address);
        return Optional.of(new Out(KnxTelegram.read(address), null, true));
    }
}
