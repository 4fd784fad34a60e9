package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Label;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One reading of one home: keeps the finds so far while the file is read from top to bottom. */
final class HomeReading {
    private static final Set<String> SETUP = Set.of("gateways", "devices", "zones", "rootPlace", "actionGroups");
    private static final Set<String> SETUP_USUAL = Set.of("zones", "rootPlace");
    private static final Set<String> GATEWAY = Set.of("gatewayId", "alive", "placeOID");
    private static final Set<String> PLACE =
            Set.of("creationTime", "lastUpdateTime", "label", "type", "oid", "subPlaces");
    private static final int MOST_DEVICES = 100_000;
    private static final int MOST_GATEWAYS = 1_000;
    private static final Pattern URL = Pattern.compile("[^:/]+://[^/]+/.+");

    private final String name;
    private final Catalogue catalogue;
    private final HomeIds ids;
    private final Omissions omissions;
    private final Set<String> places = new HashSet<>();
    private final List<Resource> resources = new ArrayList<>();

    HomeReading(String name, Catalogue catalogue, HomeIds ids, Omissions omissions) {
        this.name = name;
        this.catalogue = catalogue;
        this.ids = ids;
        this.omissions = omissions;
    }

    ImportedHome read(LocatedJson setup, LocatedJson actionGroups) {
        boolean local = !setup.has("oid") && !setup.has("location");
        Resource.Profile profile = profile(setup, local);
        if (setup.has("rootPlace")) {
            omissions.read(setup.at("rootPlace"), () -> place(setup.object("rootPlace"), "", 0));
        }
        List<LocatedJson> foundDevices = setup.objects("devices");
        if (foundDevices.size() > MOST_DEVICES) {
            throw new BadHome(setup.at("devices"), "a home has at most " + MOST_DEVICES + " devices");
        }
        List<Gateway> gateways = gateways(setup, foundDevices, profile.timezone());
        DeviceReading reading = new DeviceReading(ids, omissions, places, catalogue);
        List<Device> devices = each(foundDevices, reading::device);
        GroupReading groups = new GroupReading(ids, omissions, reading::knows);
        resources.addAll(each(setup.objects("zones"), groups::zone));
        resources.addAll(each(
                actionGroups.objects(actionGroups.has("action_groups") ? "action_groups" : "actionGroups"),
                groups::scene));
        resources.addAll(reading.ownTypes());
        ImportReport report = new ImportReport(ids.changes(), omissions.all());
        return new ImportedHome(name, profile, gateways, devices, resources, report);
    }

    /** The members that can be read, numbered without gaps. */
    private <T> List<T> each(List<LocatedJson> members, BiFunction<LocatedJson, Integer, T> reading) {
        List<T> read = new ArrayList<>();
        for (LocatedJson member : members) {
            omissions
                    .read(member.path(), () -> reading.apply(member, read.size()))
                    .ifPresent(read::add);
        }
        return read;
    }

    /** The gateways of the file, and one for each that only devices name. */
    private List<Gateway> gateways(LocatedJson setup, List<LocatedJson> devices, String timezone) {
        List<Gateway> gateways =
                new ArrayList<>(each(setup.objects("gateways"), (found, index) -> gateway(found, timezone, index)));
        for (LocatedJson device : devices) {
            if (gateways.size() < MOST_GATEWAYS && usable(device)) {
                String named = HomeIds.gatewayOf(device, "deviceURL");
                if (!ids.hasGateway(named)) {
                    LocatedJson made =
                            new LocatedJson(device.at("deviceURL"), Map.of("gatewayId", named), omissions, false);
                    gateways.add(gateway(made, timezone, gateways.size()));
                    ids.madeGateway(named, device.at("deviceURL"));
                }
            }
        }
        if (gateways.isEmpty()) {
            throw omissions.all().stream()
                    .findFirst()
                    .map(left -> new BadHome(left.place(), left.why() + "; no gateway and no device is left"))
                    .orElseGet(() -> new BadHome(setup.at("gateways"), "a home has at least one gateway"));
        }
        return gateways;
    }

    /** Whether a device could come in, if its gateway did. */
    private static boolean usable(LocatedJson device) {
        return device.fields().get("deviceURL") instanceof String url
                && URL.matcher(url).matches()
                && device.has("controllableName")
                && device.has("definition");
    }

    private Resource.Profile profile(LocatedJson setup, boolean local) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(setup.fields());
        rest.keySet().removeAll(SETUP);
        rest.put("oid", ids.setup(setup));
        LocatedJson location = location(setup);
        if (location.fields().isEmpty()) {
            rest.remove("location");
        }
        Map<String, String> vendor = new HashMap<>();
        vendor.put(ImportedHome.REST, Json.text(rest));
        vendor.put(ImportedHome.ABSENT, setup.absent(setupUsual(setup)));
        vendor.put(ImportedHome.SHAPE, local ? "local" : "cloud");
        return new Resource.Profile(
                setup.label(Label.clean(name)),
                degrees(location, "latitude", 90),
                degrees(location, "longitude", 180),
                timezone(location),
                vendor);
    }

    /** Where the home is; nothing where that is not told, or odd. */
    private LocatedJson location(LocatedJson setup) {
        LocatedJson nowhere = new LocatedJson(setup.at("location"), Map.of(), omissions, false);
        return setup.has("location")
                ? omissions.read(nowhere.path(), () -> setup.object("location")).orElse(nowhere)
                : nowhere;
    }

    private static Set<String> setupUsual(LocatedJson setup) {
        Set<String> usual = new HashSet<>(SETUP_USUAL);
        if (!setup.has("oid")) {
            usual.add("oid");
        }
        return usual;
    }

    /** A coordinate, as a number or as text; 0 where it is masked or missing. */
    private static double degrees(LocatedJson location, String key, double most) {
        double degrees = LocatedJson.value(location.fields().get(key)).asNumber();
        return Math.abs(degrees) <= most ? degrees : 0;
    }

    private String timezone(LocatedJson location) {
        String zone = location.text("timezone", "UTC");
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            omissions.add(location.at("timezone"), "there is no such time zone as " + zone + "; it is UTC");
            return "UTC";
        }
    }

    private String place(LocatedJson place, String parent, int index) {
        String oid = ids.oid(place, "place", place.path());
        places.add(oid);
        resources.add(new Resource.Area(
                oid,
                parent,
                place.label(""),
                place.integer("type"),
                place.number("creationTime"),
                place.number("lastUpdateTime"),
                Map.of(ImportedHome.OID, oid),
                ImportedHome.vendor(place, PLACE, Set.of(), index)));
        int child = 0;
        for (LocatedJson sub : place.objects("subPlaces")) {
            place(sub, oid, child++);
        }
        return oid;
    }

    private Gateway gateway(LocatedJson gateway, String timezone, int index) {
        String was = gateway.text("gatewayId");
        if (ids.hasGateway(was)) {
            throw new BadHome(gateway.at("gatewayId"), "the home has this gateway already");
        }
        String is = ids.gateway(was, index);
        boolean placed = places.contains(gateway.text("placeOID", ""));
        return new Gateway(
                new GatewayId(is),
                ImportedHome.DRIVER,
                "",
                placed ? gateway.text("placeOID") : "",
                gateway.flag("alive", true),
                timezone,
                Map.of(),
                ImportedHome.vendor(gateway, GATEWAY, placed ? Set.of() : Set.of("placeOID"), index));
    }
}
