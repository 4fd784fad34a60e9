package io.candelabra.driver.simulator.field;

import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PlayedFaults that somebody wants to see, and presses of buttons that nobody is there for. They last until they are mended, or until the
 * driver starts again.
 */
public final class PlayedFaults {
    private static final String SILENT = "NOT_RESPONDING";
    private static final String FLAT = "LOW_BATTERY";
    private static final String LEVEL = "core:BatteryLevelState";
    private static final String WORD = "core:BatteryState";
    private static final String DEFECT = "core:SensorDefectState";
    private static final long LONGEST_DELAY_MS = 600_000;
    private static final int LONGEST_WORD = 100;
    /** What a device itself can answer. The others are said by the server. */
    private static final Set<Failure> ANSWERS = EnumSet.of(
            Failure.NO_ANSWER,
            Failure.BUSY,
            Failure.BLOCKED,
            Failure.LOCKED,
            Failure.LOW_BATTERY,
            Failure.TIMED_OUT,
            Failure.BAD_PARAMETER,
            Failure.OTHER);

    private final Field field;
    private final Map<DeviceId, Failure> failing = new HashMap<>();
    private final Map<DeviceId, Long> late = new HashMap<>();

    public PlayedFaults(Field field) {
        this.field = field;
    }

    /** The failure with which a device answers whatever it is told; empty where it works. */
    Optional<Failure> failing(DeviceId device) {
        return Optional.ofNullable(failing.get(device));
    }

    /** How much longer than usual it takes a device to hear, in ms. */
    long lateMs(DeviceId device) {
        return late.getOrDefault(device, 0L);
    }

    /**
     * Plays one.
     *
     * @param what failing, late, unreachable, battery, press or mended
     * @param value of failing the name of a failure, of late ms, of battery percent, of press the word that the button tells
     * @return why it cannot be, as a sentence; empty where it is done
     */
    public Optional<String> play(DeviceId id, String what, String value) {
        Optional<Simulated> found = field.find(id);
        if (found.isEmpty()) {
            return Optional.of("the gateway has no such device");
        }
        Simulated device = found.get();
        return switch (what) {
            case "failing" -> failing(device, value);
            case "late" -> late(device, value);
            case "unreachable" -> unreachable(device);
            case "battery" -> battery(device, value);
            case "press" -> press(device, value);
            case "mended" -> mended(device);
            default -> Optional.of("there is no fault of that name");
        };
    }

    private Optional<String> failing(Simulated device, String value) {
        Optional<Failure> failure =
                ANSWERS.stream().filter(each -> each.name().equals(value)).findFirst();
        failure.ifPresent(each -> failing.put(device.id(), each));
        return failure.isPresent() ? Optional.empty() : Optional.of("value has to be one of " + ANSWERS);
    }

    private Optional<String> late(Simulated device, String value) {
        double ms = Value.of(value).asNumber();
        if (!(ms >= 0 && ms <= LONGEST_DELAY_MS)) {
            return Optional.of("value has to be from 0 to " + LONGEST_DELAY_MS + " ms");
        }
        late.put(device.id(), (long) ms);
        return Optional.empty();
    }

    private Optional<String> unreachable(Simulated device) {
        if (!device.type().feedback()) {
            return Optional.of("the device never answers, so nobody can tell whether it is reached");
        }
        field.away(device, true);
        alert(device, SILENT, "the device does not answer", true);
        return Optional.empty();
    }

    private Optional<String> battery(Simulated device, String value) {
        double percent = Value.of(value).asNumber();
        if (!(percent >= 0 && percent <= 100)) {
            return Optional.of("value has to be from 0 to 100 %");
        }
        boolean low = percent < 10;
        List<State> changed = new ArrayList<>();
        Field.state(device, LEVEL, Value.of(percent)).ifPresent(changed::add);
        Field.state(device, WORD, Value.of(low ? "low" : "normal")).ifPresent(changed::add);
        if (changed.isEmpty()) {
            return Optional.of("the device tells nothing of a battery");
        }
        Field.state(device, DEFECT, Value.of(low ? "lowBattery" : "noDefect")).ifPresent(changed::add);
        field.change(device, changed);
        alert(device, FLAT, "the battery is nearly empty", low);
        return Optional.empty();
    }

    /** Of several momentary states of a remote each says the same press in words of its own. */
    private Optional<String> press(Simulated device, String value) {
        if (value.isBlank() || value.length() > LONGEST_WORD) {
            return Optional.of("value has to be what the button tells, such as pressed");
        }
        List<State> changed = device.momentary().stream()
                .sorted()
                .flatMap(name -> Field.state(device, name, Value.of(value)).stream())
                .toList();
        if (changed.isEmpty()) {
            return Optional.of("the device has no button that tells " + value);
        }
        field.change(device, changed);
        return Optional.empty();
    }

    private Optional<String> mended(Simulated device) {
        failing.remove(device.id());
        late.remove(device.id());
        field.away(device, false);
        alert(device, SILENT, "", false);
        return Optional.empty();
    }

    private void alert(Simulated device, String kind, String detail, boolean raised) {
        field.report(new Report.AlertSeen(new Alert(device.id(), kind, detail, field.nowMs()), raised));
    }
}
