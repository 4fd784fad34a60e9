package io.candelabra.admin;

import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.Resource.Way;
import java.util.Objects;
import java.util.Optional;

/** All that an administrator can ask for. It travels as JSON between two programs of one version. */
public sealed interface Order {

    /**
     * Sets another password for an account; whoever came in with the old one is out.
     *
     * @param password made up where empty
     */
    record SetPassword(String account, String password) implements Order {
        public SetPassword {
            Objects.requireNonNull(account);
            Objects.requireNonNull(password);
        }

        /** Never the password. */
        @Override
        public String toString() {
            return "SetPassword[" + account + "]";
        }
    }

    /** The sites that there are. */
    record ListSites() implements Order {}

    record ListIntegrations() implements Order {}

    record ShowIntegration(String name) implements Order {
        public ShowIntegration {
            Objects.requireNonNull(name);
        }
    }

    /**
     * Lets a program in.
     *
     * @param name what the integration is called
     * @param dialect by its name, such as overkiz
     * @param way the dialect's usual one where empty
     * @param user account to come in as; the integration's name where empty
     * @param password of the account, where it is made; made up where empty
     * @param number of the binding to look through, where the dialect has such; the site's own, or the next free one, where
     *     empty
     * @param rights the most that the program may do; the dialect's usual where empty
     */
    record AddIntegration(
            String name,
            String dialect,
            String site,
            Optional<Way> way,
            String user,
            String password,
            Optional<Integer> number,
            Optional<Verb> rights)
            implements Order {
        public AddIntegration {
            Objects.requireNonNull(name);
            Objects.requireNonNull(dialect);
            Objects.requireNonNull(site);
            Objects.requireNonNull(user);
            Objects.requireNonNull(password);
        }

        /** The same at another site. */
        AddIntegration at(String other) {
            return new AddIntegration(name, dialect, other, way, user, password, number, rights);
        }

        /** Never the password. */
        @Override
        public String toString() {
            return "AddIntegration[" + name + "]";
        }
    }

    record RevokeIntegration(String name) implements Order {
        public RevokeIntegration {
            Objects.requireNonNull(name);
        }
    }

    /** For three minutes programs may pair without a code, as that integration. */
    record OpenPairing(String integration) implements Order {
        public OpenPairing {
            Objects.requireNonNull(integration);
        }
    }

    record ClosePairing(String site) implements Order {
        public ClosePairing {
            Objects.requireNonNull(site);
        }
    }

    /** A code with which one program may be paired within a quarter of an hour, as that integration. */
    record IssueCode(String integration) implements Order {
        public IssueCode {
            Objects.requireNonNull(integration);
        }
    }

    /** A certificate that a partner's program shows at pairing, with its key. */
    record IssuePartner(String name) implements Order {
        public IssuePartner {
            Objects.requireNonNull(name);
        }
    }

    record ListPairings() implements Order {}

    /** @param id of the pairing, or how it begins */
    record RevokePairing(String id) implements Order {
        public RevokePairing {
            Objects.requireNonNull(id);
        }
    }

    /** Hubs and processors, with what is said of them. */
    record ListHubs() implements Order {}

    /** @param gateway id of the hub or processor */
    record PutHub(String gateway, HubSettings settings) implements Order {
        public PutHub {
            Objects.requireNonNull(gateway);
            Objects.requireNonNull(settings);
        }
    }

    /** Sets the occupancy webhook of a Quantum server. */
    record PutWebhook(String site, String url, String key, String rootPem, boolean enabled) implements Order {
        public PutWebhook {
            Objects.requireNonNull(site);
            Objects.requireNonNull(url);
            Objects.requireNonNull(key);
            Objects.requireNonNull(rootPem);
        }

        /** Never the key. */
        @Override
        public String toString() {
            return "PutWebhook[" + site + ", " + url + "]";
        }
    }

    /** Switches a webhook that is set on or off. */
    record SwitchWebhook(String site, boolean enabled) implements Order {
        public SwitchWebhook {
            Objects.requireNonNull(site);
        }
    }

    record ShowWebhook(String site) implements Order {
        public ShowWebhook {
            Objects.requireNonNull(site);
        }
    }

    record TestWebhook(String site) implements Order {
        public TestWebhook {
            Objects.requireNonNull(site);
        }
    }

    /** What was sent lately, and how that went. */
    record LogWebhook(String site) implements Order {
        public LogWebhook {
            Objects.requireNonNull(site);
        }
    }

    record DeleteWebhook(String site) implements Order {
        public DeleteWebhook {
            Objects.requireNonNull(site);
        }
    }
}
