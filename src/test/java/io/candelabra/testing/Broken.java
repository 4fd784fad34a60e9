package io.candelabra.testing;

import io.candelabra.core.site.Raw;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A site as it may be after years: every document that dialects keep with things has broken, a device is of no type, and numbers are none. */
public final class Broken {
    private static final Path ROOT = Path.of(System.getProperty("candelabra.root", ""));
    private static final String BROKEN = "{\"broken\":";

    private Broken() {}

    /** Breaks all JSON texts of a site, and takes the types of the first device and of every seventh one away. */
    public static void all(Sites sites, SiteId site) {
        Raw.tell(sites, site, (state, now) -> {
            Raw.Changes changes = new Raw.Changes(state);
            int n = 0;
            for (Device device : state.devices()) {
                changes.put(device(device, n++ % 7 == 0));
            }
            for (Gateway g : state.gateways()) {
                changes.put(new Gateway(
                        g.id(), g.driver(), g.label(), g.area(), g.alive(), g.timezone(), g.ids(), broken(g.vendor())));
            }
            resources(state).forEach(changes::put);
            return changes.answer(true);
        });
    }

    private static Device device(Device d, boolean typeless) {
        List<State> attributes = new ArrayList<>();
        attributes.add(State.of("candelabra:Watts", -5));
        attributes.addAll(d.attributes());
        attributes.add(new State("core:Broken", State.Kind.JSON_OBJECT, new Value.Tree(BROKEN)));
        return new Device(
                d.id(),
                typeless ? "none:OfAnyCatalogue" : d.type(),
                d.label(),
                d.area(),
                d.available(),
                d.enabled(),
                d.states().with(List.of(new State("core:BrokenState", State.Kind.JSON_ARRAY, new Value.Tree(BROKEN)))),
                attributes,
                d.ids(),
                broken(d.vendor()),
                d.createdMs(),
                d.updatedMs());
    }

    private static List<Resource> resources(SiteState state) {
        List<Resource> all = new ArrayList<>();
        state.resources(Resource.Extra.class)
                .forEach(e -> all.add(new Resource.Extra(e.dialect(), e.kind(), e.name(), broken(e.json()))));
        state.resources(Resource.Area.class)
                .forEach(a -> all.add(new Resource.Area(
                        a.id(),
                        a.parent(),
                        a.label(),
                        a.type(),
                        a.createdMs(),
                        a.updatedMs(),
                        a.ids(),
                        broken(a.vendor()))));
        state.resources(Resource.Group.class)
                .forEach(g -> all.add(new Resource.Group(
                        g.id(),
                        g.label(),
                        g.type(),
                        g.devices(),
                        g.areas(),
                        g.createdMs(),
                        g.updatedMs(),
                        g.ids(),
                        broken(g.vendor()))));
        state.resources(Resource.Scene.class)
                .forEach(s -> all.add(new Resource.Scene(
                        s.id(), s.label(), s.actions(), s.createdMs(), s.updatedMs(), s.ids(), broken(s.vendor()))));
        state.resources(Resource.Profile.class)
                .forEach(p -> all.add(
                        new Resource.Profile(p.name(), p.latitude(), p.longitude(), p.timezone(), broken(p.vendor()))));
        state.resources(Resource.SiteType.class)
                .forEach(t -> all.add(new Resource.SiteType(t.type(), broken(t.vendorJson()))));
        state.resources(Resource.Subscription.class)
                .forEach(s -> all.add(new Resource.Subscription(
                        s.id(),
                        s.dialect(),
                        s.kind(),
                        s.url(),
                        s.auth(),
                        s.secretHandle(),
                        s.enabled(),
                        broken(s.vendor()))));
        return all;
    }

    private static Map<String, String> broken(Map<String, String> vendor) {
        Map<String, String> all = new HashMap<>();
        vendor.forEach((name, text) -> all.put(name, broken(text)));
        return all;
    }

    private static String broken(String text) {
        return text.startsWith("{") || text.startsWith("[") ? BROKEN : text;
    }

    /** The paths of a table of operations that can be read as they stand. */
    public static List<String> reads(String table, String method) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/operations").resolve(table + ".csv"))) {
            String[] columns = line.split(",");
            boolean call = columns[0].equals("operation") || columns[0].equals("extra");
            if (call && columns[2].equals(method) && !columns[3].contains("{") && line.contains(",done,")) {
                paths.add(columns[3]);
            }
        }
        return paths;
    }
}
