package io.candelabra.dialect.sustainder.webhooks;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Sight;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.sustainder.auth.SustainderAuth;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.State;
import io.candelabra.push.Pushes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What subscribers of this dialect are told: one message for each lamp or gateway that has news. */
public final class SustainderPushes implements Pushes {
    /** In a subscription's vendor part: the name for BASIC. */
    static final String USER = "username";
    /** In a subscription's vendor part: the area that the application is bound to. */
    static final String AREA = "area";

    /** States whose change is told with the data of all channels. */
    private static final Set<String> LIGHT = Set.of(
            "candelabra:LightingModeState",
            "candelabra:Level1State",
            "candelabra:Level2State",
            "candelabra:Level3State",
            "candelabra:Level4State",
            "candelabra:MaxLevelsState",
            "core:LightIntensityState",
            "core:OnOffState");

    /** States whose change is told in brief. */
    private static final Set<String> DATA = Set.of(
            "candelabra:ErrorTypesState",
            "candelabra:SeenAtState",
            "core:ElectricPowerConsumptionState",
            "core:ElectricEnergyConsumptionState");

    /** States whose change is told with the moments at which the lamp will switch. */
    private static final Set<String> SCHEME =
            Set.of("candelabra:DimmingSchemeState", "candelabra:DimmingPlanState", "candelabra:MaxLevelsState");

    private final Lamps lamps;

    public SustainderPushes(Lamps lamps) {
        this.lamps = lamps;
    }

    @Override
    public String dialect() {
        return SustainderAuth.DIALECT;
    }

    @Override
    public Mode mode(Subscription subscription) {
        return Mode.STREAM;
    }

    @Override
    public List<Message> messages(Subscription subscription, LoggedEvent logged, SiteState state) {
        Optional<HookType> type = HookType.of(subscription.kind());
        if (type.isEmpty()) {
            return List.of();
        }
        return switch (type.get()) {
            case STATUS_PUSH -> pushes(subscription, logged.event(), state);
            case STATUS_RESPONSE -> responses(subscription, logged.event(), state);
            case GATEWAY_STATE_CHANGE -> gateways(subscription, logged, state);
            case DIMMING_SCHEME -> schemes(subscription, logged, state);
        };
    }

    private List<Message> pushes(Subscription subscription, SiteEvent event, SiteState state) {
        List<Message> messages = new ArrayList<>();
        if (event instanceof SiteEvent.StatesChanged changed) {
            for (SiteEvent.DeviceStates change : changed.changes()) {
                Set<String> names = change.states().stream().map(State::name).collect(Collectors.toSet());
                boolean light = names.stream().anyMatch(LIGHT::contains);
                if (light || names.stream().anyMatch(DATA::contains)) {
                    device(subscription, state, change.device())
                            .map(d -> d.withStates(d.states().with(change.states())))
                            .map(d -> lamps.lamp(state, d))
                            .ifPresent(lamp ->
                                    messages.add(light ? LampMessages.channels(lamp) : LampMessages.brief(lamp)));
                }
            }
        } else if (event instanceof SiteEvent.AvailabilityChanged changed) {
            device(subscription, state, changed.device())
                    .map(d -> d.withAvailable(changed.available()))
                    .map(d -> lamps.lamp(state, d))
                    .ifPresent(lamp -> messages.add(LampMessages.brief(lamp)));
        }
        return messages;
    }

    private List<Message> responses(Subscription subscription, SiteEvent event, SiteState state) {
        if (event instanceof SiteEvent.StepMoved moved && moved.phase() == Phase.COMPLETED) {
            return device(subscription, state, moved.device())
                    .map(d -> LampMessages.channels(lamps.lamp(state, d)))
                    .stream()
                    .toList();
        }
        return List.of();
    }

    private List<Message> schemes(Subscription subscription, LoggedEvent logged, SiteState state) {
        List<Message> messages = new ArrayList<>();
        if (logged.event() instanceof SiteEvent.StatesChanged changed) {
            for (SiteEvent.DeviceStates change : changed.changes()) {
                if (change.states().stream().map(State::name).anyMatch(SCHEME::contains)) {
                    device(subscription, state, change.device())
                            .map(d -> d.withStates(d.states().with(change.states())))
                            .map(d -> lamps.lamp(state, d))
                            .ifPresent(lamp -> messages.add(SwitchMoments.message(state, lamp, logged.atMs())));
                }
            }
        }
        return messages;
    }

    private static List<Message> gateways(Subscription subscription, LoggedEvent logged, SiteState state) {
        if (logged.event() instanceof SiteEvent.GatewayAliveChanged changed) {
            return state
                    .gateway(changed.gateway())
                    .filter(g -> within(subscription, state, g))
                    .map(g -> LampMessages.gateway(g, changed.alive(), logged.atMs()))
                    .stream()
                    .toList();
        }
        return List.of();
    }

    private static Optional<Device> device(Subscription subscription, SiteState state, DeviceId id) {
        return state.device(id)
                .filter(Lamp::isLamp)
                .filter(d -> state.within(d.area(), subscription.vendor().getOrDefault(AREA, "")));
    }

    private static boolean within(Subscription subscription, SiteState state, Gateway gateway) {
        return sight(subscription, state).sees(gateway);
    }

    /** A subscription sees what is in the area that its application was bound to when it was made. */
    private static Sight sight(Subscription subscription, SiteState state) {
        return new Sight(Caller.CORE.within(subscription.vendor().getOrDefault(AREA, "")), state);
    }

    /** A message to try an address out: how it is now with one lamp or gateway; empty where there is none to speak of. */
    Optional<Message> sample(Subscription subscription, SiteState state, long nowMs) {
        if (subscription.kind().equals(HookType.GATEWAY_STATE_CHANGE.word())) {
            return sight(subscription, state)
                    .gateways()
                    .findFirst()
                    .map(g -> LampMessages.gateway(g, g.alive(), nowMs));
        }
        Optional<Lamp> lamp = state.devices().stream()
                .flatMap(d -> device(subscription, state, d.id()).stream())
                .findFirst()
                .map(d -> lamps.lamp(state, d));
        return subscription.kind().equals(HookType.DIMMING_SCHEME.word())
                ? lamp.map(l -> SwitchMoments.message(state, l, nowMs))
                : lamp.map(LampMessages::channels);
    }

    @Override
    public List<Message> snapshot(Subscription subscription, SiteState state) {
        Optional<HookType> type = HookType.of(subscription.kind());
        if (type.filter(t -> t == HookType.GATEWAY_STATE_CHANGE).isPresent()) {
            return sight(subscription, state)
                    .gateways()
                    .map(g -> LampMessages.gateway(g, g.alive(), 0))
                    .toList();
        }
        if (type.filter(t -> t == HookType.STATUS_PUSH).isEmpty()) {
            return List.of();
        }
        return state.devices().stream()
                .flatMap(d -> device(subscription, state, d.id()).stream())
                .map(d -> LampMessages.channels(lamps.lamp(state, d)))
                .toList();
    }
}
