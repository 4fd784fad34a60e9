package io.candelabra.driver.simulator.field;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.DerivedStates;
import io.candelabra.model.trait.Effects;
import io.candelabra.model.trait.Effects.Later;
import io.candelabra.model.trait.Effects.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands that undo themselves after a time: a light with a timer, a pulse of a contact, an override of a street lamp,
 * a lock. The device does this alone, also when nobody can reach it. A command that sets one of the same states calls
 * it off; delays of other states go on. All that is still to come of a device is one list, kept with it
 * ({@link Delay}), so that a restart forgets none of it.
 */
public final class Timers {
    private static final String MODE = "candelabra:LightingModeState";
    private static final String SEEN_AT = "candelabra:SeenAtState";
    public static final String OVERRIDE_MINUTES = "candelabra:OverrideMinutesState";

    private final Field field;
    private final Motions motions;
    private final Map<DeviceId, List<Delay>> ahead = new HashMap<>();
    private long turns;

    Timers(Field field, Motions motions) {
        this.field = field;
        this.motions = motions;
    }

    /**
     * A command is carried out.
     *
     * @param targets the states that it sets
     * @param later what it makes happen by itself after a time
     */
    void carriedOut(
            Simulated device, DeviceCommand given, CommandType command, List<Target> targets, List<Later> later) {
        if (command.effects().isEmpty()) {
            return;
        }
        List<Delay> before = ahead.getOrDefault(device.id(), List.of());
        callOff(device, given, command, targets, later);
        String name = command.name();
        if (!later.isEmpty()) {
            long nowMs = field.nowMs();
            long turn = ++turns;
            begin(
                    device,
                    later.stream()
                            .map(next -> new Delay(
                                    nowMs + next.afterMs(), returning(next, command, before), turn, next.leaves()))
                            .toList());
        } else if (name.endsWith("WithTimer")) {
            lightFor(device, given, command);
        } else if (command.parameters().stream().anyMatch(p -> p.name().equals("durationMinutes"))) {
            double minutes = parameter(command, given, "durationMinutes");
            if (minutes > 0) {
                undo(device, Math.round(minutes * 60_000), DeviceCommand.of("clearOverride"));
            } else {
                Field.state(device, OVERRIDE_MINUTES, Value.of(0))
                        .ifPresent(none -> field.change(device, List.of(none)));
            }
        }
    }

    /** {@code on…(s)}, {@code setIntensity…(%, s, % afterwards)} and {@code setRGB…(r, g, b, s)}: seconds, then off. */
    private void lightFor(Simulated device, DeviceCommand given, CommandType command) {
        int seconds =
                switch (command.name()) {
                    case "onWithTimer" -> 0;
                    case "setIntensityWithTimer" -> 1;
                    case "setRGBWithTimer" -> 3;
                    default -> Integer.MAX_VALUE;
                };
        if (seconds < given.parameters().size()) {
            double length = given.parameters().get(seconds).asNumber();
            if (length > 0) {
                boolean afterwards = command.name().equals("setIntensityWithTimer")
                        && given.parameters().size() > 2;
                DeviceCommand end = afterwards
                        ? DeviceCommand.of("setIntensity", given.parameters().get(2))
                        : DeviceCommand.of("off");
                undo(device, Math.round(length * 1_000), end);
            }
        }
    }

    private void undo(Simulated device, long afterMs, DeviceCommand command) {
        long atMs = field.nowMs() + afterMs;
        long turn = ++turns;
        begin(
                device,
                Effects.targets(device.type(), command, device.states()).stream()
                        .map(target -> new Delay(atMs, target.state(), turn, false))
                        .toList());
    }

    /** Each at its moment, besides what is ahead already. */
    private void begin(Simulated device, List<Delay> more) {
        List<Delay> all = new ArrayList<>(ahead.getOrDefault(device.id(), List.of()));
        all.addAll(more);
        keep(device, all, List.of());
        more.stream().mapToLong(Delay::atMs).distinct().forEach(atMs -> field.at(atMs, () -> come(device)));
    }

    private void keep(Simulated device, List<Delay> rest, List<State> changed) {
        if (rest.isEmpty()) {
            ahead.remove(device.id());
        } else {
            ahead.put(device.id(), List.copyOf(rest));
        }
        List<State> all = new ArrayList<>(changed);
        all.add(Delay.note(rest));
        field.change(device, device.states().differing(all, device.momentary()));
    }

