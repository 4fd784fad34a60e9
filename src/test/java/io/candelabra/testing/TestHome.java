package io.candelabra.testing;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.List;
import java.util.Map;

/** A small home: two gateways, a lamp, a dimmer, two shutters, a thermometer; two rooms, one zone, one scene. */
public final class TestHome {
    public static final SiteId SITE = new SiteId("home");
    public static final SiteId OTHER_SITE = new SiteId("elsewhere");
    public static final String GATEWAY = "1234-5678-9012";
    public static final String SECOND_GATEWAY = "2222-3333-4444";
    public static final String OTHER_GATEWAY = "5555-6666-7777";
    public static final String SETUP = "0aa0e1f2-0000-4000-8000-000000000001";
    public static final String SECOND_SETUP = "0aa0e1f2-0000-4000-8000-000000000002";
    public static final String OTHER_SETUP = "0aa0e1f2-0000-4000-8000-000000000003";
    public static final String LAMP = "io://1234-5678-9012/1";
    public static final String DIMMER = "io://1234-5678-9012/2";
    public static final String SHUTTER = "io://1234-5678-9012/3";
    public static final String BLIND = "rts://1234-5678-9012/4";
    public static final String THERMOMETER = "io://2222-3333-4444/5";
    /** Hidden from lists. */
    public static final String REMOTE = "io://1234-5678-9012/6";

    public static final String SCENE = "0aa0e1f2-0000-4000-8000-00000000000a";
    public static final String HOUSE = "0aa0e1f2-0000-4000-8000-0000000000b0";
    public static final String KITCHEN = "0aa0e1f2-0000-4000-8000-0000000000b1";
    public static final String ZONE = "0aa0e1f2-0000-4000-8000-0000000000c0";
    public static final String FAULT = "0aa0e1f2-0000-4000-8000-0000000000e1";
    public static final String NOTICE = "0aa0e1f2-0000-4000-8000-0000000000e2";
    /** When everything in it was made. */
    public static final long MADE_MS = 1_700_000_000_000L;

    private TestHome() {}

    /** Puts the home into its site, and one lamp into the neighbour's. */
    public static void install(Sites sites) {
        edit(sites, SITE, changes -> {
            changes.put(TestPapers.of(gateway(GATEWAY))).put(gateway(SECOND_GATEWAY));
            TestPapers.extras().forEach(changes::put);
            changes.put(area(HOUSE, "", "House", 200)).put(area(KITCHEN, HOUSE, "Kitchen", 2));
            changes.put(TestPapers.of(device(
                    LAMP,
                    "io:OnOffLightIOComponent",
                    "Kitchen lamp",
                    KITCHEN,
                    State.of("core:OnOffState", "off"),
                    State.of("core:StatusState", "available"))));
            changes.put(TestPapers.hidden(device(REMOTE, "io:IORemoteController", "Lost remote", HOUSE)));
            changes.put(device(
                    DIMMER,
                    "io:DimmableLightIOComponent",
                    "Dimmer",
                    KITCHEN,
                    State.of("core:OnOffState", "off"),
                    State.of("core:LightIntensityState", 0)));
            changes.put(device(
                    SHUTTER,
                    "io:RollerShutterGenericIOComponent",
                    "Shutter",
                    HOUSE,
                    State.of("core:ClosureState", 0),
                    State.of("core:OpenClosedState", "open")));
            changes.put(device(BLIND, "rts:BlindRTSComponent", "Blind", HOUSE));
            changes.put(device(
                    THERMOMETER,
                    "io:TemperatureIOSystemSensor",
                    "Thermometer",
                    HOUSE,
                    State.of("core:TemperatureState", 20.5)));
            changes.put(new Resource.Group(
                    ZONE,
                    "Lights",
                    0,
                    List.of(new DeviceId(LAMP), new DeviceId(DIMMER)),
                    List.of(),
                    MADE_MS,
                    MADE_MS,
                    Map.of(),
                    Map.of()));
            changes.put(new Resource.Scene(
                    SCENE,
                    "Evening",
                    List.of(new io.candelabra.model.Action(
                            new DeviceId(LAMP), List.of(io.candelabra.model.DeviceCommand.of("on")))),
                    MADE_MS,
                    MADE_MS,
                    Map.of(),
                    Map.of()));
            changes.add(new SiteEvent.Noted(new HistoryItem.DeviceEvent(
                    FAULT, MADE_MS, new DeviceId(LAMP), "LAMP", "the lamp is broken", true)));
            changes.add(new SiteEvent.Noted(
                    new HistoryItem.Notification(NOTICE, MADE_MS, "TRIGGER", "INFO", "the window is open")));
        });
        edit(sites, OTHER_SITE, changes -> {
            changes.put(gateway(OTHER_GATEWAY));
            changes.put(device(
                    "io://" + OTHER_GATEWAY + "/1",
                    "io:OnOffLightIOComponent",
                    "Lamp",
                    "",
                    State.of("core:OnOffState", "off")));
        });
    }

    /** Changes a site as the server itself would. */
    public static void edit(Sites sites, SiteId site, java.util.function.Consumer<Raw.Changes> edits) {
        Raw.tell(sites, site, (state, now) -> {
            Raw.Changes changes = new Raw.Changes(state);
            edits.accept(changes);
            return changes.answer(true);
        });
    }

    private static Gateway gateway(String id) {
        return new Gateway(new GatewayId(id), "simulator", "", "", true, "Europe/Paris", Map.of(), Map.of());
    }

    private static Resource.Area area(String id, String parent, String label, int type) {
        return new Resource.Area(id, parent, label, type, MADE_MS, MADE_MS, Map.of(), Map.of());
    }

    private static Device device(String url, String type, String label, String area, State... states) {
        return new Device(
                new DeviceId(url),
                type,
                label,
                area,
                true,
                true,
                States.of(states),
                List.of(),
                Map.of(),
                Map.of(),
                MADE_MS,
                MADE_MS);
    }
}
