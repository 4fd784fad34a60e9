package io.candelabra.dialect.overkiz.exec;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import java.util.Optional;

/**
 * Cancels the executions that the caller sees. An execution that has ended is as good as cancelled: clients cancel
 * without knowing whether it just ended.
 */
final class Cancelling {
    private Cancelling() {}

    /** The one that the path names; with {@code there}, only if it touches the gateway of the path. */
    static Reply one(Exchange x, boolean there) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Optional<GatewayId> gateway = gateway(x, session, state, there);
        id(x).flatMap(i -> state.execution(i))
                .ifPresent(r -> cancel(session, r.execution().id(), gateway));
        return Reply.noContent();
    }

    /** All; with {@code there}, those that touch the gateway of the path. */
    static Reply all(Exchange x, boolean there) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Optional<GatewayId> gateway = gateway(x, session, state, there);
        if (state.everything()) {
            session.submit(new Command.CancelExecutions(Optional.empty(), gateway));
            return Reply.noContent();
        }
        // another setup may show the rest of the same site: its executions go on
        state.executions()
                .forEach(running -> cancel(session, running.execution().id(), gateway));
        return Reply.noContent();
    }

    private static Optional<GatewayId> gateway(Exchange x, OverkizSession session, View state, boolean there) {
        return there ? Optional.of(session.gateway(state, x.path("gatewayId")).id()) : Optional.empty();
    }

    private static void cancel(OverkizSession session, ExecutionId id, Optional<GatewayId> gateway) {
        try {
            session.submit(new Command.CancelExecutions(Optional.of(id), gateway));
        } catch (Refused refused) {
            // it ended while it was looked at, or does not touch the gateway
            if (refused.reason() != Refused.Reason.NOT_FOUND) {
                throw refused;
            }
        }
    }

    /** The execution that the path names; empty where no execution can have such a name. */
    static Optional<ExecutionId> id(Exchange x) {
        String id = x.path("execId");
        return id.length() > 100 ? Optional.empty() : Optional.of(new ExecutionId(id));
    }
}
