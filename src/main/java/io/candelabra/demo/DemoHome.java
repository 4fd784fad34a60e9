package io.candelabra.demo;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.command.Command;
import io.candelabra.install.Foundation;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A family's home with two boxes and some sixty devices of all protocols that a home knows: the same at each call, ids
 * and all. Its parts for the Overkiz faces alone stand in vendor texts and extras, as
 * {@code io.candelabra.dialect.overkiz.document.VendorFields} lists them.
 *
 * @param gateways the larger box first
 * @param resources profile, places, zones, scenes and extras
 */
public record DemoHome(List<Gateway> gateways, List<Device> devices, List<Resource> resources) {
    /** Address under which the Overkiz faces show the home: its setup's OID. */
    public static final String SETUP_OID = uuid("setup");

    /** Id of the box with most of the devices. */
    public static final String MAIN_GATEWAY = "2001-0101-4201";

    /** Id of the box in the workshop. */
    public static final String WORKSHOP_GATEWAY = "2006-0202-1177";

    public DemoHome {
        gateways = List.copyOf(gateways);
        devices = List.copyOf(devices);
        resources = List.copyOf(resources);
    }

    /** @param nowMs site time at which people move in */
    public static DemoHome of(Catalogue catalogue, long nowMs) {
        List<Resource> resources = new ArrayList<>(HomePlaces.all(nowMs));
        List<Device> devices = HomeDevices.all(catalogue, nowMs);
        resources.addAll(HomeHabits.all(nowMs));
        resources.addAll(HomePapers.extras(nowMs));
        resources.addFirst(HomePapers.profile(nowMs));
        return new DemoHome(HomePapers.gateways(), devices, resources);
    }

    /** The command that founds the home in an empty site. */
    public Command.Together founding() {
        return Foundation.commands(resources, gateways, devices, List.of());
    }

    /** An id that follows from a name. */
    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(("demo home/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
