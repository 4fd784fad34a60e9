package io.candelabra.driver.simulator.field;

import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Locks of devices of io-homecontrol. There are eight priorities, 0 (a person is in danger) to 7 (the least comfort). A lock
 * keeps out the commands of its own priority and of all below, until it is taken away or its time is over. A command of a
 * person has priority 3, an urgent one 2, unless it names another.
 */
final class PriorityLocks implements Field.Follower {
    private static final String LEVELS = "core:CommandLockLevelsState";
    private static final String TIMER = "core:PriorityLockTimerState";
    private static final String LEVEL = "io:PriorityLockLevelState";
    private static final String ORIGINATOR = "io:PriorityLockOriginatorState";

    private static final List<String> WORDS = List.of(
            "humanProtection",
            "environmentProtection",
            "userLevel1",
            "userLevel2",
            "comfortLevel1",
            "comfortLevel2",
            "comfortLevel3",
            "comfortLevel4");
    private static final int URGENT = 2;
    private static final int PERSON = 3;

    /** A command that is no movement has no priority. */
    private static final Set<String> APART = Set.of(LEVELS, "core:NameState");

    private final Field field;

    PriorityLocks(Field field) {
        this.field = field;
    }

    /** Whether a lock keeps a command out. */
    static boolean keepOut(Simulated device, Step step, CommandType command) {
        int named = step.command().lockLevel();
        int priority = named > 0 && named < WORDS.size() ? named : step.urgent() ? URGENT : PERSON;
        OptionalInt strongest = strongest(device.states());
        return strongest.isPresent()
                && strongest.getAsInt() <= priority
                && command.effects().stream().anyMatch(effect -> !APART.contains(effect.state()));
    }

    private static OptionalInt strongest(States states) {
        return Stream.of(states.text(LEVELS).split("[^0-9]+"))
                .filter(number -> !number.isEmpty() && number.length() < 4)
                .mapToInt(Integer::parseInt)
                .min();
    }

    @Override
    public void before(Simulated device, long nowMs) {
        // nothing is counted
    }

    /** How high the strongest lock is, who it is from, and for how many seconds it goes on; 0 where it does not end. */
    @Override
    public List<State> following(Simulated device, List<State> changed, States after) {
        boolean concerns = changed.stream()
                .anyMatch(state -> state.name().equals(LEVELS) || state.name().equals(Delay.NOTE));
        if (!concerns || !device.type().has(LEVELS)) {
            return List.of();
        }
        OptionalInt strongest = strongest(after);
        List<State> told = new ArrayList<>();
        if (device.type().has(ORIGINATOR) && (strongest.isPresent() || after.has(ORIGINATOR))) {
            // without a lock real devices tell a word that their definition does not list
            told.add(State.of(ORIGINATOR, strongest.isPresent() ? "user" : "unknown"));
        }
        if (strongest.isPresent()) {
            int level = strongest.getAsInt();
            Field.state(device, LEVEL, Value.of(WORDS.get(Math.min(level, WORDS.size() - 1))))
                    .ifPresent(told::add);
        }
        Field.state(device, TIMER, Value.of(strongest.isPresent() ? secondsLeft(after, strongest.getAsInt()) : 0))
                .filter(timer -> strongest.isPresent() || after.has(TIMER))
                .ifPresent(told::add);
        return told;
    }

    private long secondsLeft(States states, int level) {
        return Delay.noted(states).stream()
                .filter(delay -> delay.leaves()
                        && delay.state().name().equals(LEVELS)
                        && delay.state().value().asNumber() == level)
                .mapToLong(delay -> Math.ceilDiv(Math.max(0, delay.atMs() - field.nowMs()), 1_000))
                .max()
                .orElse(0);
    }
}
