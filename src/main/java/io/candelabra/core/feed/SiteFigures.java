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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
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

        /** What became of devices while they were being counted: of each the last, so that it has as many as the site at most. */
        private final Map<DeviceId, Boolean> meanwhile = new HashMap<>();

        /** How many are counting just now. */
        private int counting;

        private long lastMs;

        synchronized void heard(List<LoggedEvent> events) {
            lastMs = Math.max(lastMs, events.getLast().atMs());
            for (LoggedEvent event : events) {
                if (devices != null) {
                    take(event.event(), devices);
                } else if (counting > 0) {
                    told(event.event(), meanwhile::put);
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
                counting++;
            }
            try {
                Set<DeviceId> found = new HashSet<>();
                now.get().devices().stream()
                        .filter(device -> !device.available())
                        .forEach(device -> found.add(device.id()));
                synchronized (this) {
                    if (devices == null) {
                        // what was heard before the state was taken says the same as the state: the last word of each
                        // device counts
                        meanwhile.forEach((device, isAway) -> keep(found, device, isAway));
                        devices = found;
                    }
                    return devices.size();
                }
            } finally {
                synchronized (this) {
                    counting--;
                    if (counting == 0) {
                        meanwhile.clear();
                    }
                }
            }
        }

        private static void take(SiteEvent event, Set<DeviceId> devices) {
            told(event, (device, isAway) -> keep(devices, device, isAway));
        }

        /** What an event says of a device: whether it cannot be reached from now on. */
        private static void told(SiteEvent event, BiConsumer<DeviceId, Boolean> what) {
            if (event instanceof SiteEvent.AvailabilityChanged changed) {
                what.accept(changed.device(), !changed.available());
            } else if (event instanceof SiteEvent.DevicePut put) {
                what.accept(put.device().id(), !put.device().available());
            } else if (event instanceof SiteEvent.DeviceRemoved removed) {
                what.accept(removed.device(), false);
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
