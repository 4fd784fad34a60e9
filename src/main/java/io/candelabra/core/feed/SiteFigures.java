package io.candelabra.core.feed;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How sites stand, in a few numbers, for whoever looks at a thousand of them: no answer costs a walk over devices. The devices that
 * cannot be reached are counted once, when somebody first asks, and kept up to date by the events from then on.
 */
public final class SiteFigures {
    private final Sites sites;
    private final Map<SiteId, Away> away = new ConcurrentHashMap<>();

    /** To be made before the sites are opened: it hears what comes into them. */
    public SiteFigures(Sites sites) {
        this.sites = sites;
        sites.whenOpened((site, register, settled) -> opened(site, register));
    }

    private void opened(SiteId site, Consumer<Consumer<List<LoggedEvent>>> register) {
        Away fresh = new Away();
        away.put(site, fresh);
        register.accept(fresh::heard);
    }

    /**
     * A site in numbers.
     *
     * @param devices those that the caller sees
     * @param unreachable those of them that the field cannot reach now
     * @param alerts that stand, of what the caller sees
     * @param waiting steps that wait for their turn or are on their way, at the gateways that the caller sees
     * @param lastMs site time of the last event since the server's start; 0 for none yet
     */
    public record Figures(int devices, int unreachable, int alerts, int waiting, long lastMs) {}

    /** The numbers of a site as a caller sees it, who is not bound to a part of it. */
    public Figures of(View view) {
        SiteState state = view.state();
        Away counted = away.computeIfAbsent(view.site(), site -> new Away());
        int alerts = view.everything()
                ? state.alerts().size()
                : Math.toIntExact(view.alerts().count());
        int waiting = view.gateways()
                .mapToInt(gateway -> state.queue(gateway.id()).size())
                .sum();
        Optional<Set<DeviceId>> allBut = view.allBut();
        if (allBut.isEmpty()) {
            return picked(view, alerts, waiting, counted.lastMs());
        }
        Set<DeviceId> hidden = allBut.get();
        int there = 0;
        int gone = 0;
        for (DeviceId id : hidden) {
            Optional<Device> device = state.device(id);
            there += device.isPresent() ? 1 : 0;
            gone += device.filter(d -> !d.available()).isPresent() ? 1 : 0;
        }
        int unreachable =
                counted.count(() -> sites.view(Caller.CORE, view.site()).state());
        return new Figures(
                state.devices().size() - there, Math.max(0, unreachable - gone), alerts, waiting, counted.lastMs());
    }

    /** Who sees picked devices sees few: they are gone through. */
    private static Figures picked(View view, int alerts, int waiting, long lastMs) {
        List<Device> seen = view.devices().toList();
        long unreachable = seen.stream().filter(d -> !d.available()).count();
        return new Figures(seen.size(), Math.toIntExact(unreachable), alerts, waiting, lastMs);
    }

    /** The devices of a site that cannot be reached. Heard on the writing thread, so that nothing in it takes long. */
    private static final class Away {
        /** Null until somebody asks for the first time. */
        private @Nullable Set<DeviceId> devices;

        /** What came while it was being counted. */
        private @Nullable List<LoggedEvent> meanwhile;

        private long lastMs;

        synchronized void heard(List<LoggedEvent> events) {
            lastMs = Math.max(lastMs, events.getLast().atMs());
            for (LoggedEvent event : events) {
                if (devices != null) {
                    take(devices, event.event());
                } else if (meanwhile != null && concerns(event.event())) {
                    meanwhile.add(event);
                }
            }
        }

        synchronized long lastMs() {
            return lastMs;
        }

        /** The writing thread does not wait while a large site is counted: what it tells meanwhile is taken in afterwards. */
        int count(Supplier<SiteState> now) {
            synchronized (this) {
                if (devices != null) {
                    return devices.size();
                }
                meanwhile = meanwhile == null ? new ArrayList<>() : meanwhile;
            }
            SiteState state = now.get();
            Set<DeviceId> found = new HashSet<>();
            state.devices().stream().filter(device -> !device.available()).forEach(device -> found.add(device.id()));
            synchronized (this) {
                if (devices == null) {
                    for (LoggedEvent event : meanwhile == null ? List.<LoggedEvent>of() : meanwhile) {
                        if (event.seq() > state.seq()) {
                            take(found, event.event());
                        }
                    }
                    devices = found;
                    meanwhile = null;
                }
                return devices.size();
            }
        }

        private static boolean concerns(SiteEvent event) {
            return event instanceof SiteEvent.AvailabilityChanged
                    || event instanceof SiteEvent.DevicePut
                    || event instanceof SiteEvent.DeviceRemoved;
        }

        private static void take(Set<DeviceId> devices, SiteEvent event) {
            if (event instanceof SiteEvent.AvailabilityChanged changed) {
                keep(devices, changed.device(), !changed.available());
            } else if (event instanceof SiteEvent.DevicePut put) {
                keep(devices, put.device().id(), !put.device().available());
            } else if (event instanceof SiteEvent.DeviceRemoved removed) {
                keep(devices, removed.device(), false);
            }
        }

        private static void keep(Set<DeviceId> devices, DeviceId device, boolean isAway) {
            if (isAway) {
                devices.add(device);
            } else {
                devices.remove(device);
            }
        }
    }
}