    private void come(Simulated device) {
        long nowMs = field.nowMs();
        List<Delay> rest = new ArrayList<>();
        States then = device.states();
        List<State> changed = new ArrayList<>();
        for (Delay delay : ahead.getOrDefault(device.id(), List.of())) {
            if (delay.atMs() > nowMs) {
                rest.add(delay);
            } else {
                State come = delay.come(then);
                changed.add(come);
                then = then.with(List.of(come));
            }
        }
        if (changed.isEmpty()) {
            // called off meanwhile
            return;
        }
        if (touched(device, changed).stream().anyMatch(state -> motions.moves(device.id(), state))) {
            motions.halt(device, Failure.SUPERSEDED);
        }
        keep(device, rest, changed);
    }

    /** States that a command sets are not undone by an earlier command. */
    private void callOff(
            Simulated device, DeviceCommand given, CommandType command, List<Target> targets, List<Later> later) {
        List<Delay> all = ahead.getOrDefault(device.id(), List.of());
        if (all.isEmpty()) {
            return;
        }
        List<State> set = new ArrayList<>(targets.stream().map(Target::state).toList());
        later.stream().filter(next -> !next.leaves()).map(Later::state).forEach(set::add);
        Set<String> touched = touched(device, set);
        Set<Long> over = all.stream()
                .filter(delay -> touched.contains(delay.state().name()) && !anotherMember(delay, given, command))
                .map(Delay::turn)
                .collect(Collectors.toSet());
        if (!over.isEmpty()) {
            keep(
                    device,
                    all.stream().filter(delay -> !over.contains(delay.turn())).toList(),
                    List.of());
        }
    }

    /** A state that returns goes back to its value before the first command. */
    private static State returning(Later next, CommandType command, List<Delay> before) {
        String name = next.state().name();
        boolean back = command.effects().stream()
                .anyMatch(effect -> effect.source() == Effect.Source.RECALL
                        && effect.state().equals(name)
                        && effect.value().asText().equals(name));
        return before.stream()
                .map(Delay::state)
                .filter(state -> back && state.name().equals(name))
                .reduce((first, last) -> last)
                .orElse(next.state());
    }

    private static Set<String> touched(Simulated device, List<State> set) {
        return Stream.concat(set.stream(), DerivedStates.of(device.type(), device.states(), set).stream())
                .map(State::name)
                .collect(Collectors.toSet());
    }

    /** Whether a command enters into a list, or takes out of it, something else than what is to leave it later. */
    private static boolean anotherMember(Delay delay, DeviceCommand given, CommandType command) {
        return delay.leaves()
                && command.effects().stream()
                        .filter(effect -> effect.state().equals(delay.state().name()))
                        .filter(effect -> effect.after().isEmpty())
                        .allMatch(effect -> (effect.source() == Effect.Source.ENTER
                                        || effect.source() == Effect.Source.LEAVE)
                                && effect.parameter() < given.parameters().size()
                                && given.parameters().get(effect.parameter()).asNumber()
                                        != delay.state().value().asNumber());
    }

    /**
     * After a restart: the delays go on, and happen at once where their moment has passed meanwhile. A lamp whose
     * override was begun elsewhere goes on for as many minutes as it last told.
     */
    void resume() {
        for (Simulated device : field.all()) {
            List<Delay> noted = Delay.noted(device.states());
            double minutes = device.states().number(OVERRIDE_MINUTES);
            double toldMs = device.states().number(SEEN_AT);
            if (!noted.isEmpty()) {
                turns = Math.max(
                        turns, noted.stream().mapToLong(Delay::turn).max().orElse(0));
                begin(device, noted);
            } else if (minutes > 0 && toldMs > 0 && device.states().text(MODE).equals("OVERRIDE")) {
                long dueMs = (long) toldMs + Math.round(minutes * 60_000);
                undo(device, Math.max(0, dueMs - field.nowMs()), DeviceCommand.of("clearOverride"));
            }
        }
    }

    /** For how long an override still goes on, in whole minutes, begun ones too; empty where none runs. */
    public OptionalLong minutesLeft(DeviceId device) {
        return ahead.getOrDefault(device, List.of()).stream()
                .filter(delay -> delay.state().name().equals(MODE))
                .mapToLong(Delay::atMs)
                .map(atMs -> Math.ceilDiv(Math.max(0, atMs - field.nowMs()), 60_000))
                .max();
    }

    /** The number given for a parameter of this name; NaN where there is none. */
    static double parameter(CommandType command, DeviceCommand given, String name) {
        for (int i = 0;
                i < command.parameters().size() && i < given.parameters().size();
                i++) {
            if (command.parameters().get(i).name().equals(name)) {
                return given.parameters().get(i).asNumber();
            }
        }
        return Double.NaN;
    }
}
