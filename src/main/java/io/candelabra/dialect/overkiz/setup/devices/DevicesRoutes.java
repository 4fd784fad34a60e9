package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.DefinitionDocument;
import io.candelabra.dialect.overkiz.document.DeviceDocument;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.Places;
import io.candelabra.dialect.overkiz.document.RenderedDevices;
import io.candelabra.dialect.overkiz.document.RenderedLists;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.job.AvailabilityRefresh;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Value;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.KeptJson;
import io.candelabra.wire.json.RawJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Devices: the lists, a single one, its definition and its alternatives; rename and relocate. */
public final class DevicesRoutes implements RouteSet {
    /** Command by which a device is told its name. */
    private static final String SET_NAME = "setName";

    /** @param execId the execution that tells the device its name; empty where the device is not told */
    private record Renamed(String execId) {}

    private final RenderedDevices rendered;
    private final RenderedLists lists;

    public DevicesRoutes(RenderedDevices rendered, RenderedLists lists) {
        this.rendered = rendered;
        this.lists = lists;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/devices", this::get)
                .get("/setup/devices/hidden", this::getHidden)
                .put("/setup/devices/refresh", this::putRefresh)
                .get("/setup/devices/{deviceURL}", this::getByDeviceURL)
                .get("/setup/devices/{deviceURL}/controllable", this::getByDeviceURLControllable)
                .put("/setup/devices/{deviceURL}/relocate/{placeOID}", this::putByDeviceURLRelocateByPlaceOID)
                .put("/setup/devices/{deviceURL}/{label}", this::putByDeviceURLAndLabel)
                .get(
                        "/setup/devices/{deviceURL}/alternativeControllables",
                        this::getByDeviceURLAlternativeControllables)
                .get("/setup/devices/{deviceURL}/equivalentControllables", this::getByDeviceURLEquivalentControllables)
                .get("/setup/devices/{deviceURL}/manufacturerReferences", this::getByDeviceURLManufacturerReferences);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/devices", Bodies.listOf(DeviceDocument.class),
                "GET /setup/devices/hidden", Bodies.listOf(DeviceDocument.class),
                "GET /setup/devices/{deviceURL}", Bodies.answers(DeviceDocument.class),
                "GET /setup/devices/{deviceURL}/controllable", Bodies.answers(DefinitionDocument.class),
                "PUT /setup/devices/{deviceURL}/{label}", Bodies.answers(Renamed.class));
    }

    // ---- reading ----

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        if (withManufacturerData(x)) {
            return Reply.json(
                    rendered.arrayWithManufacturerData(session, state, RenderedDevices.listed(session, state)));
        }
        return lists.get(
                        session,
                        state,
                        "devices",
                        () -> rendered.array(session, state, RenderedDevices.listed(session, state)))
                .reply(x);
    }

    public Reply getHidden(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.json(rendered.array(session, state, state.devices().filter(RenderedDevices::hidden)));
    }

    public Reply getByDeviceURL(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Device device = session.device(state, x.path("deviceURL"));
        return Reply.json(
                withManufacturerData(x)
                        ? rendered.withManufacturerData(session, state, device)
                        : rendered.device(session, state, device));
    }

    public Reply getByDeviceURLControllable(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        DeviceType type = session.sites().typeOf(state, session.device(state, x.path("deviceURL")));
        return Reply.json(rendered.definitions().definition(state, type, session.local()));
    }

    public Reply getByDeviceURLAlternativeControllables(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Device device = session.device(state, x.path("deviceURL"));
        String own = rendered.definitions().controllable(state, session.sites().typeOf(state, device));
        Set<String> names = new LinkedHashSet<>();
        for (Resource.Extra family : ExtraKind.ALTERNATIVES.all(state)) {
            List<String> members = VendorFields.texts(family.json());
            if (members.contains(own)) {
                names.addAll(members);
            }
        }
        names.remove(own);
        return Reply.ok(names);
    }

    public Reply getByDeviceURLEquivalentControllables(Exchange x) {
        return getByDeviceURLAlternativeControllables(x);
    }

    public Reply getByDeviceURLManufacturerReferences(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Device device = session.device(state, x.path("deviceURL"));
        String controllable =
                rendered.definitions().controllable(state, session.sites().typeOf(state, device));
        return Reply.ok(ExtraKind.REFERENCES
                .find(state, controllable)
                .map(extra -> KeptJson.raw(extra.json()))
                .orElse(new RawJson("[]")));
    }

    private static boolean withManufacturerData(Exchange x) {
        return x.query("withManufacturerData").filter("true"::equals).isPresent();
    }

    // ---- changing ----

    public Reply putByDeviceURLAndLabel(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String url = x.path("deviceURL");
        String label = RequestBody.bounded("label", x.path("label"));
        boolean tellIt = x.query("updateDeviceName").filter("true"::equals).isPresent();
        String execId = session.compose((state, nowMs) -> {
            Device device = session.device(state, url);
            Command.ChangeDevice rename = new Command.ChangeDevice(device.id(), Said.label(label));
            // a device without such a command is not told: nothing is executed then
            boolean told = tellIt
                    && session.sites().typeOf(state, device).command(SET_NAME).isPresent();
            return told ? renamedAndTold(rename, label) : Composed.of(rename, "");
        });
        return Reply.ok(new Renamed(execId));
    }

    /** The name is the device's own as well, or nothing is. */
    private static Composed<?, String> renamedAndTold(Command.ChangeDevice rename, String label) {
        Action action = new Action(rename.device(), List.of(DeviceCommand.of(SET_NAME, Value.of(label))));
        Command.StartExecution tell = new Command.StartExecution(Plan.of(label, List.of(action)));
        return new Composed<>(
                Command.Together.of(rename, tell), answers -> answers.of(tell).value());
    }

    public Reply putByDeviceURLRelocateByPlaceOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String url = x.path("deviceURL");
        String placeOid = x.path("placeOID");
        session.compose((state, nowMs) -> {
            DeviceId device = session.device(state, url).id();
            Said moved = Said.area(Places.areaId(session, state, placeOid));
            return Composed.of(new Command.ChangeDevice(device, moved));
        });
        return Reply.emptyOk();
    }

    /** Asks which devices can be reached; those that are back or away are told by themselves. */
    public Reply putRefresh(Exchange x) {
        AvailabilityRefresh.all(OverkizSession.of(x));
        return Reply.emptyOk();
    }
}
