package io.candelabra.dialect.overkiz.job;

import io.candelabra.core.command.Command;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.JobKind;
import java.util.Map;

/** Asks gateways which devices they reach: a job of the kind {@code availability}, of whose end no event tells. */
public final class AvailabilityRefresh {
    private AvailabilityRefresh() {}

    /** All gateways that the session sees. */
    public static void all(OverkizSession session) {
        if (session.state().gateways().findAny().isPresent()) {
            session.submit(
                    new Command.StartJob(JobKind.AVAILABILITY.name(), new Command.Target.EveryGateway(), Map.of()));
        }
    }
}
