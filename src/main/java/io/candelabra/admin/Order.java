package io.candelabra.admin;

import io.candelabra.model.Resource.Verb;
import io.candelabra.model.Resource.Way;
import java.util.Objects;
import java.util.Optional;

/** An order of an administrator. It travels as JSON between two programs of one version. */
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
     * @param name the integration's name
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

    /**
     * An order that one dialect alone knows.
     *
     * @param about the order in words, for the log: never with a secret in it
     * @param order JSON, as the dialect's own command wrote it
     */
    record OfDialect(String dialect, String about, String order) implements Order {
        public OfDialect {
            Objects.requireNonNull(dialect);
            Objects.requireNonNull(about);
            Objects.requireNonNull(order);
        }

        /** Never the order itself. */
        @Override
        public String toString() {
            return dialect + " " + about;
        }
    }
}
