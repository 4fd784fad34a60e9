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
 * @param steady passes at the pace of site time, and is never set back
 * @param random the gateway's own stream
 */
record LanePlace(
        SiteId site,
        GatewayId id,
        Set<DeviceId> devices,
        Sites sites,
        InstantSource clock,
        InstantSource steady,
        RandomGenerator random) {

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

    /** Site time. */
    long nowMs() {
        return clock.millis();
    }

    /** Now for pauses and deadlines. */
    long steadyMs() {
        return steady.millis();
    }

    /** The site time at which a steady moment will come; {@link Long#MAX_VALUE} for never. */
    long siteMs(long steadyMs) {
        return steadyMs == Long.MAX_VALUE ? Long.MAX_VALUE : nowMs() + (steadyMs - steadyMs());
    }

    /** The site time in so many ms; {@link Long#MAX_VALUE} for never. */
    long in(long ms) {
        return ms == Long.MAX_VALUE ? ms : nowMs() + ms;
    }
}
