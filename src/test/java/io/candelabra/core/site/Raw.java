package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Events that are written as they are, past all commands and rules: the parts that carry, store and show events must
 * take any, and a store may hold events of another version.
 */
public final class Raw {
    private Raw() {}

    /** From the state as it is, what is written, and the answer. */
    @FunctionalInterface
    public interface Rule<A> {
        Outcome<A> decide(SiteState state, long nowMs);
    }

    /** The events, in order, and what the asker is told when they are on disk. */
    public record Outcome<A>(List<SiteEvent> events, A answer) {
        public Outcome {
            events = List.copyOf(events);
        }
    }

    /** Writes what a rule says; the answer completes when it is on disk. */
    public static <A> CompletableFuture<A> ask(Sites sites, SiteId site, Rule<A> rule, Cause cause) {
        Moment moment = sites.moment();
        return sites.local(site)
                .enqueue(
                        state -> {
                            Draft draft = new Draft(state, moment, cause);
                            Outcome<A> outcome = rule.decide(state, moment.nowMs());
                            outcome.events().forEach(draft::add);
                            return draft.answer(outcome.answer());
                        },
                        moment);
    }

    /** The same, and waits for it. */
    public static <A> A tell(Sites sites, SiteId site, Rule<A> rule) {
        return ask(sites, site, rule, new Cause("test", "test", "")).join();
    }

    /** Gathers events; says "created" or "changed" by what is there. */
    public static final class Changes {
        private final SiteState state;
        private final List<SiteEvent> events = new ArrayList<>();

        public Changes(SiteState state) {
            this.state = state;
        }

        public Changes put(Resource resource) {
            return add(new SiteEvent.ResourcePut(
                    resource, state.resource(resource.ref()).isEmpty()));
        }

        /** Deletes a resource if it is there. */
        public Changes delete(Resource.Ref ref) {
            state.resource(ref).ifPresent(r -> add(new SiteEvent.ResourceDeleted(r)));
            return this;
        }

        public Changes put(Device device) {
            return add(new SiteEvent.DevicePut(device, state.device(device.id()).isEmpty()));
        }

        public Changes put(Gateway gateway) {
            return add(new SiteEvent.GatewayPut(
                    gateway, state.gateway(gateway.id()).isEmpty()));
        }

        public Changes add(SiteEvent event) {
            events.add(event);
            return this;
        }

        public <A> Outcome<A> answer(A answer) {
            return new Outcome<>(events, answer);
        }
    }
}
