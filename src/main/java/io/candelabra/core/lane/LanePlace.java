package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import io.candelabra.model.Step;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The place of a lane: its gateway, the site that it stands in, and the time and the chance there.
 *
 * @param devices those behind the gateway, in their order; the lane keeps them right
 * @param clock site time
 * @param random the gateway's own stream
 */
record LanePlace(
        SiteId site, GatewayId id, Set<DeviceId> devices, Sites sites, InstantSource clock, RandomGenerator random) {

    SiteState state() {
        return sites.state(Caller.CORE, site);
    }

    /** As it is described now. */
    Gateway gateway() {
        return state().gateway(id).orElseThrow(() -> new IllegalStateException("gateway " + id + " is gone"));
    }

    /** The gateway of a step that the site knows. */
    Optional<GatewayId> gatewayOf(Step.Ref ref) {
        // a step of nothing is the site's to refuse
        return Optional.ofNullable(ref.execution())
                .flatMap(execution -> state().executions().find(execution))
                .filter(running ->
                        ref.index() >= 0 && ref.index() < running.steps().size())
                .map(running -> running.step(ref.index()).device().gateway());
    }

    long nowMs() {
        return clock.millis();
    }
}
