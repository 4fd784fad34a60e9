package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.sustainder.lamps.Verdicts.Reason;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Commands to many lamps at once. When it answers, the accepted commands are on disk; the lamps follow. */
public final class LampOrders {
    /** An order for one lamp. @param lamp empty where there is none of this id */
    public record Order(String lcmId, Optional<Lamp> lamp, Function<Lamp, Optional<DeviceCommand>> command) {}

    /** The effect of an order on the override of a lamp. */
    public enum Hold {
        BEGINS,
        ENDS
    }

    private final Sites sites;

    public LampOrders(Sites sites) {
        this.sites = sites;
    }

    /**
     * Carries commands out now; lamps that cannot be reached are refused. One execution for each gateway, so that a
     * full or broken one stops nobody else.
     */
    public void now(Lamps.Shown view, String label, Hold hold, List<Order> orders, Cause cause, Verdicts verdicts) {
        Map<GatewayId, Start> byGateway = new LinkedHashMap<>();
        for (Order order : lastOfEach(orders)) {
            if (order.lamp().isEmpty()) {
                verdicts.nok(order.lcmId(), Reason.UNKNOWN_LCM);
                continue;
            }
            Lamp lamp = order.lamp().get();
            Optional<DeviceCommand> command = order.command().apply(lamp);
            if (!lamp.online() || command.isEmpty()) {
                verdicts.nok(order.lcmId(), lamp.online() ? Reason.NOT_SUPPORTED : unreachable(lamp));
                continue;
            }
            Start start = byGateway.computeIfAbsent(lamp.device().id().gateway(), g -> new Start());
            start.actions.put(order.lcmId(), new Action(lamp.device().id(), List.of(command.get())));
            // before they move, lamps without a scheme are asked where they are
            lamp.remembered(hold == Hold.BEGINS)
                    .ifPresent(own -> start.remembered.add(new Command.Put(own.kept(lamp.lcmId()))));
        }
        await(start(view, label, byGateway, cause), verdicts);
    }

    /** The execution at one gateway, and the levels that are kept of its lamps for it: both or neither. */
    private static final class Start {
        private final Map<String, Action> actions = new LinkedHashMap<>();
        private final List<Command<?>> remembered = new ArrayList<>();

        private Command.Together command(String label) {
            List<Command<?>> parts = new ArrayList<>(remembered);
            parts.add(new Command.StartExecution(Plan.of(label, List.copyOf(actions.values()))));
            return new Command.Together(parts);
        }
    }

    private static Collection<Order> lastOfEach(List<Order> orders) {
        Map<String, Order> last = new LinkedHashMap<>();
        orders.forEach(order -> last.put(order.lcmId(), order));
        return last.values();
    }

    private static Reason unreachable(Lamp lamp) {
        boolean gatewayDown = lamp.gateway().map(g -> !g.alive()).orElse(false);
        return gatewayDown ? Reason.GATEWAY_OFFLINE : Reason.OFFLINE;
    }

    /**
     * Sets what lamps keep: those that can be reached now, the others when they are back, if that is wanted. It is
     * decided where nothing can come between, so that of two settings the later one always wins.
     */
    public void configure(
            Lamps.Shown view, String label, List<Order> orders, boolean queue, Cause cause, Verdicts verdicts) {
        List<Order> sent = new ArrayList<>();
        List<Command.Setting> settings = new ArrayList<>();
        for (Order order : lastOfEach(orders)) {
            Optional<DeviceCommand> command = order.lamp().flatMap(order.command());
            if (order.lamp().isEmpty() || command.isEmpty()) {
                verdicts.nok(order.lcmId(), order.lamp().isEmpty() ? Reason.UNKNOWN_LCM : Reason.NOT_SUPPORTED);
            } else {
                sent.add(order);
                settings.add(new Command.Setting(order.lamp().get().device().id(), command.get()));
            }
        }
        List<Command.SettingOutcome> taken = sites.submit(
                view.application().caller(),
                view.application().site(),
                new Command.Configure(label, settings, queue),
                cause);
        for (int i = 0; i < taken.size(); i++) {
            judge(sent.get(i), taken.get(i), verdicts);
        }
    }

    /** The settings that able lamps are to keep, for a caller who sends them together with another command. */
    public static Command.Configure settings(String label, List<Order> orders) {
        List<Command.Setting> settings = new ArrayList<>();
        for (Order order : lastOfEach(orders)) {
            order.lamp()
                    .flatMap(lamp -> order.command()
                            .apply(lamp)
                            .map(command -> new Command.Setting(lamp.device().id(), command)))
                    .ifPresent(settings::add);
        }
        return new Command.Configure(label, settings, true);
    }

    private static void judge(Order order, Command.SettingOutcome taken, Verdicts verdicts) {
        String id = order.lcmId();
        switch (taken) {
            case STARTED -> verdicts.ok(id);
            case QUEUED -> verdicts.queued(id);
            case UNREACHABLE ->
                verdicts.nok(id, order.lamp().map(LampOrders::unreachable).orElse(Reason.OFFLINE));
            case UNKNOWN -> verdicts.nok(id, Reason.UNKNOWN_LCM);
            case UNSUPPORTED -> verdicts.nok(id, Reason.NOT_SUPPORTED);
            case FULL -> verdicts.nok(id, Reason.BUSY);
        }
    }

    private record Started(List<String> lcmIds, CompletableFuture<?> answer) {}

    private List<Started> start(Lamps.Shown view, String label, Map<GatewayId, Start> byGateway, Cause cause) {
        List<Started> started = new ArrayList<>();
        byGateway
                .values()
                .forEach(start -> started.add(new Started(
                        List.copyOf(start.actions.keySet()),
                        sites.submitAsync(
                                view.application().caller(), view.application().site(), start.command(label), cause))));
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
