package io.candelabra.dialect.lutron.quantum;

import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import java.util.Objects;

/** Orders of an administrator about Quantum servers. They travel as JSON between two programs of one version. */
public sealed interface QuantumOrder {

    /** Lists processors and hubs, with their licences. */
    record ListProcessors() implements QuantumOrder {}

    /**
     * Sets the description of a processor.
     *
     * @param gateway id of the processor
     */
    record PutProcessor(String gateway, HubSettings settings) implements QuantumOrder {
        public PutProcessor {
            Objects.requireNonNull(gateway);
            Objects.requireNonNull(settings);
        }
    }

    /** Sets the occupancy webhook of the server that shows a site. */
    record PutWebhook(String site, QuantumWebhook.Wanted wanted) implements QuantumOrder {
        public PutWebhook {
            Objects.requireNonNull(site);
            Objects.requireNonNull(wanted);
        }
    }

    /** Switches a webhook that is set on or off. */
    record SwitchWebhook(String site, boolean enabled) implements QuantumOrder {
        public SwitchWebhook {
            Objects.requireNonNull(site);
        }
    }

    /** Shows the webhook, without its key. */
    record ShowWebhook(String site) implements QuantumOrder {
        public ShowWebhook {
            Objects.requireNonNull(site);
        }
    }

    /** Sends a message for a trial. */
    record TestWebhook(String site) implements QuantumOrder {
        public TestWebhook {
            Objects.requireNonNull(site);
        }
    }

    /** Lists the messages that were sent lately, and how that went. */
    record LogWebhook(String site) implements QuantumOrder {
        public LogWebhook {
            Objects.requireNonNull(site);
        }
    }

    /** Ends the webhook. */
    record DeleteWebhook(String site) implements QuantumOrder {
        public DeleteWebhook {
            Objects.requireNonNull(site);
        }
    }
}
