package io.candelabra.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A thing that a site stores besides devices and gateways. Whatever carries rights, references or schedules has a record of its
 * own here; {@link Extra} holds the small things that one dialect alone keeps and no rule looks into.
 */
public sealed interface Resource {
    /** Unique among resources of the same record in the site. */
    String id();

    /** Points at a resource: the stored name of its record, such as {@code scene}, and its id. */
    record Ref(String kind, String id) implements Comparable<Ref> {
        @Override
        public int compareTo(Ref other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : id.compareTo(other.id);
        }
    }

    default Ref ref() {
        return new Ref(Stored.Name.of(getClass()), id());
    }

    static Ref ref(Class<? extends Resource> kind, String id) {
        return new Ref(Stored.Name.of(kind), id);
    }

    /** The site's own description: one per site, with the id {@code site}. */
    @Stored("profile")
    record Profile(String name, double latitude, double longitude, String timezone, Map<String, String> vendor)
            implements Resource {
        @Override
        public String id() {
            return "site";
        }
    }

    /** An area in the tree of areas; {@code parent} is empty at the root. */
    @Stored("area")
    record Area(
            String id,
            String parent,
            String label,
            int type,
            long createdMs,
            long updatedMs,
            Map<String, String> ids,
            Map<String, String> vendor)
            implements Resource {}

    /** Devices (and areas) that belong together for a purpose. */
    @Stored("group")
    record Group(
            String id,
            String label,
            int type,
            List<DeviceId> devices,
            List<String> areas,
            long createdMs,
            long updatedMs,
            Map<String, String> ids,
            Map<String, String> vendor)
            implements Resource {}

    /** A plan kept for use: a scenario, an area scene, a virtual button. */
    @Stored("scene")
    record Scene(
            String id,
            String label,
            List<Action> actions,
            long createdMs,
            long updatedMs,
            Map<String, String> ids,
            Map<String, String> vendor)
            implements Resource {}

    /** A plan that starts once, at a moment of site time. */
    @Stored("delayedStart")
    record DelayedStart(String id, long atMs, Plan plan, String owner, Cause cause) implements Resource {}

    /**
     * How far a site has come with the schedule of a dialect, whose name is the id: all up to {@code upToMs} has happened or was
     * left out, and at {@code nextMs} the next moment comes, or is looked for. Both are site time.
     */
    @Stored("agenda")
    record Agenda(String id, long upToMs, long nextMs) implements Resource {}

    /** Settings that wait until a device can be reached: of each command the last one, until the device has done it. */
    @Stored("queuedSettings")
    record QueuedSettings(DeviceId device, List<Waiting> waiting) implements Resource {
        public QueuedSettings {
            waiting = List.copyOf(waiting);
        }

        @Override
        public String id() {
            return device.value();
        }

        /** @param owner name of the caller who asked, @param sinceMs site time at which it was */
        public record Waiting(DeviceCommand command, String owner, Cause cause, long sinceMs) {}
    }

    /**
     * A type of device that only this site knows: taken from an imported home, or told by a gateway.
     *
     * @param vendorJson its definition as it came in, in the form of the dialect that it came from; may be empty
     */
    @Stored("siteType")
    record SiteType(DeviceType type, String vendorJson) implements Resource {
        /** Between the name that a gateway tells and the gateway. Clients are shown what stands before the first {@code ~}. */
        public static final String AT = "~@";

        @Override
        public String id() {
            return type.name();
        }

        /** The name of a type that a gateway tells: two gateways may each mean something else by one name. */
        public static String nameAt(GatewayId gateway, String told) {
            return told + AT + gateway;
        }

        /**
         * The name by which clients know a type: several types of a site may share it. It is the name up to the first {@code ~}, behind
         * which stands what sets them apart: a number, or the gateway that told the type.
         *
         * @param name a type's own name, such as that of {@link Device#type()}
         */
        public static String plainName(String name) {
            int apart = name.indexOf('~');
            return apart < 0 ? name : name.substring(0, apart);
        }
    }

    /**
     * A small thing that the driver of a gateway keeps for its next start, such as a token or a certificate that the far end gave
     * it.
     *
     * @param sealed its text, sealed by {@code core.secret.Vault} for this gateway and name
     */
    @Stored("driverNote")
    record DriverNote(GatewayId gateway, String name, String sealed) implements Resource {
        /** So many a gateway may have. */
        public static final int MOST_AT_A_GATEWAY = 50;

        @Override
        public String id() {
            return idOf(gateway, name);
        }

        public static String idOf(GatewayId gateway, String name) {
            return gateway + "/" + name;
        }

        /** Never what is kept. */
        @Override
        public String toString() {
            return "DriverNote[" + id() + "]";
        }
    }

    /**
     * A document that a gateway was given as a setting, such as a table of addresses. At the gateway itself stands its {@link DocumentMark}.
     *
     * @param text as the kind of the driver read it
     */
    @Stored("driverDocument")
    record DriverDocument(GatewayId gateway, String setting, String text) implements Resource {
        /** So many characters a document has at most. */
        public static final int LONGEST = 2_000_000;

        @Override
        public String id() {
            return DriverNote.idOf(gateway, setting);
        }

        /** Never the text. */
        @Override
        public String toString() {
            return "DriverDocument[" + id() + "]";
        }
    }

