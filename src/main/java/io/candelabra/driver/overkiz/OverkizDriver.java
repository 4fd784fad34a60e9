package io.candelabra.driver.overkiz;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.LookingDriver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.Step;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to a box by its local API. Everything happens on the lane's thread: the box is asked for its events twice a second while a
 * command is under way, and else every second.
 */
final class OverkizDriver extends LookingDriver {
    private static final Logger log = LoggerFactory.getLogger(OverkizDriver.class);
    private static final long BUSY_MS = 250;
    private static final long IDLE_MS = 1_000;
    /** The setup is read again now and then, in case an event of it was lost. */
    private static final long LOOK_AGAIN_MS = 15 * 60_000;
    /** What a motor may take: after it the box will not tell any more. */
    private static final long LONGEST_STEP_MS = 3 * 60_000;
    /** So often the setup is read at most, whatever the box tells. */
    private static final long SETUP_APART_MS = 5_000;
    /** Where the box's own id is kept: the ids of its devices hang on it. */
    static final String BOX = "box";
    /** Where the certificate is kept by which the box is known. */
    static final String CERTIFICATE = "certificate";

    private final Boxes boxes;
    private final BoxSetup.Types types;
    private @Nullable Box box;
    private BoxSetup setup;
    private BoxSteps open = new BoxSteps();
    private String listener = "";
    private long lookAgainMs;
    private long setupReadMs = Long.MIN_VALUE / 2;
    /** Something at the box asks for the setup to be read again. */
    private boolean readAgain;
    /** The devices that the site has let in, as far as this driver was told. */
    private final Set<DeviceId> letIn = new HashSet<>();
    /** Devices that the box said are gone, and of which the site may not have heard yet. */
    private final Set<DeviceId> gone = new HashSet<>();

    /** Finds the box that the settings name. */
    @FunctionalInterface
    interface Boxes {
        Box of(DriverContext settings);
    }

    OverkizDriver(Boxes boxes, BoxSetup.Types types) {
        this.boxes = boxes;
        this.types = types;
        this.setup = BoxSetup.NONE;
    }

    @Override
    protected void open(DriverContext given) throws IOException {
        Box fresh = boxes.of(given);
        box = fresh;
        // registered first: what happens while the setup is read is told afterwards, and nothing is missed
        listener = fresh.register();
        readSetup();
        // known by it from now on: it has taken our token, and told its devices
        given.keep(CERTIFICATE, fresh.fingerprint());
        alive(true);
    }

    private Box far() {
        return there(box);
    }

    private void readSetup() throws IOException {
        DriverContext lane = lane();
        String known = lane.kept(BOX);
        setup = BoxSetup.read(far().setup(), lane.gateway().id(), known, types);
        if (known.isEmpty()) {
            lane.keep(BOX, setup.box());
        }
        lane.devices().forEach(device -> letIn.add(device.id()));
        setup.tell(lane, gone);
        gone.clear();
        readAgain = false;
        setupReadMs = lane.nowMs();
        lookAgainMs = setupReadMs + LOOK_AGAIN_MS;
    }

    /** A box that asks for it all the time is asked for its setup every few seconds. */
    private boolean mayRead() {
        return lane().nowMs() - setupReadMs >= SETUP_APART_MS;
    }

    @Override
    protected long look() throws IOException {
        for (Map<String, @Nullable Object> event : fetched()) {
            readAgain |= new BoxEvent(event, setup, open, gone, lane()).tell();
        }
        if (readAgain && mayRead() || lane().nowMs() >= lookAgainMs) {
            readSetup();
        }
        return open.isEmpty() ? IDLE_MS : BUSY_MS;
    }

    /** A box forgets its listeners when it is started anew, or was not asked for a while: then the setup tells how things are. */
    private List<Map<String, @Nullable Object>> fetched() throws IOException {
        try {
            return far().fetch(listener);
        } catch (Box.Refusal refused) {
            if (refused.kind() != Box.Refusal.Kind.LISTENER) {
                throw refused;
            }
            if (mayRead()) {
                listener = far().register();
                readSetup();
            }
            return List.of();
        }
    }

    @Override
    public Transmission send(Step step) throws IOException {
        Optional<String> url = setup.addresses().url(step.device());
        if (url.isEmpty()) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        boolean known = lane().device(step.device())
                .map(device ->
                        lane().type(device).command(step.command().name()).isPresent())
                .orElse(false);
        if (!known) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        try {
            String execution = reached(() -> far().apply(url.get(), step.command()));
            open.put(execution, step);
            // its end may be lost: where the box was started anew, or has dropped our listener
            lane().at(lane().nowMs() + LONGEST_STEP_MS, () -> unheard(step.ref()));
            // told soon, and not only at the next idle look
            again(BUSY_MS / 2);
            return Transmission.ACCEPTED;
        } catch (Box.Refusal refused) {
            return new Transmission.Failed(
                    switch (refused.kind()) {
                        case FULL -> Failure.BUSY;
                        case COMMAND -> Failure.BAD_PARAMETER;
                        case LISTENER, OTHER -> Failure.OTHER;
                    });
        }
    }

    private void unheard(Step.Ref step) {
        if (isOpen() && open.remove(step).isPresent()) {
            lane().report(Report.StepSeen.ended(step, Failure.NO_ANSWER));
        }
    }

    @Override
    public void cancel(Step.Ref step) throws IOException {
        Optional<String> execution = open.remove(step);
        if (execution.isPresent()) {
            try {
                reach(() -> far().cancel(execution.get()));
            } catch (Box.Refusal over) {
                log.debug(
                        "the execution {} of {} was not to be cancelled",
                        execution.get(),
                        lane().gateway().id(),
                        over);
            }
        }
    }

    @Override
    public void job(Job job, DriverContext lane) throws Exception {
        byReading(job, () -> setup.devices().keySet(), this::readSetup);
    }

    /** Devices that were just let in have told no state yet that was stored. Of the others the site knows more than an old setup does. */
    @Override
    public void devicesChanged() {
        DriverContext lane = lane();
        Set<DeviceId> now = new HashSet<>();
        for (Device device : lane.devices()) {
            now.add(device.id());
            if (letIn.add(device.id())) {
                setup.tellState(lane, device);
            }
        }
        letIn.retainAll(now);
    }

    @Override
    protected void shut() {
        open = new BoxSteps();
        Box last = box;
        box = null;
        if (last != null) {
            last.close();
        }
    }
}
