package io.candelabra.dialect.sustainder.nodes;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.Coordinates;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampDocuments;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.NodeDocuments;
import io.candelabra.dialect.sustainder.lamps.SensorDocuments;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.Paging;
import io.candelabra.dialect.sustainder.request.Paging.Slices;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Nodes: those of lamps, which measure as well, and those of gateways. */
public final class NodesRoutes implements RouteSet {
    private static final int LONGEST_NAME = 200;

    /** A node is one or the other. */
    private sealed interface Node {
        record OfLamp(Lamp lamp) implements Node {}

        record OfGateway(Gateway gateway) implements Node {}
    }

    private record Found(Lamps.Shown view, Node node) {}

    private final Sites sites;
    private final Lamps lamps;

    public NodesRoutes(Sites sites, Lamps lamps) {
        this.sites = sites;
        this.lamps = lamps;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/nodes", this::get)
                .get("/nodes/{node_id}", this::getByNodeId)
                .patch("/nodes/{node_id}", this::patchByNodeId)
                .get("/nodes/{node_id}/sensors", this::getByNodeIdSensors)
                .get("/node/{node_id}", this::getNodeByNodeId);
    }

    Reply get(Exchange x) {
        String base = ApiRoot.of(x);
        Lamps.Shown view = lamps.view(ApiCaller.of(x).named(x));
        Optional<String> service = x.query("service").filter(s -> !s.isEmpty());
        boolean withLamps =
                service.isEmpty() || List.of("lcm", "lcms", "sensor", "sensors").contains(service.get());
        boolean withGateways =
                service.isEmpty() || List.of("gateway", "gateways").contains(service.get());
        if (!withLamps && !withGateways) {
            throw SustainderFault.field("service", "One of lcm, sensors, gateway is required.");
        }
        List<DeviceId> ofLamps = withLamps ? lamps.ids(view) : List.of();
        List<Gateway> ofGateways = withGateways ? gateways(view).toList() : List.of();
        Slices<Node> all = new Slices<>() {
            @Override
            public long count() {
                return ofLamps.size() + (long) ofGateways.size();
            }

            @Override
            public List<Node> slice(long from, int size) {
                List<Node> nodes = new ArrayList<>();
                for (long i = from; i < Math.min(count(), from + size); i++) {
                    nodes.add(
                            i < ofLamps.size()
                                    ? new Node.OfLamp(lamps.lamp(view.seen(), ofLamps.get((int) i)))
                                    : new Node.OfGateway(ofGateways.get((int) i - ofLamps.size())));
                }
                return nodes;
            }
        };
        return Paging.of(x, base, view.application(), "/nodes", "nodes", all, node -> brief(base, view.seen(), node)
                        .document())
                .reply();
    }

    private static Stream<Gateway> gateways(Lamps.Shown view) {
        return view.seen().gateways();
    }

    private static Hal brief(String base, View view, Node node) {
        return switch (node) {
            case Node.OfLamp of -> NodeDocuments.brief(base, view, of.lamp());
            case Node.OfGateway of -> NodeDocuments.gateway(base, view, of.gateway());
        };
    }

    Reply getByNodeId(Exchange x) {
        String base = ApiRoot.of(x);
        Found found = find(x, lamps.searched(x));
        Hal hal = brief(base, found.view().seen(), found.node());
        if (found.node() instanceof Node.OfLamp of) {
            hal.embed(
                    "lcm_service", List.of(LampDocuments.brief(base, of.lamp()).document()));
        }
        return hal.reply();
    }

    Reply getNodeByNodeId(Exchange x) {
        return getByNodeId(x);
    }

    Reply getByNodeIdSensors(Exchange x) {
        Lamps.Found found = lamps.byNode(x);
        return SensorDocuments.all(ApiRoot.of(x), found.view().seen(), found.lamp())
                .reply();
    }

    private Found find(Exchange x, List<Lamps.Shown> views) {
        String id = x.path("node_id");
        for (Lamps.Shown view : views) {
            Optional<Node> node = find(view, id);
            if (node.isPresent()) {
                return new Found(view, node.get());
            }
        }
        throw SustainderFault.notFound();
    }

    private Optional<Node> find(Lamps.Shown view, String id) {
        Optional<Node> lamp = lamps.byNode(view, id).map(Node.OfLamp::new);
        return lamp.isPresent()
                ? lamp
                : gateways(view)
                        .filter(g -> NodeDocuments.gatewayNodeId(g).equals(id))
                        .findFirst()
                        .map(Node.OfGateway::new);
    }

    /** Name and coordinates; a field that is null or absent stays. */
    Reply patchByNodeId(Exchange x) {
        Body body = Body.of(x);
        Found found = find(x, lamps.searched(x, body));
        Application application = found.view().application();
        application.need(Verb.CONFIGURE);
        Optional<String> name = body.optionalText("name", LONGEST_NAME);
        Optional<Double> latitude = body.number("latitude", -90, 90);
        Optional<Double> longitude = body.number("longitude", -180, 180);
        if (name.isPresent() && name.get().isBlank()) {
            throw SustainderFault.field("name", "This field may not be blank.");
        }
        application.compose(
                sites,
                (view, nowMs) -> Composed.of(
                        switch (found.node()) {
                            case Node.OfLamp of -> {
                                Device device = view.device(of.lamp().device().id())
                                        .orElseThrow(() ->
                                                Refused.noSuch("node", of.lamp().nodeId()));
                                Coordinates old = Coordinates.of(view, device);
                                Coordinates next = new Coordinates(
                                        latitude.orElse(old.latitude()), longitude.orElse(old.longitude()));
                                Said said = next.equals(old) ? Said.nothing() : next.saidOfDevice();
                                yield new Command.ChangeDevice(device.id(), said.named(name));
                            }
                            case Node.OfGateway of -> {
                                Gateway gateway = view.gateway(of.gateway().id())
                                        .orElseThrow(() ->
                                                Refused.noSuch("node", NodeDocuments.gatewayNodeId(of.gateway())));
                                Coordinates old = Coordinates.of(view, gateway);
                                Coordinates next = new Coordinates(
                                        latitude.orElse(old.latitude()), longitude.orElse(old.longitude()));
                                yield new Command.ChangeGateway(
                                        gateway.id(), next.saidOf(gateway).named(name));
                            }
                        }),
                ApiCaller.of(x).cause());
        return getByNodeId(x);
    }
}
