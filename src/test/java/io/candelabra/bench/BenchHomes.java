package io.candelabra.bench;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.site.Sites;
import io.candelabra.demo.DemoHome;
import io.candelabra.install.Foundation;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Homes to measure with: ten gateways each, and a hundred devices behind each of these. Every other device is a dimmable
 * light, the others are those of the demo's home in turn.
 */
final class BenchHomes {
    static final String OWNER = "bench@candelabra.example";
    private static final String PASSWORD = "measured-not-guessed";
    static final int GATEWAYS = 10;
    private static final String LIGHT = "io:DimmableLightIOComponent";

    private final Sites sites;
    private final Accounts accounts;
    private final List<Device> patterns;
    private final long nowMs;

    BenchHomes(Sites sites, Accounts accounts, long nowMs) {
        this.sites = sites;
        this.accounts = accounts;
        this.nowMs = nowMs;
        Catalogue catalogue = CatalogueFiles.load();
        this.patterns = DemoHome.of(catalogue, nowMs).devices().stream()
                .filter(d -> catalogue.find(d.type()).isPresent())
                .filter(d -> d.id().protocol().equals("io") && d.id().endpoint() == 0)
                .toList();
    }

    static SiteId site(int number) {
        return new SiteId("bench" + number);
    }

    /** The gateways of a home, such as {@code 1000-0003-0007}. */
    static GatewayId gateway(int home, int number) {
        return new GatewayId(String.format(Locale.ROOT, "1000-%04d-%04d", home, number));
    }

    /** A home's number, by any of its gateways; -1 for a gateway of something else. */
    static int home(GatewayId gateway) {
        return gateway.value().startsWith("1000-") ? Integer.parseInt(gateway.value(), 5, 9, 10) : -1;
    }

    /** Lays so many homes of so many devices, and makes somebody who owns them. */
    void lay(int homes, int devices) {
        accounts.putAccount(OWNER, "Bench", PASSWORD, List.of());
        for (int home = 0; home < homes; home++) {
            layHome(home, devices);
            accounts.putBinding(new FaceBinding(
                    "bench" + home, "overkiz", site(home), "setup-" + home, "", List.of(OWNER), Map.of()));
        }
        accounts.putAccount(
                OWNER,
                "Bench",
                PASSWORD,
                java.util.stream.IntStream.range(0, homes)
                        .mapToObj(home -> Accounts.owner(site(home)))
                        .toList());
    }

    private void layHome(int home, int count) {
        List<Resource> resources = new ArrayList<>();
        resources.add(new Resource.Profile("Bench " + home, 52.09, 5.12, "Europe/Amsterdam", Map.of()));
        List<Gateway> gateways = new ArrayList<>();
        for (int g = 0; g < GATEWAYS; g++) {
            gateways.add(new Gateway(gateway(home, g), "bench", "", "", true, "Europe/Amsterdam", Map.of(), Map.of()));
        }
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            devices.add(device(home, i));
        }
        Foundation.of(resources, gateways, devices, List.of()).lay(sites, site(home));
    }

    private Device device(int home, int number) {
        DeviceId id = DeviceId.of("io", gateway(home, number % GATEWAYS), Integer.toString(10_000_000 + number));
        Device like = patterns.get(number / 2 % patterns.size());
        boolean light = isLight(number);
        States states = light
                ? States.of(
                        State.of("core:OnOffState", "off"),
                        State.of("core:LightIntensityState", 0),
                        State.of("core:NameState", "Light " + number),
                        State.of("core:StatusState", "available"),
                        State.of("core:DiscreteRSSILevelState", "good"),
                        State.of("core:RSSILevelState", 84.0))
                : like.states();
        return new Device(
                id,
                light ? LIGHT : like.type(),
                light ? "Light " + number : like.label(),
                "",
                true,
                true,
                states,
                like.attributes(),
                Map.of(),
                Map.of(),
                nowMs,
                nowMs);
    }

    /** Whether the device of a number is one of the lights. */
    static boolean isLight(int number) {
        return number / GATEWAYS % 2 == 0;
    }

    static String deviceUrl(int home, int number) {
        return DeviceId.of("io", gateway(home, number % GATEWAYS), Integer.toString(10_000_000 + number))
                .value();
    }
}
