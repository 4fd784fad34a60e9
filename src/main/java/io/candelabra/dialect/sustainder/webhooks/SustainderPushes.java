package io.candelabra.dialect.sustainder.webhooks;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.auth.SustainderAuth;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.State;
import io.candelabra.push.Pushes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The messages to subscribers of this dialect: one for each lamp or gateway that has news. */
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

    /** A subscription sees the area that its application was bound to when it was made. */
    @Override
    public Caller caller(Subscription subscription) {
        return Caller.CORE.within(subscription.vendor().getOrDefault(AREA, ""));
    }

    @Override
    public List<Message> messages(Subscription subscription, LoggedEvent logged, View view) {
        Optional<HookType> type = HookType.of(subscription.kind());
        if (type.isEmpty()) {
            return List.of();
        }
        return switch (type.get()) {
            case STATUS_PUSH -> pushes(logged.event(), view);
            case STATUS_RESPONSE -> responses(logged.event(), view);
            case GATEWAY_STATE_CHANGE -> gateways(logged, view);
            case DIMMING_SCHEME -> schemes(logged, view);
        };
    }

    private List<Message> pushes(SiteEvent event, View view) {
        List<Message> messages = new ArrayList<>();
        if (event instanceof SiteEvent.StatesChanged changed) {
            for (SiteEvent.DeviceStates change : changed.changes()) {
                Set<String> names = change.states().stream().map(State::name).collect(Collectors.toSet());
                boolean light = names.stream().anyMatch(LIGHT::contains);
                if (light || names.stream().anyMatch(DATA::contains)) {
                    device(view, change.device())
                            .map(d -> d.withStates(d.states().with(change.states())))
                            .map(d -> lamps.lamp(view, d))
                            .ifPresent(lamp ->
                                    messages.add(light ? LampMessages.channels(lamp) : LampMessages.brief(lamp)));
                }
            }
        } else if (event instanceof SiteEvent.AvailabilityChanged changed) {
            device(view, changed.device())
                    .map(d -> d.withAvailable(changed.available()))
                    .map(d -> lamps.lamp(view, d))
                    .ifPresent(lamp -> messages.add(LampMessages.brief(lamp)));
        }
        return messages;
    }

    private List<Message> responses(SiteEvent event, View view) {
        if (event instanceof SiteEvent.StepMoved moved && moved.phase() == Phase.COMPLETED) {
            return device(view, moved.device()).map(d -> LampMessages.channels(lamps.lamp(view, d))).stream()
                    .toList();
        }
        return List.of();
    }

    private List<Message> schemes(LoggedEvent logged, View view) {
        List<Message> messages = new ArrayList<>();
        if (logged.event() instanceof SiteEvent.StatesChanged changed) {
            for (SiteEvent.DeviceStates change : changed.changes()) {
                if (change.states().stream().map(State::name).anyMatch(SCHEME::contains)) {
                    device(view, change.device())
                            .map(d -> d.withStates(d.states().with(change.states())))
                            .map(d -> lamps.lamp(view, d))
                            .ifPresent(lamp -> messages.add(SwitchMoments.message(view, lamp, logged.atMs())));
                }
            }
        }
        return messages;
    }

    private static List<Message> gateways(LoggedEvent logged, View view) {
        if (logged.event() instanceof SiteEvent.GatewayAliveChanged changed) {
            return view
                    .gateway(changed.gateway())
                    .map(g -> LampMessages.gateway(g, changed.alive(), logged.atMs()))
                    .stream()
                    .toList();
        }
        return List.of();
    }

    private static Optional<Device> device(View view, DeviceId id) {
        return view.device(id).filter(Lamp::isLamp);
    }

    /**
     * A message to try an address out: how it is now with one lamp or gateway; empty where there is none to speak of.
     */
    Optional<Message> sample(Subscription subscription, View view, long nowMs) {
        if (subscription.kind().equals(HookType.GATEWAY_STATE_CHANGE.word())) {
            return view.gateways().findFirst().map(g -> LampMessages.gateway(g, g.alive(), nowMs));
        }
        Optional<Lamp> lamp = view.devices()
                .flatMap(d -> device(view, d.id()).stream())
                .findFirst()
                .map(d -> lamps.lamp(view, d));
        return subscription.kind().equals(HookType.DIMMING_SCHEME.word())
                ? lamp.map(l -> SwitchMoments.message(view, l, nowMs))
                : lamp.map(LampMessages::channels);
    }

    @Override
    public List<Message> snapshot(Subscription subscription, View view) {
        Optional<HookType> type = HookType.of(subscription.kind());
        if (type.filter(t -> t == HookType.GATEWAY_STATE_CHANGE).isPresent()) {
            return view.gateways()
                    .map(g -> LampMessages.gateway(g, g.alive(), 0))
                    .toList();
        }
        if (type.filter(t -> t == HookType.STATUS_PUSH).isEmpty()) {
            return List.of();
        }
        return view.devices()
                .flatMap(d -> device(view, d.id()).stream())
                .map(d -> LampMessages.channels(lamps.lamp(view, d)))
                .toList();
    }
}
