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
     * @return completes when it is on disk, or refused; at once where there is nothing to seal. Never fails
     */
    static CompletableFuture<Boolean> seal(Sites sites, DriverSource drivers, SiteId site) {
        List<Command<?>> all;
        try {
            all = commands(sites.state(Caller.CORE, site), drivers, site);
        } catch (RuntimeException failed) {
            log.warn("site {}: nobody could look for settings that are secret by now", site, failed);
            return CompletableFuture.completedFuture(false);
        }
        if (all.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        return sites.submitAsync(Caller.CORE, site, new Command.Together(all), Cause.START)
                .handle((answers, refused) -> {
                    if (answers == null) {
                        log.warn("site {}: settings that are secret by now could not be sealed", site, refused);
                        return false;
                    }
                    long sealed = answers.values().stream()
                            .filter(Boolean.TRUE::equals)
                            .count();
                    log.info(
                            "site {}: settings of {} gateways are secret by now, and were sealed; {} were changed meanwhile",
                            site,
                            sealed,
                            all.size() - sealed);
                    // the row of the gateway has the setting in clear until it is written anew
                    sites.checkpoint(site);
                    return sealed > 0;
                });
    }

    /** One gateway whose settings cannot be sealed keeps no other from it. */
    private static List<Command<?>> commands(SiteState state, DriverSource drivers, SiteId site) {
        List<Command<?>> all = new ArrayList<>();
        for (Gateway gateway : state.gateways()) {
            try {
                Map<String, String> sealed = sealed(drivers, site, gateway);
                if (!sealed.isEmpty()) {
                    all.add(new Command.SealSettings(gateway, sealed));
                }
            } catch (RuntimeException failed) {
                log.warn(
                        "site {}: settings of gateway {} that are secret by now cannot be sealed",
                        site,
                        gateway.id(),
                        failed);
            }
        }
        return all;
    }

    private static Map<String, String> sealed(DriverSource drivers, SiteId site, Gateway gateway) {
        Map<String, String> sealed = new TreeMap<>();
        for (SettingType type :
                drivers.kinds().find(gateway.driver()).map(DriverKind::settings).orElse(List.of())) {
            String clear = gateway.settings().get(type.name());
            if (type.secret() && clear != null) {
                // a sealed one beside it is the one that the driver is given: it stays, and the clear one goes
                String there = gateway.secrets().get(type.name());
                sealed.put(
                        type.name(),
                        there != null ? there : drivers.seals().seal(site, gateway.id(), type.name(), clear));
            }
        }
        return sealed;
    }
}
