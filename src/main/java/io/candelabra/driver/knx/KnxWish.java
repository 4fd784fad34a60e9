package io.candelabra.driver.knx;

import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command as it is sent, and what the bus will tell when the device has done it.
 *
 * @param sends what is written, in order
 * @param ends all of these have to be told; empty where no address tells anything of it
 * @param assumed the states that the command leads to, where no address tells them: they are told when the bus has taken the telegrams
 * @param travels whether something moves: it may take long, and tells where it is on the way
 */
record KnxWish(List<Send> sends, List<End> ends, List<State> assumed, boolean travels) {
    KnxWish {
        sends = List.copyOf(sends);
        ends = List.copyOf(ends);
        assumed = List.copyOf(assumed);
    }

    /** What is written to the address that plays a role. */
    record Send(KnxRole role, byte[] data) {}

    /**
     * What a state will be.
     *
     * @param tolerance of a number
     * @param orOther whether a value that is nearer than that of before will do at last: a dimmer comes as near as it can
     */
    record End(String state, Value value, double tolerance, boolean orOther) {
        boolean metBy(Value now) {
            return value.equals(now) || tolerance > 0 && Math.abs(value.asNumber() - now.asNumber()) <= tolerance;
        }

        /** Whether the device has at least come nearer. */
        boolean nearer(Value now, Value before) {
            return orOther
                    && Math.abs(value.asNumber() - now.asNumber()) < Math.abs(value.asNumber() - before.asNumber());
        }
    }

    /** Whether it is about one of these states. */
    boolean concerns(Set<String> states) {
        return states().stream().anyMatch(states::contains);
    }

    /** The states that it leads to. */
    Set<String> states() {
        return Stream.concat(ends.stream().map(End::state), assumed.stream().map(State::name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
