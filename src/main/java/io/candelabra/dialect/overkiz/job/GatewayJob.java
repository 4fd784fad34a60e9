package io.candelabra.dialect.overkiz.job;

import io.candelabra.core.command.Command;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.GatewayFacts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Long work that a call asks of the gateway in its path ({@code gatewayId}), in one protocol.
 *
 * @param protocol prefix of the protocol, such as {@code zwave}
 */
public record GatewayJob(JobKind kind, String protocol) {

    /** The job that was begun or called off. */
    public record Started(String execId) {}

    /**
     * Begins the job. A gateway on which the protocol is not active refuses with 400, and the core refuses where the gateway
     * is busy with such work.
     */
    public Reply start(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Gateway gateway = session.gateway(state, x.path("gatewayId"));
        if (!GatewayFacts.speaks(state, gateway, protocol)) {
            throw OverkizFault.unsupported("Protocol " + protocol + " is not active on gateway : "
                    + gateway.id().value());
        }
        Command.Target target = new Command.Target.Gateways(List.of(gateway.id()));
        return Reply.ok(new Started(
                session.submit(new Command.StartJob(kind.name(), target, Map.of(StateRefresh.PROTOCOL, protocol)))));
    }

    /** Calls the job off, and answers which it was. A job that does not run is as good as called off; the answer is empty then. */
    public Reply stop(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        GatewayId gateway = session.gateway(state, x.path("gatewayId")).id();
        Optional<Job> running = state.jobs()
                .filter(job -> job.kind().equals(kind.name())
                        && job.open().contains(gateway)
                        && protocol.equals(job.parameters().get(StateRefresh.PROTOCOL)))
                .findFirst();
        session.submit(new Command.CancelJobs(kind, gateway, Map.of(StateRefresh.PROTOCOL, protocol)));
        return running.map(job -> Reply.ok(new Started(job.id()))).orElseGet(Reply::emptyOk);
    }
}
