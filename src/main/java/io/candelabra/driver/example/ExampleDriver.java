package io.candelabra.driver.example;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.HostNames;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.SettingType;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Speaks the protocol of {@link Peer} over TCP. The lane calls all methods one after the other; only {@link #hear} comes from elsewhere. */
public final class ExampleDriver implements Driver {
    /** Rule 5: nothing waits for ever. */
    private static final long TIMEOUT_MS = 10_000;

    private static final long LOOK_MS = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final String PROTOCOL = "example";
    private static final GatewayId NONE = new GatewayId("none");

    private final Peers peers;
    /**
     * Steps that the peer is at, by ticket. Taking one out is what ends it, so it ends once, by the first that comes.
     */
    private final Map<String, Step.Ref> open = new ConcurrentHashMap<>();

    private volatile Map<String, Known> byAddress = Map.of();
    private volatile @Nullable DriverContext context;
    private volatile GatewayId gateway = NONE;
    private @Nullable Peer peer;
    private long tickets;

    /** Finds the far end that the settings name. */
    @FunctionalInterface
    public interface Peers {
        Peer of(DriverContext settings);
    }

    /** A device with its type: lines are heard on another thread, which may not ask the context. */
    private record Known(Device device, DeviceType type) {}

    public ExampleDriver(Peers peers) {
        this.peers = peers;
    }

    /**
     * The kind, as the program lists it.
     *
     * @param names finds hosts
     * @param threads runs on threads of their own whatever waits for the far end
     */
    public static DriverKind kind(HostNames names, Executor threads) {
        List<SettingType> settings = List.of(
                SettingType.host("host", "The machine that the devices are connected to."),
                SettingType.port("port", "Its TCP port.").or("4711"),
                SettingType.secret("login", "What it wants to hear first, if it wants to hear anything.")
                        .optional());
        return new DriverKind(
                "example",
                "Speaks a small protocol of text lines over TCP; made to be copied.",
                settings,
                gateway -> new ExampleDriver(context -> new TcpPeer(
                        names,
                        threads,
                        context.setting("host"),
                        Integer.parseInt(context.setting("port")),
                        context.secret("login"),
                        TcpPeer.Patience.USUAL)));
    }

    /**
     * If the peer cannot be reached, this says so and throws; the lane tries again after a pause. No retry of our own. What the
     * peer refuses goes on as {@code CannotServe}.
     */
    @Override
    public void start(DriverContext given) throws IOException {
        gateway = given.gateway().id();
        context = given;
        devicesChanged();
        Peer fresh = peers.of(given);
        peer = fresh;
        try {
            fresh.open(this::hear);
        } catch (IOException away) {
            answers(given, false);
            throw away;
        }
        answers(given, true);
        look();
    }

    private static void answers(DriverContext lane, boolean alive) {
        lane.report(new Report.GatewaySeen(lane.gateway().id(), alive));
    }

    /** The peer is lost on another thread; the lane's own task finds it out, and throws as rule 2 says. */
    private void look() {
        DriverContext lane = context;
        Peer now = peer;
        if (lane == null || now == null) {
            return;
        }
        if (!now.isOpen()) {
            answers(lane, false);
            throw new UncheckedIOException(new IOException("the far end is gone"));
        }
        lane.at(lane.nowMs() + LOOK_MS, this::look);
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
        String address = device.id().address();
        if (address.isEmpty() || address.indexOf(' ') >= 0) {
            // the protocol has no way to say it
            return new Transmission.Failed(Failure.BAD_PARAMETER);
        }
        Peer far = peer;
        if (far == null) {
            throw new IllegalStateException("the driver is not started");
        }
        String ticket = "t" + ++tickets;
        StringBuilder line = new StringBuilder("SET " + ticket + " " + address);
        line.append(' ').append(step.command().name());
        step.command().parameters().forEach(value -> line.append(' ').append(value.asText()));
        // a line break in a parameter would be a second command
        if (line.length() > Lines.LONGEST || line.chars().anyMatch(Character::isISOControl)) {
            return new Transmission.Failed(Failure.BAD_PARAMETER);
        }
        // first remembered, then said: the answer may be here before say() returns
        open.put(ticket, step.ref());
        lane.at(lane.nowMs() + TIMEOUT_MS, () -> end(ticket, Phase.FAILED, Failure.NO_ANSWER));
        far.say(line.toString());
        return Transmission.ACCEPTED;
    }

    /** This protocol has no word to call a command back; but whatever comes of it, nobody wants to hear it. */
    @Override
    public void cancel(Step.Ref step) {
        open.values().remove(step);
    }

    @Override
    public void devicesChanged() {
        DriverContext lane = started();
        Map<String, Known> known = new HashMap<>();
        lane.devices().forEach(device -> known.put(device.id().address(), new Known(device, lane.type(device))));
        byAddress = Map.copyOf(known);
    }

    @Override
    public void close() {
        context = null;
        open.clear();
        Peer last = peer;
        peer = null;
        if (last != null) {
            last.close();
        }
    }

    /** On the peer's thread. A line that cannot be understood is left alone: the far end may be newer than we are. */
    private void hear(String line) {
        String[] words = line.split(" ", 4);
        DriverContext lane = context;
        if (lane == null || line.length() > Lines.LONGEST || words.length < 2) {
            return;
        }
        Known device = byAddress.get(words[1]);
        switch (words[0]) {
            case "FOUND" -> {
                if (device == null && words.length > 2) {
                    found(lane, words[1], words[2], words.length == 4 ? words[3] : words[1]);
                }
            }
            case "OK" -> end(words[1], Phase.COMPLETED, Failure.NONE);
            case "ERR" -> end(words[1], Phase.FAILED, Failure.OTHER);
            case "GONE", "BACK" -> {
                if (device != null) {
                    lane.report(new Report.AvailabilitySeen(device.device().id(), words[0].equals("BACK")));
                }
            }
            case "AT" -> {
                if (device != null && words.length == 4) {
                    seen(lane, device, words[2], words[3], Optional.empty());
                }
            }
            case "DID" -> {
                String[] told = line.split(" ", 5);
                Known changed = told.length == 5 ? byAddress.get(told[2]) : null;
                if (changed != null) {
                    seen(lane, changed, told[3], told[4], Optional.ofNullable(open.get(told[1])));
                }
            }
            default -> {}
        }
    }

    /** Whether it goes in at once or waits for a person is the site's to say; so is what becomes of a type that nobody knows. */
    private void found(DriverContext lane, String address, String type, String label) {
        if (!address.isEmpty() && address.length() <= LONGEST_NAME) {
            DeviceId id = DeviceId.of(PROTOCOL, gateway, address);
            lane.report(new Report.DeviceFound(Device.of(id, type, label, States.NONE)));
        }
    }

    /** The type says what a word of the line means: a number comes as text, and is stored as a number. */
    private static void seen(DriverContext lane, Known known, String name, String text, Optional<Step.Ref> step) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return;
        }
        State.Kind kind =
                known.type().state(name).map(DeviceType.StateType::kind).orElse(State.Kind.STRING);
        Value word = Value.of(text);
        double number = word.asNumber();
        boolean numeric = kind == State.Kind.INTEGER || kind == State.Kind.FLOAT;
        if (numeric && !Double.isFinite(number)) {
            // the state is still what it was
            return;
        }
        Value value =
                switch (kind) {
                    case INTEGER -> Value.of(Math.round(number));
                    case FLOAT -> Value.of(number);
                    case BOOLEAN -> Value.of(text.equals("true"));
                    case NONE, STRING, BLOB, DATE, PASSWORD, JSON_ARRAY, JSON_OBJECT -> word;
                };
        lane.report(new Report.StatesSeen(known.device().id(), List.of(new State(name, kind, value)), step));
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
