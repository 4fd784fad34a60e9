package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Actuators;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Remotes on the wall of an office room. A button has an event for everything that is done to it, and acts on the lights of
 * its room as programmed: a number brings them to that level, {@code +} and {@code -} move them for as long as the button is
 * held. Whether a finger presses it or a command from outside is the same.
 */
final class Remotes {
    /** The programs of the buttons, from the first on, with commas between. */
    static final String BUTTONS = "buttons";

    private static final String EVENT = "candelabra:ButtonEventState";
    private static final String BUTTON = "candelabra:LastButtonState";
    private static final double RAMP_MS_PER_PERCENT = 40;
    private static final long TAP_MS = 200;
    private static final long LONG_HOLD_MS = 1_000;
    private static final double SWITCHES_ABOVE = 30;

    private final Field field;
    private final Actuators actuators;
    private final OfficeLights lights;

    Remotes(Field field, Actuators actuators, OfficeLights lights) {
        this.field = field;
        this.actuators = actuators;
        this.lights = lights;
    }

    static boolean isProgrammed(Simulated device) {
        return !device.note(BUTTONS).isEmpty();
    }

    /** A command has arrived at a remote; false where it is none for a button. */
    boolean commanded(Simulated remote, Step step) {
        DeviceCommand command = step.command();
        int button = command.parameters().isEmpty()
                ? 0
                : (int) command.parameters().getFirst().asNumber();
        switch (command.name()) {
            case "press" -> press(remote, button);
            case "release" -> release(remote, button);
            case "longHold" -> event(remote, button, "longHold");
            case "multiTap" -> multiTap(remote, button);
            case "pressAndRelease" -> {
                press(remote, button);
                release(remote, button);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    // ---- presses ----

    void tap(Simulated remote, int button) {
        press(remote, button);
        field.after(TAP_MS, () -> release(remote, button));
    }

    void hold(Simulated remote, int button, long ms) {
        press(remote, button);
        if (ms > LONG_HOLD_MS) {
            field.after(LONG_HOLD_MS, () -> event(remote, button, "longHold"));
        }
        field.after(ms, () -> release(remote, button));
    }

    void multiTap(Simulated remote, int button) {
        event(remote, button, "multiTap");
        act(remote, button);
    }

    /** The first button that brings the lights to a level above 0, or to 0; 0 where there is none. */
    static int buttonFor(Simulated remote, boolean on) {
        String[] programs = remote.note(BUTTONS).split(",");
        for (int i = 0; i < programs.length; i++) {
            double level = number(programs[i]);
            if (on ? level > 0 : level == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The button with this program, such as {@code -}; 0 where there is none. */
    static int buttonWith(Simulated remote, String program) {
        return List.of(remote.note(BUTTONS).split(",")).indexOf(program) + 1;
    }

    // ---- what a button does ----

    private void press(Simulated remote, int button) {
        event(remote, button, "press");
        act(remote, button);
    }

    private void release(Simulated remote, int button) {
        event(remote, button, "release");
        String program = program(remote, button);
        if (program.equals("+") || program.equals("-")) {
            zones(remote).forEach(zone -> actuators.byItself(zone, DeviceCommand.of("stop")));
        }
    }

    private void event(Simulated remote, int button, String what) {
        if (remote.away()) {
            return;
        }
        List<State> states = new ArrayList<>(2);
        Field.state(remote, BUTTON, Value.of((long) button)).ifPresent(states::add);
        Field.state(remote, EVENT, Value.of(what)).ifPresent(states::add);
        field.change(remote, states);
    }

    private static String program(Simulated remote, int button) {
        String[] programs = remote.note(BUTTONS).split(",");
        return button >= 1 && button <= programs.length ? programs[button - 1] : "";
    }

    private static double number(String program) {
        return program.isEmpty() || "+-".contains(program)
                ? Double.NaN
                : Value.of(program).asNumber();
    }

    private void act(Simulated remote, int button) {
        String program = program(remote, button);
        double level = number(program);
        for (Simulated zone : remote.away() ? List.<Simulated>of() : zones(remote)) {
            boolean dims = zone.type().command("stop").isPresent();
            lights.touched(zone);
            if (!Double.isNaN(level)) {
                lights.set(zone, dims || level > SWITCHES_ABOVE ? level : 0);
            } else if (dims && OfficeLights.level(zone) > 0) {
                double to = program.equals("+") ? 100 : 1;
                double way = Math.abs(to - OfficeLights.level(zone));
                actuators.byItself(
                        zone,
                        DeviceCommand.of(
                                "setIntensity", Value.of((long) to), Value.of(Math.round(way * RAMP_MS_PER_PERCENT))));
            }
        }
    }

    /** The lights of the remote's room, without those that an emergency holds. */
    private List<Simulated> zones(Simulated remote) {
        return lights.in(remote.area()).stream()
                .filter(zone -> zone.type().kind().equals("ACTUATOR")
                        && zone.type().uiClass().equals("Light"))
                .filter(zone -> !lights.isLocked(zone))
                .toList();
    }
}