    /**
     * A device that its gateway has found and that is not let in: it waits for a person, or a person refused it.
     *
     * @param device the device as its newest report tells it; of a refused one its description alone
     * @param refused whether a person keeps it out, however often it is found
     * @param problem why it cannot be let in, as a sentence; empty where it can be
     * @param foundMs site time of the first report
     * @param toldMs site time since which {@code tellings} counts
     * @param tellings how often its reports were written since then
     */
    @Stored("foundDevice")
    record FoundDevice(Device device, boolean refused, String problem, long foundMs, long toldMs, int tellings)
            implements Resource {
        /** So many devices of one gateway may wait. */
        public static final int MOST_AT_A_GATEWAY = 100;
        /** So many devices of a site may wait. */
        public static final int MOST = 1_000;

        @Override
        public String id() {
            return device.id().value();
        }

        /** The same device, kept out: so much of it that a person knows it again. */
        public FoundDevice asRefused(long nowMs) {
            String label = device.label().substring(0, Math.min(device.label().length(), 200));
            return new FoundDevice(
                    Device.of(device.id(), device.type(), label, States.NONE), true, "", foundMs, nowMs, 0);
        }
    }

    /** How a site receives devices that are found: one per site. Where it {@code waits}, a person lets them in. */
    @Stored("reception")
    record Reception(boolean waits) implements Resource {
        public static final String ID = "site";

        @Override
        public String id() {
            return ID;
        }
    }

    /** A receiver of events that are sent out: a webhook. Its cursor says up to where the log was delivered. */
    @Stored("subscription")
    record Subscription(
            String id,
            String dialect,
            String kind,
            String url,
            String auth,
            String secretHandle,
            boolean enabled,
            Map<String, String> vendor)
            implements Resource {
        public Subscription withEnabled(boolean on) {
            return new Subscription(id, dialect, kind, url, auth, secretHandle, on, vendor);
        }
    }

    /** A thing that one dialect alone keeps: JSON text under a kind and a name of the dialect's choice. */
    @Stored("extra")
    record Extra(String dialect, String kind, String name, String json) implements Resource {
        @Override
        public String id() {
            return id(dialect, kind, name);
        }

        public static String id(String dialect, String kind, String name) {
            return dialect + "/" + kind + "/" + name;
        }
    }

    // ---- what lives in the system site ----

    /** A person or a program with access. The password is kept as an Argon2id hash. */
    @Stored("account")
    record Account(String id, String displayName, String passwordHash, List<Grant> grants, Map<String, String> vendor)
            implements Resource {
        public Account {
            grants = List.copyOf(grants);
        }

        /** The rights in a site, whether or not they hold now. */
        public Optional<Grant> grant(SiteId site) {
            return grants.stream().filter(g -> g.site().equals(site)).findFirst();
        }

        /** The same account with other rights in a site, or with none. */
        public Account with(SiteId site, Optional<Grant> grant) {
            List<Grant> others =
                    grants.stream().filter(g -> !g.site().equals(site)).toList();
            List<Grant> all = Stream.concat(others.stream(), grant.stream()).toList();
            return new Account(id, displayName, passwordHash, all, vendor);
        }
    }

    /**
     * A bundle of permissions of a site that has a name. Whoever has the role has what is in it now.
     *
     * @param reach its permissions; it names no roles itself
     */
    @Stored("role")
    record Role(String name, Reach reach, long createdMs, long updatedMs) implements Resource {
        @Override
        public String id() {
            return name;
        }
    }

    /** A right that a grant gives. */
    enum Verb {
        VIEW,
        CONTROL,
        CONFIGURE,
        ADMINISTER
    }

    /**
     * A log-in with a password, whose client holds a cookie. Only the SHA-256 of the cookie is kept.
     *
     * @param binding id of the face binding that the session looks at
     */
    @Stored("session")
    record Session(
            String id,
            String account,
            String dialect,
            String binding,
            long createdMs,
            long usedMs,
            Map<String, String> vendor)
            implements Resource {}

    /** A key that opens a face without a password. Only its SHA-256 is kept, as the id. */
    @Stored("accessKey")
    record AccessKey(
            String id,
            String name,
            String account,
            String dialect,
            String binding,
            long createdMs,
            Map<String, String> vendor)
            implements Resource {}

    /**
     * Shows a site on a face.
     *
     * @param address the face's own name for it: a setup's OID, an artkey, a hub, a device key
     * @param area shows only things in this area and below; empty for the whole site
     */
    @Stored("faceBinding")
    record FaceBinding(
            String id,
            String dialect,
            SiteId site,
            String address,
            String area,
            List<String> accounts,
            Map<String, String> vendor)
            implements Resource {
        public FaceBinding {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * A program that an administrator let in, with all that was made for it, so that it can be ended as a whole.
     *
     * @param binding id of the face binding that it looks through
     * @param account under which it comes in
     * @param ownAccount whether the account was made for it, and ends with it
     * @param ownListing whether the binding lists the account because of it alone
     * @param keys ids of the keys that were made for it; of certificates and codes see those of the account
     * @param origin who let it in: the name of an administrator, or {@code file} or {@code demo}, which do so at each start
     */
    @Stored("integration")
    record Integration(
            String id,
            String dialect,
            SiteId site,
            String binding,
            WayIn way,
            String account,
            boolean ownAccount,
            boolean ownListing,
            List<String> keys,
            String origin,
            long createdMs)
            implements Resource {
        public Integration {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A reader's position in a site's log that outlives the process: an Overkiz listener, a webhook.
     *
     * @param failures how often in a row the receiver has failed; 0 while all is well
     * @param failingSinceMs wall time of the first of them; 0 while all is well
     */
    @Stored("cursor")
    record Cursor(String id, String reader, SiteId site, long seq, long usedMs, int failures, long failingSinceMs)
            implements Resource {
        /** The position of a reader with whom all is well. */
        public Cursor(String id, String reader, SiteId site, long seq, long usedMs) {
            this(id, reader, site, seq, usedMs, 0, 0);
        }
    }
}
