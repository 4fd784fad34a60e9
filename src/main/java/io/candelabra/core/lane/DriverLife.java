package io.candelabra.core.lane;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.DriverDocument;
import io.candelabra.model.Resource.DriverNote;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One driver from its start to its end, with the context that it is given: its own, so that a driver that is closed
 * talks to nobody. A thread that it left behind would otherwise speak for the next one.
 *
 * <p>The lane calls the driver, one call after the other. Each call can be cut off from another thread: the driver is
 * interrupted in that call and in no other, and whatever it makes of that, its life is over then.
 */
final class DriverLife implements DriverContext {
    private static final Logger log = LoggerFactory.getLogger(DriverLife.class);

    /** Time of the wall between two looks at the calls of drivers. */
    static final long LOOK_MS = 10_000;
    /**
     * A driver that is in one call at so many looks hangs: that is for about a minute. A command takes seconds, also
     * where a connection or a login does not come about; a step has ten minutes. Looks are counted, and not time: a
     * machine that slept has not looked.
     */
    static final int HANGING_LOOKS = 6;

    /** What people are told of a driver that was interrupted because it hung. */
    static final String HUNG =
            "its driver did not come back from a call in a minute, and was interrupted; it is tried again";

    /** Why a driver was interrupted. */
    enum Cut {
        /** Its gateway is gone or has other settings, or the server stops. */
        GIVES_WAY,
        /** It did not come back. */
        HANGS
    }

    /** A lane hears what a driver says while it lives. */
    interface Ear {
        void heard(Report report);

        void takesUntil(Step.Ref step, long siteTimeMs);

        DriverNotes notes();
    }

    /** Something that the driver does. */
    interface Deed<T> {
        T by(Driver driver) throws Exception;
    }

    /** The same without an answer. */
    interface Act {
        void by(Driver driver) throws Exception;
    }

