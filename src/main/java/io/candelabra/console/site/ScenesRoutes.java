package io.candelabra.console.site;

import io.candelabra.console.request.Asked;
import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.console.site.Documents.Away;
import io.candelabra.console.site.Documents.GroupRow;
import io.candelabra.console.site.Documents.Reach;
import io.candelabra.console.site.Documents.SceneRow;
import io.candelabra.console.site.Documents.Started;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.execution.Running;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Label;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What moves many devices at once: scenes, and areas and groups with what a wish for all of them would reach. */
public final class ScenesRoutes implements RouteSet {
    private static final int MOST = 1_000;
    private static final int MOST_NAMED = 50;
    /** More devices than these are not named to one caller: a smaller area says more. */
    private static final int MOST_REACHED = 50_000;

    private final Sites sites;
    private final Words words;

    public ScenesRoutes(Sites sites, Words words) {
        this.sites = sites;
        this.words = words;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/scenes", this::getScenes)
                .post("/sites/{site}/scenes/{scene}/run", this::postRun)
                .get("/sites/{site}/groups", this::getGroups)
                .get("/sites/{site}/reach", this::getReach);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /sites/{site}/scenes", Bodies.listOf(SceneRow.class),
                "POST /sites/{site}/scenes/{scene}/run", Bodies.answers(Started.class),
                "GET /sites/{site}/groups", Bodies.listOf(GroupRow.class),
                "GET /sites/{site}/reach", Bodies.answers(Reach.class));
    }

    // ---- scenes ----

    /** Those all of whose devices the caller sees, at most a thousand. */
    Reply getScenes(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        Map<String, Running> running = new HashMap<>();
        view.executions().forEach(each -> running.put(each.execution().plan().scene(), each));
        return Reply.ok(
                scenes(view).limit(MOST).map(scene -> row(view, scene, running)).toList());
    }

    private static Stream<Scene> scenes(View view) {
        return view.resources(Scene.class).stream().filter(view::sees);
    }

    private static SceneRow row(View view, Scene scene, Map<String, Running> running) {
        List<Device> devices = scene.actions().stream()
                .flatMap(action -> view.device(action.device()).stream())
                .toList();
        Running now = running.get(scene.id());
        return new SceneRow(
                scene.id(),
                scene.label(),
                scene.actions().size(),
                away(devices),
                (int) devices.stream().filter(device -> !device.available()).count(),
                now == null ? null : now.execution().id().value());
    }

    private static List<Away> away(List<Device> devices) {
        return devices.stream()
                .filter(device -> !device.available())
                .limit(MOST_NAMED)
                .map(device -> new Away(device.id().value(), device.label()))
                .toList();
    }

    Reply postRun(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        String id = x.path("scene");
        View view = sites.view(caller.caller(), site);
        if (view.resource(Scene.class, id).filter(view::sees).isEmpty()) {
            throw Refused.noSuch("scene", Label.shown(id));
        }
        ExecutionId started = sites.submit(
                caller.caller(),
                site,
                new Command.StartScene(id, Plan.Kind.MANUAL, false, false, Map.of()),
                caller.cause());
        return Reply.status(202, new Started(started.value()));
    }

    // ---- areas and groups ----

    /** Those of which the caller sees something, at most a thousand. */
    Reply getGroups(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        return Reply.ok(view.resources(Group.class).stream()
                .filter(view::sees)
                .limit(MOST)
                .map(group -> new GroupRow(group.id(), group.label(), (int) group.devices().stream()
                        .filter(device -> view.device(device).isPresent())
                        .count()))
                .toList());
    }

    /** Query: {@code area} or {@code group}, and {@code trait}: what can be told a value of the trait, and what is out of reach of it. */
    Reply getReach(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        String trait = Asked.text(x, "trait");
        if (trait.isEmpty()) {
            throw ConsoleFault.invalid("trait", "has to be given");
        }
        List<Device> all = new ArrayList<>();
        int others = 0;
        for (Device device : (Iterable<Device>) members(x, view)::iterator) {
            if (!words.settable(view, device, trait)) {
                others++;
            } else if (all.size() == MOST_REACHED) {
                throw ConsoleFault.invalid("area", "holds more than " + MOST_REACHED + " such devices: choose a part");
            } else {
                all.add(device);
            }
        }
        return Reply.ok(new Reach(
                all.stream().map(device -> device.id().value()).toList(),
                away(all),
                (int) all.stream().filter(device -> !device.available()).count(),
                others,
                view.seq()));
    }

    private static Stream<Device> members(Exchange x, View view) {
        String area = Asked.text(x, "area");
        String group = Asked.text(x, "group");
        if (area.isEmpty() == group.isEmpty()) {
            throw ConsoleFault.invalid("The query", "has to name an area or a group");
        }
        if (!area.isEmpty()) {
            if (view.resource(Area.class, area).filter(view::sees).isEmpty()) {
                throw Refused.noSuch("area", Label.shown(area));
            }
            return view.devices().filter(device -> view.within(device.area(), area));
        }
        Group found = view.resource(Group.class, group)
                .filter(view::sees)
                .orElseThrow(() -> Refused.noSuch("group", Label.shown(group)));
        Set<DeviceId> members = Set.copyOf(found.devices());
        Predicate<Device> inArea = device -> found.areas().stream().anyMatch(each -> view.within(device.area(), each));
        return found.areas().isEmpty()
                ? found.devices().stream().distinct().flatMap(id -> view.device(id).stream())
                : view.devices().filter(device -> members.contains(device.id()) || inArea.test(device));
    }
}
