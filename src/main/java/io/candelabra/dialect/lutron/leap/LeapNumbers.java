package io.candelabra.dialect.lutron.leap;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.view.ControlType;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapTypes;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.OccupancySensors;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The small numbers that areas, zones and devices have in this language. A thing that comes into a site without a
 * number gets the next one; a number is stored with the thing, never changes, and is never given again.
 */
final class LeapNumbers {
    private static final String KIND = "numbers";
    private static final String NAME = "last";
    private static final int CHUNK = 500;
    /** The longest number that LEAP's addresses hold. */
    private static final int MOST = 999_999_999;
    /** All kinds of numbers. */
    private static final List<String> KINDS = List.of(
            LeapView.AREA,
            LeapView.DEVICE,
            LeapView.ZONE,
            LeapView.SHADE_GROUP,
            OccupancySensors.SENSOR,
            LeapView.SWITCH_LEG,
            LeapView.BUTTON);
    /** So far beyond the highest number in use numbers go on where the counters cannot be read. */
    private static final int AHEAD = 10_000;
    /** A remote's buttons follow its first one. */
    private static final int BUTTONS_APART = 25;

    private final Sites sites;
    private final LeapTypes types;
    private final Set<SiteId> sure = ConcurrentHashMap.newKeySet();

    LeapNumbers(Sites sites, LeapTypes types) {
        this.sites = sites;
        this.types = types;
        sites.whenOpened((site, register, settled) -> register.accept(events -> heard(site, events)));
    }

