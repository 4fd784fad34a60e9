package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.sustainder.lamps.Verdicts.Reason;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Commands to many lamps at once: one execution for each gateway, so that a full or broken one stops nobody else. When it
 * answers, what is taken is on disk; the lamps follow.
 */
public final class LampOrders {
    /** An order for one lamp. @param lamp empty where there is none of this id */
    public record Order(String lcmId, Optional<Lamp> lamp, Function<Lamp, Optional<DeviceCommand>> command) {}

    private final Sites sites;

    public LampOrders(Sites sites) {
        this.sites = sites;
    }

    /** Carries out now what can be; lamps that cannot be reached are refused. */
    public void now(Lamps.View view, String label, List<Order> orders, Cause cause, Verdicts verdicts) {
        send(view, label, orders, cause, verdicts, (order, lamp) -> Optional.of(unreachable(lamp)));
    }

    private static Reason unreachable(Lamp lamp) {
        boolean gatewayDown = lamp.gateway().map(g -> !g.alive()).orElse(false);
        return gatewayDown ? Reason.GATEWAY_OFFLINE : Reason.OFFLINE;
    }

    /** @param offline the refusal of a lamp that cannot be reached; empty to send it all the same */
    private void send(
            Lamps.View view,
            String label,
            List<Order> orders,
            Cause cause,
            Verdicts verdicts,
            BiFunction<Order, Lamp, Optional<Reason>> offline) {
        Map<String, Order> lastOfEach = new LinkedHashMap<>();
        orders.forEach(order -> lastOfEach.put(order.lcmId(), order));
        Map<GatewayId, Map<String, Action>> byGateway = new LinkedHashMap<>();
        for (Order order : lastOfEach.values()) {
            if (order.lamp().isEmpty()) {
                verdicts.nok(order.lcmId(), Reason.UNKNOWN_LCM);
                continue;
            }
            Lamp lamp = order.lamp().get();
            Optional<Reason> refusal = lamp.online() ? Optional.empty() : offline.apply(order, lamp);
            Optional<DeviceCommand> command = order.command().apply(lamp);
            if (refusal.isPresent() || command.isEmpty()) {
                verdicts.nok(order.lcmId(), refusal.orElse(Reason.NOT_SUPPORTED));
                continue;
            }
            byGateway
                    .computeIfAbsent(lamp.device().id().gateway(), g -> new LinkedHashMap<>())
                    .put(order.lcmId(), new Action(lamp.device().id(), List.of(command.get())));
        }
        await(start(view, label, byGateway, cause), verdicts);
    }

    private record Started(List<String> lcmIds, CompletableFuture<ExecutionId> answer) {}

    private List<Started> start(
            Lamps.View view, String label, Map<GatewayId, Map<String, Action>> byGateway, Cause cause) {
        List<Started> started = new ArrayList<>();
        byGateway.values().forEach(actions -> {
            Plan plan = Plan.of(label, List.copyOf(actions.values()));
            started.add(new Started(
                    List.copyOf(actions.keySet()),
                    sites.submitAsync(
                            view.application().caller(),
                            view.application().site(),
                            new Command.StartExecution(plan),
                            cause)));
        });
        return started;
    }

    private static void await(List<Started> all, Verdicts verdicts) {
        for (Started started : all) {
            try {
                started.answer().join();
                started.lcmIds().forEach(verdicts::ok);
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof Refused refused && refused.reason() == Refused.Reason.LIMIT) {
                    started.lcmIds().forEach(id -> verdicts.nok(id, Reason.BUSY));
                } else if (failed.getCause() instanceof Refused refused) {
                    throw refused;
                } else {
                    throw failed;
                }
            }
        }
    }
}
