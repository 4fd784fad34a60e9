package io.candelabra.install;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The first contents of a site. They are laid once; the profile comes last, so that a site with a profile is complete.
 */
public record Foundation(
        Resource.Profile profile,
        List<Resource> resources,
        List<Gateway> gateways,
        List<Device> devices,
        List<Alert> alerts,
        List<HistoryItem> history) {
    /** Parts of one command: laying a town does not keep other sites from writing. */
    private static final int CHUNK = 1_000;

    private static final int UNDER_WAY = 4;

    private static final Cause FOUNDING = new Cause("founding", "core", "");

    public Foundation {
        resources = List.copyOf(resources);
        gateways = List.copyOf(gateways);
        devices = List.copyOf(devices);
        alerts = List.copyOf(alerts);
        history = List.copyOf(history);
    }

    /** The profile stands among the resources. */
    public static Foundation of(List<Resource> all, List<Gateway> gateways, List<Device> devices, List<Alert> alerts) {
        Resource.Profile profile = all.stream()
                .filter(Resource.Profile.class::isInstance)
                .map(Resource.Profile.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a site begins with a profile"));
        List<Resource> rest = all.stream().filter(r -> !r.equals(profile)).toList();
        return new Foundation(profile, rest, gateways, devices, alerts, List.of());
    }

    /** The same with a past. */
    public Foundation remembering(List<HistoryItem> past) {
        return new Foundation(profile, resources, gateways, devices, alerts, past);
    }

    /** Whether a site was laid before, and completely. */
    public static boolean laid(Sites sites, SiteId site) {
        return sites.state(Caller.CORE, site)
                .resource(Resource.Profile.class, "site")
                .isPresent();
    }

    /** Lays the foundation unless it is there. A foundation that an interrupted start left half done is laid again. */
    public void lay(Sites sites, SiteId site) {
        if (laid(sites, site)) {
            return;
        }
        List<Command<?>> all =
                new ArrayList<>(commands(resources, gateways, devices, alerts).parts());
        history.forEach(h -> all.add(new Command.WriteHistory(h)));
        all.add(new Command.Put(profile));
        // the next is decided while the last is still being written; they become durable in order
        Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            Command.Together chunk = new Command.Together(all.subList(from, Math.min(all.size(), from + CHUNK)));
            if (underWay.size() == UNDER_WAY) {
                await(underWay.remove());
            }
            underWay.add(sites.submitAsync(Caller.CORE, site, chunk, FOUNDING));
        }
        underWay.forEach(Foundation::await);
    }

    /** The command that founds a site in one commit; resources that others point at come first. */
    public static Command.Together commands(
            List<Resource> resources, List<Gateway> gateways, List<Device> devices, List<Alert> alerts) {
        List<Command<?>> all = new ArrayList<>();
        resources.forEach(r -> all.add(new Command.Put(r)));
        gateways.forEach(g -> all.add(new Command.PutGateway(g)));
        devices.forEach(d -> all.add(new Command.PutDevice(d)));
        alerts.forEach(a -> all.add(new Command.RaiseAlert(a)));
        return new Command.Together(all);
    }

    private static void await(CompletableFuture<?> chunk) {
        try {
            chunk.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw failed;
        }
    }
}
