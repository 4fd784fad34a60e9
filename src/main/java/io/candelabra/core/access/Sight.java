package io.candelabra.core.access;

import io.candelabra.core.state.SiteState;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource.Verb;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sees of a site at one moment: the same whichever dialect asks. What is not seen reads like what is not there.
 */
public final class Sight {
    private final Caller caller;
    private final SiteState state;
    private @Nullable Set<GatewayId> behind;

    public Sight(Caller caller, SiteState state) {
        this.caller = caller;
        this.state = state;
    }

    /** Whether nothing of the site is kept from the caller. */
    public boolean everything() {
        return switch (caller.kind()) {
            case CORE -> caller.area().isEmpty();
            case ADMINISTRATOR -> false;
            case PERSON, INTEGRATION ->
                caller.area().isEmpty()
                        && caller.grant(state.site())
                                .filter(grant -> grant.verbs().contains(Verb.VIEW))
                                .filter(grant -> grant.hiddenDevices().isEmpty())
                                .isPresent();
        };
    }

    /** A device that is not hidden, and within the area that the caller is bound to. */
    public boolean sees(Device device) {
        return Access.sees(caller, state.site(), device.id()) && state.within(device.area(), caller.area());
    }

    /** One that is gone is seen by whoever sees everything. */
    public boolean sees(DeviceId id) {
        return state.device(id).map(this::sees).orElseGet(this::everything);
    }

    /** Whether every device that is acted on is seen. */
    public boolean seesAll(List<Action> actions) {
        return everything() || actions.stream().allMatch(action -> sees(action.device()));
    }

    /** A gateway that stands in the area that the caller is bound to, or through which something works that the caller sees there. */
    public boolean sees(Gateway gateway) {
        if (!Access.may(caller, state.site(), Verb.VIEW)) {
            return false;
        }
        return caller.area().isEmpty()
                || state.within(gateway.area(), caller.area())
                || behind().contains(gateway.id());
    }

    /** The gateways that are seen, in their order. */
    public Stream<Gateway> gateways() {
        return state.gateways().stream().filter(this::sees);
    }

    private Set<GatewayId> behind() {
        if (behind == null) {
            behind = new HashSet<>();
            for (Device device : state.devices()) {
                // many devices are behind few gateways
                if (!behind.contains(device.id().gateway()) && sees(device)) {
                    behind.add(device.id().gateway());
                }
            }
        }
        return behind;
    }

    /** Of what was done and told: what is about devices that are seen. What speaks of the site is for those who see all of it. */
    public boolean sees(HistoryItem item) {
        return switch (item) {
            case HistoryItem.EndedExecution ended ->
                seesAll(ended.execution().plan().actions());
            case HistoryItem.DeviceEvent event -> sees(event.device());
            case HistoryItem.Notification ignored -> everything();
            case HistoryItem.Visit ignored -> Access.may(caller, state.site(), Verb.ADMINISTER);
        };
    }
}
