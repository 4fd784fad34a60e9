package io.candelabra.core.command;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** From the state as it is, what is to change, and the answer. Pure. */
@FunctionalInterface
public interface EditRule<A> {
    Outcome<A> decide(SiteState state, long nowMs);

    /** The changes, in order, and what the asker is told when they are on disk. */
    record Outcome<A>(List<SiteEvent> events, A answer) {
        public Outcome {
            events = List.copyOf(events);
        }
    }

    /** Gathers changes; says "created" or "changed" by what is there. */
    final class Changes {
        private final SiteState state;
        private final List<SiteEvent> events = new ArrayList<>();

        public Changes(SiteState state) {
            this.state = state;
        }

        public Changes put(Resource resource) {
            events.add(new SiteEvent.ResourcePut(
                    resource, state.resource(resource.ref()).isEmpty()));
            return this;
        }

        /** Deletes a resource if it is there. */
        public Changes delete(Resource.Ref ref) {
            state.resource(ref).ifPresent(r -> events.add(new SiteEvent.ResourceDeleted(r)));
            return this;
        }

        public Changes put(Device device) {
            events.add(new SiteEvent.DevicePut(device, state.device(device.id()).isEmpty()));
            return this;
        }

        public Changes put(Gateway gateway) {
            events.add(new SiteEvent.GatewayPut(
                    gateway, state.gateway(gateway.id()).isEmpty()));
            return this;
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
