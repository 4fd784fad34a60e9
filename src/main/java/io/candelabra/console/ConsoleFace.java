package io.candelabra.console;

import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleErrors;
import io.candelabra.console.site.AlertsRoutes;
import io.candelabra.console.site.DevicesRoutes;
import io.candelabra.console.site.EventsRoutes;
import io.candelabra.console.site.ExecutionsRoutes;
import io.candelabra.console.site.FaultsRoutes;
import io.candelabra.console.site.Listening;
import io.candelabra.console.site.LogRoutes;
import io.candelabra.console.site.MapRoutes;
import io.candelabra.console.site.ProgramsRoutes;
import io.candelabra.console.site.ScenesRoutes;
import io.candelabra.console.site.SitesRoutes;
import io.candelabra.console.site.Words;
import io.candelabra.core.feed.SiteFigures;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Ground;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.ops.Description;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts the console together: its API under {@code /console/api}, and its pages. */
public final class ConsoleFace implements AutoCloseable {
    public static final String PREFIX = "/console/api";

    private final Face face;
    private final Pages pages = new Pages();
    private final Listening listening;
    private final Supplier<byte[]> description;

    /**
     * @param dialects that show one device each in its own words
     * @param figures how sites stand, in a few numbers
     * @param version of the program
     * @param demo how to come into the demo; empty where this is none
     */
    public ConsoleFace(
            Ground ground,
            List<? extends Dialect> dialects,
            DriverKinds kinds,
            SiteFigures figures,
            String version,
            Supplier<Optional<DemoLogin>> demo) {
        Words words = new Words(ground.sites(), kinds);
        this.listening = new Listening(ground.wall());
        List<RouteSet> routes = List.of(
                new MeRoutes(ground.accounts(), version, demo),
                new SitesRoutes(ground.sites(), figures),
                new DevicesRoutes(ground.sites(), words, dialects),
                new MapRoutes(ground.sites(), words),
                new ScenesRoutes(ground.sites(), words),
                new ExecutionsRoutes(ground.sites()),
                new AlertsRoutes(ground.sites(), ground.webhooks()),
                new LogRoutes(ground.sites(), ground.webhooks()),
                new FaultsRoutes(ground.sites(), words),
                new ProgramsRoutes(ground.accounts(), listening),
                new EventsRoutes(ground.sites(), words, listening),
                new OwnDescription());
        this.face =
                new Face(ConsoleCaller.NAME, PREFIX, routes, new ConsoleAuth(ground.accounts()), new ConsoleErrors());
        this.description = Description.onceAsked(() -> described(routes));
    }

    /** Its API at the HTTPS listener. */
    public Face face() {
        return face;
    }

    /** The description of its API, OpenAPI as JSON. */
    public byte[] description() {
        return description.get();
    }

    /** Its pages, for the face at the root. */
    public Pages pages() {
        return pages;
    }

    private Description described(List<RouteSet> routes) {
        Description api = new Description("Candelabra's console: sites and devices in the words of the core")
                .server(PREFIX, "this server")
                .proof("cookie", Map.of("type", "apiKey", "in", "cookie", "name", ConsoleAuth.COOKIE))
                .proof("password", Map.of("type", "http", "scheme", "basic"))
                .errors("application/problem+json", ConsoleErrors.ProblemDetails.class);
        routes.forEach(set -> api.bodies(set.bodies()));
        for (Route route : face.routeTable()) {
            api.route(route, route.path(), ConsoleAuth.isOpen(route.method(), route.path()), true);
        }
        return api;
    }

    /** Ends all listeners, so that the server need not wait for them. */
    @Override
    public void close() {
        listening.close();
    }

    /** The description of the console's API. */
    private final class OwnDescription implements RouteSet {
        @Override
        public void routes(Routes routes) {
            routes.get("/openapi.json", this::get);
        }

        Reply get(Exchange x) {
            return Reply.json(description());
        }
    }
}
