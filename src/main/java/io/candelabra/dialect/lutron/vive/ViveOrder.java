package io.candelabra.dialect.lutron.vive;

import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import java.util.Objects;

/** Orders of an administrator about Vive hubs. They travel as JSON between two programs of one version. */
public sealed interface ViveOrder {

    /** Opens pairing for three minutes: programs may pair without a code, as that integration. */
    record OpenPairing(String integration) implements ViveOrder {
        public OpenPairing {
            Objects.requireNonNull(integration);
        }
    }

    /** Ends open pairing of the hubs that show a site. */
    record ClosePairing(String site) implements ViveOrder {
        public ClosePairing {
            Objects.requireNonNull(site);
        }
    }

    /** Makes a code with which one program may be paired within a quarter of an hour, as that integration. */
    record IssueCode(String integration) implements ViveOrder {
        public IssueCode {
            Objects.requireNonNull(integration);
        }
    }

    /** Makes a certificate that a partner's program shows at pairing, with its key. */
    record IssuePartner(String name) implements ViveOrder {
        public IssuePartner {
            Objects.requireNonNull(name);
        }
    }

    /** Lists all pairings. */
    record ListPairings() implements ViveOrder {}

    /**
     * Ends a pairing.
     *
     * @param id of the pairing, or how it begins
     */
    record RevokePairing(String id) implements ViveOrder {
        public RevokePairing {
            Objects.requireNonNull(id);
        }
    }

    /** Lists hubs and processors, with their settings. */
    record ListHubs() implements ViveOrder {}

    /**
     * Sets the description of a hub.
     *
     * @param gateway id of the hub
     */
    record PutHub(String gateway, HubSettings settings) implements ViveOrder {
        public PutHub {
            Objects.requireNonNull(gateway);
            Objects.requireNonNull(settings);
        }
    }
}
