package io.candelabra.dialect.lutron.leap;

import io.candelabra.core.access.Refused;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.leap.area.AreaRoutes;
import io.candelabra.dialect.lutron.leap.area.PersistentRoutes;
import io.candelabra.dialect.lutron.leap.device.ButtonGroupRoutes;
import io.candelabra.dialect.lutron.leap.device.ButtonRoutes;
import io.candelabra.dialect.lutron.leap.device.DeviceRoutes;
import io.candelabra.dialect.lutron.leap.device.VirtualButtonRoutes;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.LeapUrl;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.occupancy.OccupancyGroupRoutes;
import io.candelabra.dialect.lutron.leap.occupancy.OccupancySensorRoutes;
import io.candelabra.dialect.lutron.leap.override.EmergencyRoutes;
import io.candelabra.dialect.lutron.leap.override.LevelOverride;
import io.candelabra.dialect.lutron.leap.override.SystemRoutes;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.dialect.lutron.leap.route.ResourceTree;
import io.candelabra.dialect.lutron.leap.server.ProjectRoutes;
import io.candelabra.dialect.lutron.leap.server.ServerRoutes;
import io.candelabra.dialect.lutron.leap.server.SessionRoutes;
import io.candelabra.dialect.lutron.leap.view.LeapTypes;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.zone.ShadeGroupRoutes;
import io.candelabra.dialect.lutron.leap.zone.SwitchLegRoutes;
import io.candelabra.dialect.lutron.leap.zone.ZoneRoutes;
import io.candelabra.dialect.lutron.leap.zone.ZoneTypeGroupRoutes;
import io.candelabra.model.Device;
import io.candelabra.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The language: takes a message, gives the answer. One for all sessions of both envelopes. */
public final class Leap {
    /** A caller who may move zones may also shed load and call an emergency; the goals of load shed are a setting. */
    public static final Declared DECLARED = new Declared(
            Map.of(
                    "lutron/" + LevelOverride.EMERGENCY,
                    Resource.Verb.CONTROL,
                    "lutron/" + LevelOverride.LOAD_SHED,
                    Resource.Verb.CONTROL,
                    "lutron/" + SystemRoutes.GOAL,
                    Resource.Verb.CONFIGURE),
            Map.of(),
            Map.of(),
            Map.of(),
            Set.of());

    private static final Logger log = LoggerFactory.getLogger(Leap.class);

    private final Sites sites;
    private final LeapTypes types;
    private final LeapNumbers numbers;
    private final ResourceTree tree;

    /** To be made before the sites that it shows are opened: it hears what comes into them. */
    public Leap(Sites sites) {
        this.sites = sites;
        this.types = new LeapTypes(sites);
        this.numbers = new LeapNumbers(sites, types);
        this.tree = new ResourceTree(List.of(
                new SessionRoutes(),
                new ServerRoutes(),
                new ProjectRoutes(),
                new AreaRoutes(),
                new ZoneRoutes(),
                new ZoneTypeGroupRoutes(),
                new DeviceRoutes(),
                new ButtonRoutes(),
                new ButtonGroupRoutes(),
                new VirtualButtonRoutes(),
                new OccupancyGroupRoutes(),
                new OccupancySensorRoutes(),
                new SystemRoutes(),
                new EmergencyRoutes(),
                new ShadeGroupRoutes(),
                new SwitchLegRoutes(),
                new PersistentRoutes()));
    }

    public ResourceTree tree() {
        return tree;
    }

    /** Device types with their traits, for the parts that show a site in this language. */
    public LeapTypes types() {
        return types;
    }

    /** The answer to a parsed message. Never throws for what a client sends. */
    public LeapReply answer(@Nullable Object message, LeapSession session) {
        LeapRequest request;
        try {
            request = LeapRequest.of(message);
        } catch (LeapError error) {
            return LeapReply.error(error);
        }
        return answer(request, session);
    }

    /** The answer to a request; of a long list the first page, or the one that is asked for. */
    public LeapReply answer(LeapRequest request, LeapSession session) {
        LeapReply reply = whole(request, session);
        return reply.isError() ? reply : reply.page(request.page());
    }

    /**
     * One resource by its address alone, for an envelope that needs no messages; lists are not cut into pages.
     *
     * @param verb {@link Verb#READ} or {@link Verb#UPDATE}
     * @param body what an update holds; empty for a read
     */
    public LeapReply resource(Verb verb, String url, Map<?, ?> body, LeapSession session) {
        LeapRequest request;
        try {
            request = new LeapRequest(verb, LeapUrl.of(url), Optional.empty(), 0, body);
        } catch (LeapError error) {
            return LeapReply.error(error);
        }
        return whole(request, session);
    }

    /**
     * The address at which a device's state is read: that of its zone where it is one, else its own. Empty where the language does not
     * know it. It may get its numbers here, as it does when the first client looks.
     */
    public Optional<String> address(Device device, LeapSession session) {
        numbers.give(session.site());
        return session.caller()
                .flatMap(caller -> sites.view(caller, session.site()).device(device.id()))
                .flatMap(seen -> seen.id(LeapView.ZONE)
                        .map(zone -> "/zone/" + zone + "/status")
                        .or(() -> seen.id(LeapView.DEVICE).map(number -> "/device/" + number)));
    }

    private LeapReply whole(LeapRequest request, LeapSession session) {
        try {
            ResourceTree.Match match = find(request, session);
            if (request.verb() == Verb.UNSUBSCRIBE) {
                return LeapReply.noContent().as(request.verb().response());
            }
            if (session.caller().isPresent()) {
                numbers.give(session.site());
            }
            LeapCall call = new LeapCall(request, match.variables(), session, sites, types);
            LeapReply reply = match.target().handler().handle(call);
            return reply.as(request.verb().response());
        } catch (LeapError error) {
            return LeapReply.error(error);
        } catch (Refused refused) {
            return LeapReply.error(LeapError.of(refused, request.url().text()));
        } catch (RuntimeException broken) {
            // the connection goes on
            log.error("{} {} broke", request.verb(), request.url().segments(), broken);
            return LeapReply.error(LeapError.broken());
        }
    }

    /** A client that is not logged in learns nothing about the resources. */
    private ResourceTree.Match find(LeapRequest request, LeapSession session) {
        boolean known = session.caller().isPresent();
        ResourceTree.Match match;
        try {
            match = tree.find(session.envelope(), request.verb(), request.url());
        } catch (LeapError error) {
            throw known ? error : LeapError.unauthorized();
        }
        if (!known && !match.target().open()) {
            throw LeapError.unauthorized();
        }
        return match;
    }
}
