package io.candelabra.dialect.overkiz.config;

import io.candelabra.dialect.overkiz.job.GatewayJob;
import io.candelabra.model.JobKind;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Long work of Z-Wave controllers. Each call begins or ends a job of their gateway. */
public final class ZwaveRoutes implements RouteSet {
    private static final GatewayJob INCLUSION = new GatewayJob(JobKind.PAIRING, "zwave");

    @Override
    public void routes(Routes routes) {
        routes.post("/config/{gatewayId}/zwave/inclusion/start", this::postInclusionStart)
                .post("/config/{gatewayId}/zwave/inclusion/stop", this::postInclusionStop);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /config/{gatewayId}/zwave/inclusion/start", Bodies.answers(GatewayJob.Started.class),
                "POST /config/{gatewayId}/zwave/inclusion/stop", Bodies.answers(GatewayJob.Started.class));
    }

    /** Lets devices in until a device is in, a client stops it, or its time is over. */
    public Reply postInclusionStart(Exchange x) {
        return INCLUSION.start(x);
    }

    /** Stops it. A controller that lets nothing in is as good as stopped. */
    public Reply postInclusionStop(Exchange x) {
        return INCLUSION.stop(x);
    }
}
