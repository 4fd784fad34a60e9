package io.candelabra.driver.example;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Speaks the protocol of {@link Peer}. The lane calls all methods one after the other; only {@link #hear} comes from elsewhere. */
public final class ExampleDriver implements Driver {
    /** Rule 5: nothing waits for ever. */
    private static final long TIMEOUT_MS = 10_000;

    private static final int LONGEST_LINE = 1_000;

    private final Peer peer;
    /** Steps that the peer is at, by ticket. Taking one out is what ends it, so it ends once, whoever comes first. */
    private final Map<String, Step.Ref> open = new ConcurrentHashMap<>();

    private volatile Map<String, Device> byAddress = Map.of();
    private volatile @Nullable DriverContext context;
    private long tickets;

    public ExampleDriver(Peer peer) {
        this.peer = peer;
    }

    /** If the peer cannot be reached, this throws; the lane tries again after a pause. No retry of our own. */
    @Override
    public void start(DriverContext given) throws IOException {
        context = given;
        devicesChanged();
        peer.open(this::hear);
    }

    @Override
    public Transmission send(Step step) throws IOException {
        DriverContext lane = started();
        Device device = lane.device(step.device()).orElse(null);
        if (device == null) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        if (lane.type(device).command(step.command().name()).isEmpty()) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        String ticket = "t" + ++tickets;
        StringBuilder line =
                new StringBuilder("SET " + ticket + " " + device.id().address());
        line.append(' ').append(step.command().name());
        step.command().parameters().forEach(value -> line.append(' ').append(value.asText()));
        // a line break in a parameter would be a second command
        if (line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
            return new Transmission.Failed(Failure.BAD_PARAMETER);
        }
        // first remembered, then said: the answer may be here before say() returns
        open.put(ticket, step.ref());
        lane.at(lane.nowMs() + TIMEOUT_MS, () -> end(ticket, Phase.FAILED, Failure.NO_ANSWER));
        peer.say(line.toString());
        return Transmission.ACCEPTED;
    }

    /** This protocol has no word to call a command back; but whatever comes of it, nobody wants to hear it. */
    @Override
    public void cancel(Step.Ref step) {
        open.values().remove(step);
    }

    @Override
    public void devicesChanged() {
        Map<String, Device> known = new HashMap<>();
        started().devices().forEach(device -> known.put(device.id().address(), device));
        byAddress = Map.copyOf(known);
    }

    @Override
    public void close() {
        context = null;
        open.clear();
        peer.close();
    }

    /** On the peer's thread. What cannot be understood is left alone: the far end may be newer than we are. */
    private void hear(String line) {
        String[] words = line.split(" ", 4);
        DriverContext lane = context;
        if (lane == null || line.length() > LONGEST_LINE || words.length < 2) {
            return;
        }
        Device device = byAddress.get(words[1]);
        switch (words[0]) {
            case "OK" -> end(words[1], Phase.COMPLETED, Failure.NONE);
            case "ERR" -> end(words[1], Phase.FAILED, Failure.OTHER);
            case "GONE", "BACK" -> {
                if (device != null) {
                    lane.report(new Report.AvailabilitySeen(device.id(), words[0].equals("BACK")));
                }
            }
            case "AT" -> {
                if (device != null && words.length == 4) {
                    seen(lane, device, words[2], words[3], Optional.empty());
                }
            }
            case "DID" -> {
                String[] told = line.split(" ", 5);
                Device changed = told.length == 5 ? byAddress.get(told[2]) : null;
                if (changed != null) {
                    seen(lane, changed, told[3], told[4], Optional.ofNullable(open.get(told[1])));
                }
            }
            default -> {}
        }
    }

    /** The type says what a word of the line means: a number comes as text, and is stored as a number. */
    private static void seen(DriverContext lane, Device device, String name, String text, Optional<Step.Ref> step) {
        State.Kind kind =
                lane.type(device).state(name).map(DeviceType.StateType::kind).orElse(State.Kind.STRING);
        Value word = Value.of(text);
        double number = word.asNumber();
        Value value =
                switch (kind) {
                    case INTEGER -> Double.isNaN(number) ? Value.NOTHING : Value.of(Math.round(number));
                    case FLOAT -> Double.isNaN(number) ? Value.NOTHING : Value.of(number);
                    case BOOLEAN -> Value.of(text.equals("true"));
                    case NONE, STRING, BLOB, DATE, PASSWORD, JSON_ARRAY, JSON_OBJECT -> word;
                };
        lane.report(new Report.StatesSeen(device.id(), List.of(new State(name, kind, value)), step));
    }

    private void end(String ticket, Phase phase, Failure failure) {
        Step.Ref step = open.remove(ticket);
        DriverContext lane = context;
        if (step != null && lane != null) {
            lane.report(new Report.StepSeen(step, phase, failure));
        }
    }

    private DriverContext started() {
        DriverContext lane = context;
        if (lane == null) {
            throw new IllegalStateException("the driver is not started");
        }
        return lane;
    }
}