    /** A driver that was cut off came back without an exception of its own. */
    static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CutOff(Cut why) {
            super("it was interrupted: " + why, null, false, false);
        }
    }

    private final LanePlace place;
    /** As the gateway was when this life began. */
    private final Gateway served;

    private final GivenSettings settings;
    private final Ear ear;
    private final TimedTasks timed = new TimedTasks();
    private @Nullable Driver driver;
    private volatile boolean deaf;
    private boolean started;

    private final Object turn = new Object();
    /** The thread that is in a call of the driver. */
    private @Nullable Thread caller;
    /** In its call the driver tells something, and may have to wait for the site to take it. */
    private boolean telling;
    /** So often this call was looked at. */
    private int looks;
    /** The driver was interrupted in this call; the interrupt ends with the call. */
    private boolean interrupted;

    private @Nullable Cut cut;
    /** It was interrupted because it did not come back: whatever it says, its gateway is not served by it. */
    private volatile boolean hangs;

    /**
     * @param served the gateway as it is described now
     * @param settings of the driver, for its life
     */
    DriverLife(LanePlace place, Gateway served, GivenSettings settings, Ear ear) {
        this.place = place;
        this.served = served;
        this.settings = settings;
        this.ear = ear;
    }

    /** Whether the driver can go on where its gateway is described so. May be called from any thread. */
    boolean fits(Gateway now) {
        return Serving.sameDriver(now, served);
    }

    void start(DriverFactory drivers) throws Exception {
        begin();
        try {
            Driver fresh = drivers.driverFor(served);
            driver = fresh;
            fresh.start(this);
        } finally {
            end();
        }
        goesOn();
        started = true;
    }

    /** Whether its start went well. */
    boolean hasStarted() {
        return started;
    }

    /**
     * The driver's answer, also where it was cut off: what it knows is not lost. {@link #goesOn} says whether it was.
     */
    <T> T ask(Deed<T> deed) throws Exception {
        begin();
        try {
            return deed.by(Objects.requireNonNull(driver, "the driver that runs"));
        } finally {
            end();
        }
    }

    void tell(Act act) throws Exception {
        begin();
        try {
            act.by(Objects.requireNonNull(driver, "the driver that runs"));
        } finally {
            end();
        }
        goesOn();
    }

    /** Runs the tasks that are due; the time of the next one. */
    long runTimed() {
        return timed.run(place::nowMs);
    }

    /** @throws CutOff where the driver was interrupted, and has come back all the same */
    void goesOn() {
        Optional<Cut> why = cut();
        if (why.isPresent()) {
            throw new CutOff(why.get());
        }
    }

    /** Why the driver was interrupted first; empty where it never was. */
    Optional<Cut> cut() {
        synchronized (turn) {
            return Optional.ofNullable(cut);
        }
    }

    /** What the driver says while it closes still counts. After that it is heard no more. */
    void close() {
        timed.clear();
        begin();
        try {
            if (driver != null) {
                driver.close();
            }
        } catch (Exception | Error failed) {
            log.warn("the driver of gateway {} could not be closed", place.id(), failed);
        } finally {
            deaf = true;
            end();
        }
    }

    /**
     * Looks whether the driver is in a call. A look at which the driver tells something does not count: it may have to
     * wait for a site that is behind. May be called from any thread.
     *
     * @return the looks at which it was in this call so far; 0 where it is in none
     */
    int look() {
        synchronized (turn) {
            return caller == null || telling ? 0 : ++looks;
        }
    }

    /**
     * Interrupts the driver, which has to give way, in the call that it is in. May be called from any thread.
     *
     * @return whether it was in a call
     */
    boolean giveWay() {
        synchronized (turn) {
            return interrupt(Cut.GIVES_WAY);
        }
    }

    /**
     * Interrupts the driver, which hangs, in the call that was looked at so often, and in no later one. May be called from
     * any thread.
     *
     * @return whether it was still in that call
     */
    boolean cutOffAt(int look) {
        synchronized (turn) {
            boolean there = looks == look && interrupt(Cut.HANGS);
            hangs |= there;
            return there;
        }
    }

    private boolean interrupt(Cut why) {
        if (caller == null || telling) {
            return false;
        }
        if (cut == null) {
            cut = why;
        }
        interrupted = true;
        caller.interrupt();
        return true;
    }

    private void begin() {
        synchronized (turn) {
            caller = Thread.currentThread();
            looks = 0;
        }
    }

    private void end() {
        synchronized (turn) {
            caller = null;
            if (interrupted) {
                interrupted = false;
                boolean minded = !Thread.interrupted();
                log.debug("a call of the driver of gateway {} was cut off; it minded: {}", place.id(), minded);
            }
        }
    }

    /** The thread of the call, and no other one that the driver has, is at a report or back from it. */
    private void tells(boolean now) {
        synchronized (turn) {
            if (caller == Thread.currentThread()) {
                telling = now;
            }
        }
    }

    @Override
    public void report(Report report) {
        Objects.requireNonNull(report, "a report");
        if (deaf) {
            log.debug("a driver of gateway {} that is closed still tells: {}", place.id(), report);
            return;
        }
        if (hangs && report instanceof Report.GatewaySeen seen && seen.alive()) {
            // a thread of its own that beats as a heart does, while the one that commands go by hangs
            log.debug("a driver of gateway {} that hangs still tells: {}", place.id(), report);
            return;
        }
        tells(true);
        try {
            ear.heard(report);
        } finally {
            tells(false);
        }
    }

    @Override
    public void at(long siteTimeMs, Runnable task) {
        timed.add(siteTimeMs, () -> {
            begin();
            try {
                task.run();
            } finally {
                end();
            }
            goesOn();
        });
    }

    @Override
    public void takesUntil(Step.Ref step, long siteTimeMs) {
        if (!deaf) {
            ear.takesUntil(step, siteTimeMs);
        }
    }

    @Override
    public Gateway gateway() {
        return place.gateway();
    }

    @Override
    public String setting(String name) {
        return settings.plain(name);
    }

    @Override
    public String secret(String name) {
        return settings.secret(name);
    }

    @Override
    public String document(String name) {
        // the driver may ask for what is declared alone
        return settings.plain(name).isEmpty()
                ? ""
                : place.state()
                        .resource(DriverDocument.class, DriverNote.idOf(place.id(), name))
                        .map(DriverDocument::text)
                        .orElse("");
    }

    @Override
    public void keep(String name, String text) {
        if (deaf) {
            return;
        }
        tells(true);
        try {
            ear.notes().keep(name, text);
        } finally {
            tells(false);
        }
    }

    @Override
    public String kept(String name) {
        return ear.notes().kept(name);
    }

    @Override
    public List<Device> devices() {
        List<Device> result = new ArrayList<>(place.devices().size());
        place.devices().forEach(id -> place.state().device(id).ifPresent(result::add));
        return result;
    }

    @Override
    public Optional<Device> device(DeviceId id) {
        return place.state().device(id);
    }

    @Override
    public DeviceType type(Device device) {
        return place.sites().typeOf(place.state(), device);
    }

    @Override
    public Set<String> momentary(Device device) {
        return place.sites().momentary(place.state(), device);
    }

    @Override
    public long nowMs() {
        return place.nowMs();
    }

    @Override
    public RandomGenerator random() {
        return place.random();
    }
}
