package io.candelabra.bench;

import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.trait.DerivedStates;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * An office that answers at once: a load is where it was told to go before the lane goes on. It also lets loads report
 * levels by themselves, each level another one, so that a subscriber knows from which report a message comes.
 */
final class OfficeDriver implements Driver {
    /** Levels that are told apart: hundredths of a percent. */
    static final int LEVELS = 10_000;

    /** The commands to all gateways of the process, and their effects. */
    static final class Orders {
        /** Reports per second of all gateways together; 0 for silence. */
        volatile double perSecond;

        final AtomicInteger next = new AtomicInteger();
        /** When each level was reported last. */
        final AtomicLongArray nanos = new AtomicLongArray(LEVELS);
    }

    private static final String LEVEL = "core:LightIntensityState";
    private static final long PULSE_MS = 5;
    private static final long IDLE_PULSE_MS = 100;

    private final Orders orders;
    private final double share;
    private final List<DeviceId> loads = new ArrayList<>();
    private DriverContext field;
    private double owed;
    private long paidMs;
    private int turn;

    /** @param share of all reports that are this gateway's */
    OfficeDriver(Orders orders, double share) {
        this.orders = orders;
        this.share = share;
    }

    @Override
    public void start(DriverContext context) {
        field = context;
        devicesChanged();
        paidMs = field.nowMs();
        pulse();
    }

    @Override
    public void devicesChanged() {
        loads.clear();
        for (Device device : field.devices()) {
            if (device.type().equals("candelabra:DimmedZone")) {
                loads.add(device.id());
            }
        }
    }

    @Override
    public Transmission send(Step step) {
        Device device = field.device(step.device()).orElseThrow();
        DeviceType type = field.type(device);
        List<State> reached = new ArrayList<>(Effects.targets(type, step.command(), device.states()).stream()
                .map(Effects.Target::state)
                .toList());
        reached.addAll(DerivedStates.of(type, device.states(), List.copyOf(reached)));
        field.report(new Report.StatesSeen(device.id(), reached));
        return Transmission.DONE;
    }

    private void pulse() {
        long now = field.nowMs();
        double perSecond = orders.perSecond;
        owed = perSecond == 0 ? 0 : owed + share * perSecond * (now - paidMs) / 1_000;
        paidMs = now;
        for (; owed >= 1 && !loads.isEmpty(); owed--) {
            // 0 would be off
            int level = 1 + orders.next.getAndIncrement() % (LEVELS - 1);
            orders.nanos.set(level, System.nanoTime());
            field.report(
                    new Report.StatesSeen(loads.get(turn++ % loads.size()), List.of(State.of(LEVEL, level / 100.0))));
        }
        field.at(now + (perSecond > 0 ? PULSE_MS : IDLE_PULSE_MS), this::pulse);
    }
}
