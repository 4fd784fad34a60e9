package io.candelabra.console.site;

import io.candelabra.console.request.Asked;
import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.console.site.Documents.MapPage;
import io.candelabra.console.site.Documents.MapPoint;
import io.candelabra.console.site.Documents.Skipped;
import io.candelabra.console.site.Documents.StartedMany;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Label;
import io.candelabra.model.Plan;
import io.candelabra.model.Position;
import io.candelabra.model.SiteId;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Many devices at once: where they stand and how bright they are, and one wish for all of a selection. */
public final class MapRoutes implements RouteSet {
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_TOLD = 2_000;
    private static final int MOST_SKIPPED = 100;

    /** A trait with its value, for all of these devices. */
    record WishForMany(
            @Nullable List<@Nullable String> devices,
            @Nullable String trait,
            @Nullable Object value) {}

    private final Sites sites;
    private final Words words;

    public MapRoutes(Sites sites, Words words) {
        this.sites = sites;
        this.words = words;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/map", this::get).post("/sites/{site}/commands", this::postCommands);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /sites/{site}/map", Bodies.answers(MapPage.class),
                "POST /sites/{site}/commands", Bodies.answers(StartedMany.class).taking(WishForMany.class));
    }

    /** Query: {@code limit}, {@code after}. Devices that do not tell where they stand are left out. */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        int limit = Asked.limit(x, MOST_POINTS, MOST_POINTS);
        String after = Asked.text(x, "after");
        Set<DeviceId> alerts =
                view.alerts().flatMap(alert -> LogWords.device(alert).stream()).collect(Collectors.toSet());
        Iterator<Device> all = view.devices().iterator();
        if (!after.isEmpty() && !DevicesRoutes.passed(all, after)) {
            throw ConsoleFault.listChanged();
        }
        List<MapPoint> points = new ArrayList<>();
        while (all.hasNext()) {
            Device device = all.next();
            Optional<Position> position = Position.of(device);
            if (position.isPresent()) {
                if (points.size() == limit) {
                    return Reply.ok(new MapPage(points, points.getLast().id(), view.seq()));
                }
                points.add(point(view, device, position.get(), alerts.contains(device.id())));
            }
        }
        return Reply.ok(new MapPage(points, null, view.seq()));
    }

    private MapPoint point(View view, Device device, Position at, boolean alert) {
        Traits traits = words.traits(words.type(view, device));
        Optional<Trait.Level> level = traits.find(Trait.Level.class);
        return new MapPoint(
                device.id().value(),
                at.latitude(),
                at.longitude(),
                level.flatMap(trait -> trait.get(device.states())).orElse(null),
                device.available(),
                alert,
                level.filter(trait -> !trait.lens().command().isEmpty()).isPresent());
    }

    /** One execution for all that can be told; at most two thousand devices at a time. */
    Reply postCommands(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        WishForMany wish = x.json(WishForMany.class);
        String trait = wish.trait();
        List<@Nullable String> named = wish.devices();
        if (trait == null || named == null || named.isEmpty() || named.size() > MOST_TOLD) {
            throw ConsoleFault.invalid(
                    "The body", "has to name a trait, its value, and 1 to " + MOST_TOLD + " devices");
        }
        View view = sites.view(caller.caller(), site);
        List<Action> actions = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (String id : named.stream().map(String::valueOf).distinct().toList()) {
            Optional<Device> device = find(view, id);
            if (device.isEmpty()) {
                skip(skipped, id, "There is no such device.");
                continue;
            }
            try {
                DeviceType type = words.type(view, device.get());
                DeviceCommand command = TraitWords.command(type, words.traits(type), trait, wish.value());
                actions.add(new Action(device.get().id(), List.of(command)));
            } catch (ConsoleFault cannot) {
                skip(skipped, id, cannot.detail());
            }
        }
        if (actions.isEmpty()) {
            throw ConsoleFault.invalid(
                    "devices",
                    "can none of them be told that: " + skipped.getFirst().why());
        }
        Plan plan = Plan.of(trait, actions);
        ExecutionId started = sites.submit(caller.caller(), site, new Command.StartExecution(plan), caller.cause());
        return Reply.status(202, new StartedMany(started.value(), actions.size(), skipped));
    }

    private static Optional<Device> find(View view, String id) {
        try {
            return view.device(new DeviceId(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static void skip(List<Skipped> skipped, String id, String why) {
        if (skipped.size() < MOST_SKIPPED) {
            skipped.add(new Skipped(Label.shown(id), why));
        }
    }
}
