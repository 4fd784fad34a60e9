package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.Cause;
import io.candelabra.model.Gateway;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of gateways that were stored in clear, and are secret by the declaration of today: they are sealed when their site opens. */
final class LateSecrets {
    private static final Logger log = LoggerFactory.getLogger(LateSecrets.class);

    private LateSecrets() {}

    /**
     * Seals those of a site in one commit. Whatever comes of it, the site can be served: the driver is given the secret in
     * either case, and the next opening tries again.
     *
     * @return completes when it is on disk, or refused; at once where there is nothing to seal
     */
    static CompletableFuture<Boolean> seal(Sites sites, DriverSource drivers, SiteId site) {
        SiteState state = sites.state(Caller.CORE, site);
        List<Command<?>> all = new ArrayList<>();
        for (Gateway gateway : state.gateways()) {
            Map<String, String> sealed = sealed(drivers, site, gateway);
            if (!sealed.isEmpty()) {
                all.add(new Command.SealSettings(gateway, sealed));
            }
        }
        if (all.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        return sites.submitAsync(Caller.CORE, site, new Command.Together(all), Cause.START)
                .handle((answers, refused) -> {
                    if (refused == null) {
                        log.info(
                                "site {}: settings of {} gateways are secret by now, and were sealed",
                                site,
                                all.size());
                    } else {
                        log.warn("site {}: settings that are secret by now could not be sealed", site, refused);
                    }
                    return refused == null;
                });
    }

    private static Map<String, String> sealed(DriverSource drivers, SiteId site, Gateway gateway) {
        Map<String, String> sealed = new TreeMap<>();
        for (SettingType type :
                drivers.kinds().find(gateway.driver()).map(DriverKind::settings).orElse(List.of())) {
            String clear = gateway.settings().get(type.name());
            if (type.secret() && clear != null) {
                sealed.put(type.name(), drivers.seals().seal(site, gateway.id(), type.name(), clear));
            }
        }
        return sealed;
    }
}
