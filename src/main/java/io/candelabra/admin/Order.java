package io.candelabra.admin;

import io.candelabra.model.Resource.Verb;
import io.candelabra.model.WayIn;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An order of an administrator. It travels as JSON between two programs of one version. */
public sealed interface Order {

    /** Whether it looks and changes nothing. Commands that wait look several times a second. */
    default boolean looks() {
        return switch (this) {
            case ListSites ignored -> true;
            case ListIntegrations ignored -> true;
            case ShowIntegration ignored -> true;
            case ListDriverKinds ignored -> true;
            case ShowDriverKind ignored -> true;
            case ListGateways ignored -> true;
            case ShowGateway ignored -> true;
            case ListDevices ignored -> true;
            case ListFound ignored -> true;
            case SetPassword ignored -> false;
            case AddSite ignored -> false;
            case AddIntegration ignored -> false;
            case RevokeIntegration ignored -> false;
            case AddGateway ignored -> false;
            case ChangeGateway ignored -> false;
            case RemoveGateway ignored -> false;
            case DescribeDevice ignored -> false;
            case RemoveDevice ignored -> false;
            case DecideFound ignored -> false;
            case ReceiveDevices ignored -> false;
            // the dialect alone knows
            case OfDialect ignored -> false;
        };
    }

    /**
     * Sets another password for an account; sessions that were opened with the old one end.
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

    /**
     * Adds a site that is empty yet.
     *
     * @param label the name where empty
     * @param owner account that is to have all rights; the one that the first start made where empty
     */
    record AddSite(String name, String label, String timezone, double latitude, double longitude, String owner)
            implements Order {
        public AddSite {
            Objects.requireNonNull(name);
            Objects.requireNonNull(label);
            Objects.requireNonNull(timezone);
            Objects.requireNonNull(owner);
        }
    }

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
            Optional<WayIn> way,
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

    /** The kinds of drivers that there are. */
    record ListDriverKinds() implements Order {}

    /** The settings of a kind of driver. */
    record ShowDriverKind(String kind) implements Order {
        public ShowDriverKind {
            Objects.requireNonNull(kind);
        }
    }

    /** @param site of all sites where empty */
    record ListGateways(String site) implements Order {
        public ListGateways {
            Objects.requireNonNull(site);
        }
    }

    record ShowGateway(String site, String gateway) implements Order {
        public ShowGateway {
            Objects.requireNonNull(site);
            Objects.requireNonNull(gateway);
        }
    }

    /**
     * Adds a gateway.
     *
     * @param secrets settings that nobody may read, in clear: they are sealed by the server
     * @param files settings that are documents, in base 64
     */
    record AddGateway(
            String site,
            String gateway,
            String kind,
            String label,
            String area,
            String timezone,
            Map<String, String> settings,
            Map<String, String> secrets,
            Map<String, String> files)
            implements Order {
        public AddGateway {
            Objects.requireNonNull(site);
            Objects.requireNonNull(gateway);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(label);
            Objects.requireNonNull(area);
            Objects.requireNonNull(timezone);
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
            files = Map.copyOf(files);
        }

        /** Never the settings. */
        @Override
        public String toString() {
            return "AddGateway[" + site + ", " + gateway + ", " + kind + "]";
        }
    }

    /**
     * Changes a gateway; what is empty stays.
     *
     * @param secrets settings that nobody may read, in clear: they are sealed by the server
     * @param files settings that are documents, in base 64
     * @param unset names of settings that are not to stand any more
     */
    record ChangeGateway(
            String site,
            String gateway,
            Optional<String> kind,
            Optional<String> label,
            Optional<String> area,
            Optional<String> timezone,
            Map<String, String> settings,
            Map<String, String> secrets,
            Map<String, String> files,
            Set<String> unset)
            implements Order {
        public ChangeGateway {
            Objects.requireNonNull(site);
            Objects.requireNonNull(gateway);
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
            files = Map.copyOf(files);
            unset = Set.copyOf(unset);
        }

        /** Never the settings. */
        @Override
        public String toString() {
            return "ChangeGateway[" + site + ", " + gateway + "]";
        }
    }

    /** @param withDevices also where it has some, which go with it */
    record RemoveGateway(String site, String gateway, boolean withDevices) implements Order {
        public RemoveGateway {
            Objects.requireNonNull(site);
            Objects.requireNonNull(gateway);
        }
    }

    /** @param gateway only of this one; of all where empty */
    record ListDevices(String site, String gateway) implements Order {
        public ListDevices {
            Objects.requireNonNull(site);
            Objects.requireNonNull(gateway);
        }
    }

    /** Changes what people say of a device; what is empty stays. */
    record DescribeDevice(String site, String device, Optional<String> label, Optional<String> area) implements Order {
        public DescribeDevice {
            Objects.requireNonNull(site);
            Objects.requireNonNull(device);
        }
    }

    record RemoveDevice(String site, String device) implements Order {
        public RemoveDevice {
            Objects.requireNonNull(site);
            Objects.requireNonNull(device);
        }
    }

    /** @param site whose found devices are listed; those of all sites where empty */
    record ListFound(String site) implements Order {
        public ListFound {
            Objects.requireNonNull(site);
        }
    }

    /** Decides on a found device. */
    record DecideFound(String site, String device, Decision decision) implements Order {
        public DecideFound {
            Objects.requireNonNull(site);
            Objects.requireNonNull(device);
            Objects.requireNonNull(decision);
        }
    }

    /** What becomes of a found device. */
    enum Decision {
        ACCEPT,
        REFUSE,
        FORGET
    }

    /** @param waits whether devices that are found from now on wait until they are accepted */
    record ReceiveDevices(String site, boolean waits) implements Order {
        public ReceiveDevices {
            Objects.requireNonNull(site);
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
