package io.candelabra.install;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.event.SiteEvent;
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

/** What a site begins with. It is laid once; the profile comes last, so that a site with a profile is complete. */
public record Foundation(
        Resource.Profile profile,
        List<Resource> resources,
        List<Gateway> gateways,
        List<Device> devices,
        List<Alert> alerts,
        List<HistoryItem> history) {
    /** Events in one command: laying a town does not keep other sites from writing. */
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

    /** Lays the foundation unless it is there. What an interrupted start left half done is laid again. */
    public void lay(Sites sites, SiteId site) {
        if (laid(sites, site)) {
            return;
        }
        List<SiteEvent> events = new ArrayList<>();
        resources.forEach(r -> events.add(new SiteEvent.ResourcePut(r, true)));
        gateways.forEach(g -> events.add(new SiteEvent.GatewayPut(g, true)));
        devices.forEach(d -> events.add(new SiteEvent.DevicePut(d, true)));
        alerts.forEach(a -> events.add(new SiteEvent.AlertRaised(a)));
        history.forEach(h -> events.add(new SiteEvent.Noted(h)));
        events.add(new SiteEvent.ResourcePut(profile, true));
        // the next is decided while the last is still being written; they become durable in order
        Deque<CompletableFuture<Integer>> underWay = new ArrayDeque<>();
        for (int from = 0; from < events.size(); from += CHUNK) {
            List<SiteEvent> chunk = List.copyOf(events.subList(from, Math.min(events.size(), from + CHUNK)));
            if (underWay.size() == UNDER_WAY) {
                await(underWay.remove());
            }
            underWay.add(sites.submitAsync(
                    Caller.CORE,
                    site,
                    new Command.Edit<>(
                            "lay foundation",
                            Resource.Verb.ADMINISTER,
                            (state, nowMs) -> new EditRule.Outcome<>(chunk, chunk.size())),
                    FOUNDING));
        }
        underWay.forEach(Foundation::await);
    }

    private static void await(CompletableFuture<Integer> chunk) {
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
