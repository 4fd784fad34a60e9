package io.candelabra.driver.leap;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.LookingDriver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to a bridge. One thread reads what it says; everything else happens on the lane's thread, which looks ten times a second at what
 * came while a command is under way, and else four times.
 */
final class LeapDriver extends LookingDriver {
    private static final Logger log = LoggerFactory.getLogger(LeapDriver.class);
    private static final long BUSY_MS = 100;
    private static final long IDLE_MS = 250;
    private static final long PING_MS = 60_000;
    private static final long ANSWER_MS = 10_000;
    private static final int MOST_AT_ONCE = 1_000;
    /** Under which the certificate is kept by which the bridge is known. */
    static final String CERTIFICATE = "bridge";

    private static final String PING = "ping";
    private static final String ZONES = "zones";
    private static final String WATCH = "watch";

    private final Ways ways;
    private final InstantSource wall;
    private @Nullable BridgeWay way;
    private @Nullable BridgeTalk talk;
    private BridgeLayout layout = BridgeLayout.NONE;
    private @Nullable BridgeSteps steps;
    /** What was told last, for devices that are let in later. */
    private final Map<DeviceId, Map<String, State>> seen = new HashMap<>();

    private final Set<DeviceId> letIn = new HashSet<>();
    /** What is subscribed. */
    private final Set<String> watched = new HashSet<>();

    private long pingAtMs;
    /** When the answer to a ping has to be there; {@code Long.MAX_VALUE} where none is awaited. */
    private long pingedUntilMs = Long.MAX_VALUE;

    /** Finds the way that the settings name. */
    @FunctionalInterface
    interface Ways {
        BridgeWay of(DriverContext settings) throws IOException;
    }

    /** @param wall the time of deadlines */
    LeapDriver(Ways ways, InstantSource wall) {
        this.ways = ways;
        this.wall = wall;
    }

    @Override
    protected void open(DriverContext given) throws IOException {
        BridgeWay found = ways.of(given);
        way = found;
        BridgeTalk begun = new BridgeTalk(found.bridge(), wall);
        talk = begun;
        steps = new BridgeSteps(given, begun);
        found.enter(begun);
        readLayout();
        // known by it from now on: it has let us in, and told what it has
        given.keep(CERTIFICATE, found.bridge().fingerprint());
        pingAtMs = given.nowMs() + PING_MS;
        pingedUntilMs = Long.MAX_VALUE;
        alive(true);
    }

    private BridgeTalk talk() {
        return there(talk);
    }

    private BridgeSteps steps() {
        return there(steps);
    }

    private void readLayout() throws IOException {
        layout = BridgeReading.read(talk(), lane().gateway().id());
        layout.tell(lane());
        subscribe();
    }

    /** The answers tell how everything is now. Nothing is subscribed twice, since its news would be told twice. */
    private void subscribe() throws IOException {
        talk().tell(watched.add(ZONES) ? "Subscribe" : "Read", "/zone/status", ZONES, Map.of());
        talk().tell(watched.add(WATCH) ? "Subscribe" : "Read", "/occupancygroup/status", WATCH, Map.of());
        for (String button : layout.buttons().keySet()) {
            if (watched.add(button)) {
                talk().tell("Subscribe", button + "/status/event", WATCH, Map.of());
            }
        }
    }

    @Override
    protected long look() throws IOException {
        hear();
        steps().look();
        ping();
        return steps().isEmpty() ? IDLE_MS : BUSY_MS;
    }

    private void hear() throws IOException {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Optional<BridgeMessage> next = talk().heard();
            if (next.isEmpty()) {
                return;
            }
            hear(next.get());
        }
    }

    private void hear(BridgeMessage message) throws IOException {
        if (message.interim()) {
            log.debug("{} is at {}", lane().gateway().id(), message.url());
            return;
        }
        steps().hear(message);
        BridgeStatus.of(message, layout, lane().gateway().id()).forEach(this::tell);
        steps().heard(message);
        if (message.tag().equals(PING)) {
            pingedUntilMs = Long.MAX_VALUE;
        } else if (message.tag().equals(ZONES) && !message.good()) {
            // small bridges tell news of zones without being asked, and how they are one by one
            for (String zone : layout.zones().keySet()) {
                talk().tell("Read", zone + "/status", WATCH, Map.of());
            }
        }
    }

    private void tell(BridgeStatus status) {
        if (!status.happened()) {
            Map<String, State> last = seen.computeIfAbsent(status.device(), device -> new LinkedHashMap<>());
            status.states().forEach(state -> last.put(state.name(), state));
        }
        if (lane().device(status.device()).isEmpty()) {
            return;
        }
        if (!status.happened()) {
            // of a zone that tells its level, and nothing else, nobody says that it cannot be reached
            lane().report(new Report.AvailabilitySeen(
                    status.device(), status.available().orElse(true)));
        }
        if (!status.states().isEmpty()) {
            Optional<Step.Ref> step = status.happened() ? Optional.empty() : steps().of(status.device());
            lane().report(new Report.StatesSeen(status.device(), status.states(), step));
            if (!status.happened()) {
                steps().told(status.device());
            }
        }
    }

    private void ping() throws IOException {
        long now = lane().nowMs();
        if (now >= pingedUntilMs) {
            throw new IOException("the bridge does not answer any more");
        }
        if (now >= pingAtMs) {
            pingAtMs = now + PING_MS;
            pingedUntilMs = now + ANSWER_MS;
            talk().tell("Read", "/server/1/status/ping", PING, Map.of());
        }
    }

    @Override
    public Transmission send(Step step) throws IOException {
        Optional<Device> device = lane().device(step.device());
        if (device.isEmpty() || !layout.devices().containsKey(step.device())) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        boolean words = way != null && way.login().isPresent();
        Optional<BridgeOrder> order = BridgeOrder.of(step.command(), device.get(), layout, words);
        if (order.isEmpty()) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        reach(() -> steps().send(step, order.get()));
        again(BUSY_MS / 4);
        return Transmission.ACCEPTED;
    }

    @Override
    public void cancel(Step.Ref step) throws IOException {
        Optional<BridgeOrder> order = steps().cancel(step);
        boolean moves = order.map(BridgeOrder::href)
                .map(layout.zones()::get)
                .filter(BridgeControl::moves)
                .isPresent();
        if (moves) {
            String url = order.get().href() + "/commandprocessor";
            reach(() -> talk().tell("Create", url, WATCH, Map.of("Command", Map.of("CommandType", "Stop"))));
        }
    }

    @Override
    public void job(Job job, DriverContext lane) throws Exception {
        byReading(job, () -> layout.devices().keySet(), this::readLayout);
        again(0);
    }

    /** Devices that were just let in have told no state yet that was stored. */
    @Override
    public void devicesChanged() {
        letIn.removeIf(id -> lane().device(id).isEmpty());
        for (Device device : lane().devices()) {
            Map<String, State> last = seen.getOrDefault(device.id(), Map.of());
            if (letIn.add(device.id()) && !last.isEmpty()) {
                lane().report(new Report.StatesSeen(
                        device.id(), last.values().stream().toList()));
            }
        }
    }

    @Override
    protected void shut() {
        steps = null;
        BridgeWay last = way;
        way = null;
        talk = null;
        if (last != null) {
            last.bridge().close();
        }
    }
}