    private void heard(SiteId site, List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            boolean mayLack = logged.event() instanceof SiteEvent.DevicePut device && device.created()
                    || logged.event() instanceof SiteEvent.GatewayPut gateway && gateway.created()
                    || logged.event() instanceof SiteEvent.ResourcePut put
                            && put.created()
                            && put.resource() instanceof Resource.Area;
            if (mayLack) {
                sure.remove(site);
            }
        }
    }

    /** Sees to it that everything in a site has its number. Where all have one nothing is written: it is read, then. */
    void give(SiteId site) {
        while (sure.add(site)) {
            if (given(sites.view(Caller.CORE, site)).isEmpty()) {
                return;
            }
            try {
                boolean more = sites.compose(
                        Caller.CORE,
                        site,
                        (view, nowMs) -> {
                            List<Command<?>> all = given(view);
                            return Composed.of(new Command.Together(all), all.size() > CHUNK);
                        },
                        new Cause("leap", "core", ""));
                if (more) {
                    sure.remove(site);
                }
            } catch (Refused refused) {
                sure.remove(site);
                throw refused;
            }
        }
    }

    /**
     * The command that gives numbers to things without one: more than a chunk where there may be more to be done, and
     * the counters last.
     */
    private List<Command<?>> given(View view) {
        Counters counters = new Counters(view);
        List<Command<?>> all = new ArrayList<>();
        for (Gateway gateway : view.gateways().toList()) {
            if (!gateway.ids().containsKey(LeapView.DEVICE)) {
                String number = counters.next(LeapView.DEVICE);
                all.add(new Command.ChangeGateway(gateway.id(), Said.ids(Map.of(LeapView.DEVICE, number))));
            }
        }
        for (Resource.Area area : view.resources(Resource.Area.class)) {
            if (!area.ids().containsKey(LeapView.AREA)) {
                Resource.Area numbered = numbered(area, counters.next(LeapView.AREA));
                all.add(new Command.Put(numbered, Expect.same(area)));
            }
        }
        for (Device device : (Iterable<Device>) view.devices()::iterator) {
            if (all.size() >= CHUNK) {
                break;
            }
            Map<String, String> numbers = numbers(view, device, counters);
            if (!numbers.isEmpty()) {
                all.add(new Command.ChangeDevice(device.id(), Said.ids(numbers)));
            }
        }
        if (counters.broken) {
            all.add(new Command.SetAside(
                    Alert.Subject.of("leap numbers"),
                    "the counters of LEAP's numbers",
                    "their stored text cannot be read: new numbers begin " + AHEAD
                            + " beyond the highest in use, so that none is given again"));
        }
        if (!all.isEmpty()) {
            all.add(counters.stored(view));
        }
        return all;
    }

    private Map<String, String> numbers(View view, Device device, Counters counters) {
        if (device.ids().containsKey(LeapView.DEVICE)) {
            return Map.of();
        }
        Traits traits = types.traits(types.of(view, device));
        Map<String, String> numbers = new HashMap<>();
        numbers.put(LeapView.DEVICE, counters.next(LeapView.DEVICE));
        for (String kind : kinds(view, device, traits)) {
            if (!device.ids().containsKey(kind)) {
                numbers.put(kind, counters.next(kind));
            }
        }
        return numbers;
    }

    private List<String> kinds(View view, Device device, Traits traits) {
        List<String> kinds = new ArrayList<>();
        ControlType.of(types.of(view, device), traits).ifPresent(control -> {
            kinds.add(LeapView.ZONE);
            if (control == ControlType.SHADE) {
                kinds.add(LeapView.SHADE_GROUP);
            }
        });
        if (traits.has(Trait.Occupancy.class)) {
            kinds.add(OccupancySensors.SENSOR);
        }
        if (traits.has(Trait.LampHours.class)) {
            kinds.add(LeapView.SWITCH_LEG);
        }
        if (types.of(view, device).command("pressAndRelease").isPresent()) {
            kinds.add(LeapView.BUTTON);
        }
        return kinds;
    }

    private static Resource.Area numbered(Resource.Area area, String number) {
        Map<String, String> ids = new HashMap<>(area.ids());
        ids.put(LeapView.AREA, number);
        return new Resource.Area(
                area.id(),
                area.parent(),
                area.label(),
                area.type(),
                area.createdMs(),
                area.updatedMs(),
                ids,
                area.vendor());
    }

    /** The last number given of each kind: stored, so that what is gone takes its number along. */
    private static final class Counters {
        private final Map<String, Integer> last = new TreeMap<>();
        /** Whether the stored text cannot be read: nobody knows the numbers of things that are gone. */
        private final boolean broken;

        Counters(View view) {
            // an area of our own may stand above all others, and has the first number
            last.put(LeapView.AREA, 1);
            broken = view.resource(Resource.Extra.class, Resource.Extra.id(LeapView.VENDOR, KIND, NAME))
                    .filter(extra -> !read(extra.json()))
                    .isPresent();
            view.gateways().forEach(gateway -> seen(gateway.ids()));
            view.resources(Resource.Area.class).forEach(area -> seen(area.ids()));
            view.devices().forEach(device -> seen(device.ids()));
            if (broken) {
                KINDS.forEach(kind -> last.merge(kind, AHEAD, Integer::sum));
            }
        }

        /** Takes the counters of a text; false where it holds none that can be one. */
        private boolean read(String json) {
            Map<?, ?> notes = LeapFields.read(json).orElse(Map.of());
            boolean whole = !notes.isEmpty()
                    && notes.values().stream()
                            .allMatch(number -> number instanceof Long given && given >= 0 && given <= MOST);
            if (whole) {
                notes.forEach((kind, number) -> last.put(String.valueOf(kind), Math.toIntExact((Long) number)));
            }
            return whole;
        }

        private void seen(Map<String, String> ids) {
            ids.forEach((kind, number) -> {
                if (kind.startsWith("leap.")) {
                    last.merge(kind, LeapView.number(number), Math::max);
                }
            });
        }

        String next(String kind) {
            int step = kind.equals(LeapView.BUTTON) ? BUTTONS_APART : 1;
            return Integer.toString(last.merge(kind, step, Integer::sum));
        }

        /** Two that give numbers at once do not give the same: one of them begins anew. */
        Command.Put stored(View view) {
            Resource.Extra next = new Resource.Extra(LeapView.VENDOR, KIND, NAME, Json.text(last));
            return new Command.Put(next, Expect.as(view.resource(next.ref())));
        }
    }
}
