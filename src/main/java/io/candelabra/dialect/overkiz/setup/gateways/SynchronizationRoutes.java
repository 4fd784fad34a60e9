package io.candelabra.dialect.overkiz.setup.gateways;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.GatewayFacts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Gateway;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;

/** Whether gateways have taken over the data that is stored for them. */
public final class SynchronizationRoutes implements RouteSet {
    /** @param result a flag or a list */
    private record Result(Object result) {}

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/gateways/{gatewayId}/synchronization/failedTasks", this::getFailedTasks)
                .get(
                        "/setup/gateways/{gatewayId}/synchronization/failedTasks/categories",
                        this::getFailedTasksCategories)
                .get("/setup/gateways/{gatewayId}/synchronization/inProgress", this::getInProgress)
                .get("/setup/gateways/{gatewayId}/synchronization/pendingTasks", this::getPendingTasks);
    }

    /** Whether there are tasks that the gateway could not take over. */
    public Reply getFailedTasks(Exchange x) {
        return result(!GatewayFacts.failedTasks(gateway(x)).isEmpty());
    }

    public Reply getFailedTasksCategories(Exchange x) {
        return result(GatewayFacts.failedTasks(gateway(x)));
    }

    public Reply getInProgress(Exchange x) {
        return result(GatewayFacts.synchronizing(gateway(x)));
    }

    /** Whether work waits for a gateway that does not answer. */
    public Reply getPendingTasks(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Gateway gateway = session.gateway(state, x.path("gatewayId"));
        return result(!gateway.alive() && state.queue(gateway.id()).size() > 0);
    }

    private static Gateway gateway(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.gateway(session.state(), x.path("gatewayId"));
    }

    private static Reply result(Object value) {
        return Reply.ok(new Result(value));
    }
}
