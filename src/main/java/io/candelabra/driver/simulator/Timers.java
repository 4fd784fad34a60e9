package io.candelabra.driver.simulator;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import io.candelabra.model.trait.Effects.Later;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Commands that undo themselves after a time: a light with a timer, a pulse of a contact, an override of a street lamp. The
 * device does this alone, also when nobody can reach it. Another command to it ends the timer. What is still to come is kept
 * with the device ({@link Delay}), so that a restart forgets none of it.
 */
final class Timers {
    private static final String MODE = "candelabra:LightingModeState";
    private static final String SEEN_AT = "candelabra:SeenAtState";
    static final String OVERRIDE_MINUTES = "candelabra:OverrideMinutesState";

    private final Field field;
    private final Motions motions;
    private final Map<DeviceId, Running> latest = new HashMap<>();
    private long count;

    /** @param turn tells a timer from later ones of the same device */
    private record Running(long turn, List<Delay> ahead) {
        long endMs() {
            return ahead.stream().mapToLong(Delay::atMs).max().orElse(0);
        }
    }

    Timers(Field field, Motions motions) {
        this.field = field;
        this.motions = motions;
    }

    /** @param later what the command makes happen by itself after a time */
    void carriedOut(Simulated device, DeviceCommand given, CommandType command, List<Later> later) {
        boolean aside = device.type().has(MODE)
                && command.effects().stream().noneMatch(effect -> effect.state().equals(MODE));
        if (command.effects().isEmpty() || aside) {
            // what a street lamp is told besides does not end its override
            return;
        }
        callOff(device);
        String name = command.name();
        if (!later.isEmpty()) {
            long nowMs = field.nowMs();
            begin(
                    device,
                    later.stream()
                            .map(next -> new Delay(nowMs + next.afterMs(), next.state()))
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
        begin(
                device,
                Effects.targets(device.type(), command, device.states()).stream()
                        .map(target -> new Delay(atMs, target.state()))
                        .toList());
    }

    /** Each at its moment; another command to the device calls all of it off. */
    private void begin(Simulated device, List<Delay> ahead) {
        long turn = ++count;
        latest.put(device.id(), new Running(turn, ahead));
        field.change(device, device.states().differing(List.of(Delay.note(ahead))));
        ahead.stream().mapToLong(Delay::atMs).distinct().forEach(atMs -> field.at(atMs, () -> come(device, turn)));
    }

    private void come(Simulated device, long turn) {
        Running timer = latest.get(device.id());
        if (timer == null || timer.turn() != turn) {
            return;
        }
        long nowMs = field.nowMs();
        List<Delay> rest =
                timer.ahead().stream().filter(delay -> delay.atMs() > nowMs).toList();
        if (rest.isEmpty()) {
            latest.remove(device.id());
        } else {
            latest.put(device.id(), new Running(turn, rest));
        }
        motions.halt(device, Failure.SUPERSEDED);
        List<State> changed = new ArrayList<>();
        timer.ahead().stream()
                .filter(delay -> delay.atMs() <= nowMs)
                .map(Delay::state)
                .forEach(changed::add);
        changed.add(Delay.note(rest));
        field.change(device, device.states().differing(changed));
    }

    private void callOff(Simulated device) {
        if (latest.remove(device.id()) != null) {
            field.change(device, List.of(Delay.note(List.of())));
        }
    }

    /**
     * After a restart: what was to come still comes, at once where its moment has passed meanwhile. A lamp whose override was
     * begun elsewhere goes on for as many minutes as it last told.
     */
    void resume() {
        for (Simulated device : field.all()) {
            List<Delay> ahead = Delay.noted(device.states());
            double minutes = device.states().number(OVERRIDE_MINUTES);
            double toldMs = device.states().number(SEEN_AT);
            if (!ahead.isEmpty()) {
                begin(device, ahead);
            } else if (minutes > 0 && toldMs > 0 && device.states().text(MODE).equals("OVERRIDE")) {
                long dueMs = (long) toldMs + Math.round(minutes * 60_000);
                undo(device, Math.max(0, dueMs - field.nowMs()), DeviceCommand.of("clearOverride"));
            }
        }
    }

    /** For how long what a timer ends goes on, in whole minutes, begun ones too; empty where none runs. */
    OptionalLong minutesLeft(DeviceId device) {
        Running timer = latest.get(device);
        return timer == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.ceilDiv(Math.max(0, timer.endMs() - field.nowMs()), 60_000));
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
