package io.candelabra.model;

import java.util.List;
import java.util.Map;

/**
 * Long work that gateways do: refresh states, discover, include, update.
 *
 * @param kind what is to be done, small letters with dashes, such as {@code refresh}
 * @param open gateways that have not answered yet
 * @param failed gateways that could not do it
 * @param parameters what the work needs to know, by name
 * @param phase RUNNING, COMPLETED when all gateways did it, FAILED when at least one could not
 */
public record Job(
        String id,
        String kind,
        List<GatewayId> open,
        List<GatewayId> failed,
        Map<String, String> parameters,
        Phase phase,
        long startedMs) {
    public Job {
        open = List.copyOf(open);
        failed = List.copyOf(failed);
        parameters = Map.copyOf(parameters);
    }
}
