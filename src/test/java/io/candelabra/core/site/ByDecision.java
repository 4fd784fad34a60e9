package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.TEST;
import static io.candelabra.core.site.HandStepped.gateway;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.FoundDevice;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A site with one gateway that a test moves by calling the decider: no store, no thread, and time stands. */
abstract class ByDecision {
    static final Caller OWNER = person(Verb.VIEW, Verb.CONFIGURE);

    final List<SiteEvent> events = new ArrayList<>();
    long nowMs = 1_700_000_000_000L;
    SiteState state = SiteState.empty(SITE);
    final Sites.TypeOf types;

    ByDecision(Sites.TypeOf types) {
        this.types = types;
        tell(Caller.CORE, new Command.PutGateway(gateway(GATEWAY)));
    }

    static Caller person(Verb... verbs) {
        return Caller.person("somebody", List.of(new Grant(SITE, new HashSet<>(List.of(verbs)), Set.of())));
    }

    final <A> A tell(Caller caller, Command<A> command) {
        Moment moment =
                new Moment(nowMs, () -> "id" + nowMs + "-" + events.size(), types, SiteLimits.LOCAL, Declared.NOTHING);
        Decision<A> decision = Decider.decide(state, caller, command, TEST, moment);
        state = decision.after();
        events.clear();
        decision.events().forEach(caused -> events.add(caused.event()));
        return decision.answer();
    }

    final void hear(Report... reports) {
        tell(Caller.CORE, new Command.Hear(List.of(reports)));
    }

    final Refused.Detail refusal(Caller caller, Command<?> command) {
        return catchThrowableOfType(Refused.class, () -> tell(caller, command)).detail();
    }

    static DeviceId id(String address) {
        return DeviceId.of("io", GATEWAY, address);
    }

    static Device device(String address, State... states) {
        return Device.of(id(address), "test:Lamp", "lamp " + address, States.of(states));
    }

    static Report found(String address, State... states) {
        return new Report.DeviceFound(device(address, states));
    }

    final void devicesWait() {
        tell(OWNER, new Command.ReceiveDevices(true));
    }

    final Optional<FoundDevice> inbox(String address) {
        return state.resource(FoundDevice.class, id(address).value());
    }

    final List<Alert> alerts(String kind) {
        return state.alerts().stream()
                .filter(alert -> alert.kind().equals(kind))
                .toList();
    }
}
