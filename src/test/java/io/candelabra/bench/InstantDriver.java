package io.candelabra.bench;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A field that answers at once: a light is at its new level, and the step done, before the lane goes on. It also lets the
 * field speak by itself, at a pace that it is told.
 */
final class InstantDriver implements Driver {
    /** The commands to all gateways; shared by all drivers of the process. */
    static final class Orders {
        /** Reports per second of each gateway; 0 for silence. */
        volatile double reportsPerSecond;
        /** Whether drivers look for orders at all: ten thousand that do keep a processor busy. */
        volatile boolean speaks = true;
        /** Steps that came to any of the drivers. */
        final AtomicLong sent = new AtomicLong();
        /** Raised at each order, so that what runs by an old one ends. */
        volatile int order;
        /** Where the moments at which steps arrived are kept, by execution; null where nobody asks. */
        volatile Map<String, Long> arrivals = Map.of();

        void watchArrivals() {
            arrivals = new ConcurrentHashMap<>();
        }
    }

    /** A state that no command touches. */
    private static final String REPORTED = "core:LuminanceState";

    private static final long PULSE_MS = 20;
    private static final long IDLE_PULSE_MS = 250;

    private final Orders orders;
    private final List<DeviceId> devices = new ArrayList<>();
    private DriverContext field;
    private int heard;
    private double owed;
    private long paidMs;
    private int next;
    private long values;

    InstantDriver(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void start(DriverContext context) {
        field = context;
        devicesChanged();
        if (orders.speaks) {
            pulse();
        }
    }

    @Override
    public void devicesChanged() {
        devices.clear();
        for (Device device : field.devices()) {
            devices.add(device.id());
        }
    }

    @Override
    public Transmission send(Step step) {
        orders.sent.incrementAndGet();
        if (orders.arrivals instanceof ConcurrentHashMap<String, Long> arrivals) {
            arrivals.put(step.execution().value(), System.nanoTime());
        }
        if (step.command().name().equals("setIntensity")) {
            long level = (long) step.command().parameters().getFirst().asNumber();
            field.report(new Report.StatesSeen(
                    step.device(),
                    List.of(
                            State.of("core:LightIntensityState", level),
                            State.of("core:OnOffState", level > 0 ? "on" : "off"))));
        }
        return Transmission.DONE;
    }

    /** Reports what is due since the last pulse: each device in turn, one value that was never there before. */
    private void pulse() {
        long now = field.nowMs();
        if (heard != orders.order) {
            heard = orders.order;
            owed = 0;
            paidMs = now;
        }
        owed += orders.reportsPerSecond * (now - paidMs) / 1_000;
        paidMs = now;
        for (; owed >= 1 && !devices.isEmpty(); owed--) {
            long micros = System.nanoTime() / 1_000;
            values = Math.max(values + 1, micros);
            field.report(
                    new Report.StatesSeen(devices.get(next++ % devices.size()), List.of(State.of(REPORTED, values))));
        }
        field.at(now + (orders.reportsPerSecond > 0 ? PULSE_MS : IDLE_PULSE_MS), this::pulse);
    }
}
