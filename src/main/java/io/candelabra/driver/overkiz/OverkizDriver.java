package io.candelabra.driver.overkiz;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to a box by its local API. Everything happens on the lane's thread: the box is asked for its events twice a second while a
 * command is under way, and else every second.
 */
final class OverkizDriver implements Driver {
    private static final Logger log = LoggerFactory.getLogger(OverkizDriver.class);
    private static final long BUSY_MS = 250;
    private static final long IDLE_MS = 1_000;
    /** The setup is read again now and then, in case an event of it was lost. */
    private static final long LOOK_AGAIN_MS = 15 * 60_000;
    /** What a motor may take: after it the box will not tell any more. */
    private static final long LONGEST_STEP_MS = 3 * 60_000;
    /** Where the certificate is kept by which the box is known. */
    static final String CERTIFICATE = "certificate";
    /** Long work that comes down to reading the setup: it tells all devices, their states and which of them can be reached. */
    private static final Set<String> BY_THE_SETUP =
            Set.of(JobKind.REFRESH.name(), JobKind.AVAILABILITY.name(), JobKind.DISCOVERY.name());

    private final Boxes boxes;
    private final BoxSetup.Types types;
    private @Nullable DriverContext context;
    private @Nullable Box box;
    private BoxSetup setup;
    private BoxSteps open = new BoxSteps();
    private String listener = "";
    private long lookAgainMs;
    private long nextLookMs = Long.MAX_VALUE;

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
    public void start(DriverContext given) throws IOException {
        context = given;
        Box fresh = boxes.of(given);
        box = fresh;
        reached(() -> {
            // registered first: what happens while the setup is read is told afterwards, and nothing is missed
            listener = fresh.register();
            readSetup();
            return "";
        });
        // known by it from now on: it has taken our token, and told its devices
        given.keep(CERTIFICATE, fresh.fingerprint());
        alive(true);
        again(0);
    }

    private DriverContext lane() {
        DriverContext lane = context;
        if (lane == null) {
            throw new IllegalStateException("the driver is not started");
        }
        return lane;
    }

    private Box far() {
        Box far = box;
        if (far == null) {
            throw new IllegalStateException("the driver is not started");
        }
        return far;
    }

    private void alive(boolean answers) {
        lane().report(new Report.GatewaySeen(lane().gateway().id(), answers));
    }

    /** A box that does not answer is told as such, before the driver falls. What it refuses is no reason to. */
    private <T> T reached(Callable<T> request) throws IOException {
        try {
            return request.call();
        } catch (Box.Refusal refused) {
            throw refused;
        } catch (IOException away) {
            alive(false);
            throw away;
        } catch (RuntimeException other) {
            throw other;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void readSetup() throws IOException {
        setup = BoxSetup.read(far().setup(), lane().gateway().id(), types);
        setup.tell(lane());
        lookAgainMs = lane().nowMs() + LOOK_AGAIN_MS;
    }

    /** One look is ahead at a time: the nearest that somebody wants. */
    private void again(long inMs) {
        DriverContext lane = lane();
        long at = lane.nowMs() + inMs;
        if (at < nextLookMs) {
            nextLookMs = at;
            lane.at(at, () -> {
                if (nextLookMs == at && context != null) {
                    look();
                }
            });
        }
    }

    private void look() {
        nextLookMs = Long.MAX_VALUE;
        try {
            List<Map<String, @Nullable Object>> events = reached(this::fetched);
            boolean changed = false;
            for (Map<String, @Nullable Object> event : events) {
                changed |= new BoxEvent(event, setup, open, lane()).tell();
            }
            if (changed || lane().nowMs() >= lookAgainMs) {
                reached(() -> {
                    readSetup();
                    return "";
                });
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        again(open.isEmpty() ? IDLE_MS : BUSY_MS);
    }

    /** A box forgets its listeners when it is started anew, or was not asked for a while: then the setup tells how things are. */
    private List<Map<String, @Nullable Object>> fetched() throws IOException {
        try {
            return far().fetch(listener);
        } catch (Box.Refusal refused) {
            if (refused.kind() != Box.Refusal.Kind.LISTENER) {
                throw refused;
            }
            listener = far().register();
            readSetup();
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
        DriverContext lane = context;
        if (lane != null && open.remove(step).isPresent()) {
            ended(lane, step, Failure.NO_ANSWER);
        }
    }

    @Override
    public void cancel(Step.Ref step) throws IOException {
        Optional<String> execution = open.remove(step);
        if (execution.isPresent()) {
            try {
                reached(() -> {
                    far().cancel(execution.get());
                    return "";
                });
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
        if (!BY_THE_SETUP.contains(job.kind())) {
            Driver.super.job(job, lane);
            return;
        }
        int before = setup.devices().size();
        reached(() -> {
            readSetup();
            return "";
        });
        int found = Math.max(0, setup.devices().size() - before);
        Map<String, String> result =
                job.kind().equals(JobKind.DISCOVERY.name()) ? Map.of("found", Integer.toString(found)) : Map.of();
        lane.report(Report.JobSeen.done(job.id(), lane.gateway().id(), result));
    }

    /** Devices that were just let in have told no state yet that was stored. */
    @Override
    public void devicesChanged() {
        setup.tellStates(lane());
    }

    @Override
    public void close() {
        context = null;
        open = new BoxSteps();
        Box last = box;
        box = null;
        if (last != null) {
            last.close();
        }
    }

    /** The end of a step, as a box tells it. */
    static void ended(DriverContext lane, Step.Ref step, Failure failure) {
        lane.report(new Report.StepSeen(step, failure == Failure.NONE ? Phase.COMPLETED : Phase.FAILED, failure));
    }
}
