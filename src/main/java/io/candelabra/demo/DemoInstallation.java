package io.candelabra.demo;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.core.account.Integrations.Wanted;
import io.candelabra.core.account.Secrets;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.install.Foundation;
import io.candelabra.install.Homes;
import io.candelabra.install.Installation;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo: its sites, its people and its faces.
 *
 * <p>Overkiz shows home, office and one quarter of the town as three setups of {@code demo@candelabra.example};
 * {@code guest@…} sees the home with fewer rights; {@code neighbour@…} has a home of their own. Artkey 35 is the town,
 * 36 the office; Vive and Quantum show the office.
 */
public final class DemoInstallation implements Installation {
    public static final SiteId HOME = new SiteId("home");
    public static final SiteId OFFICE = new SiteId("office");
    public static final SiteId TOWN = new SiteId("town");
    public static final SiteId NEIGHBOUR = new SiteId("neighbour");
    public static final SiteId OTHER_TOWN = new SiteId("neighbour-town");

    public static final String DEMO_USER = "demo@candelabra.example";
    public static final String GUEST_USER = "guest@candelabra.example";
    public static final String NEIGHBOUR_USER = "neighbour@candelabra.example";
    /** The same people under the short names that the other dialects use. */
    public static final String DEMO_NAME = "demo";

    public static final String NEIGHBOUR_NAME = "neighbour";
    /** Ids of the face bindings that the Lutron faces show. */
    public static final String VIVE_BINDING = "vive office";

    public static final String QUANTUM_BINDING = "quantum office";
    public static final int TOWN_ARTKEY = 35;
    public static final int OFFICE_ARTKEY = 36;
    public static final int OTHER_TOWN_ARTKEY = 71;

    private static final Logger log = LoggerFactory.getLogger(DemoInstallation.class);
    private static final int OTHER_TOWN_LAMPS = 20;
    private static final String TOKEN_NAME = "demo";

    private final Sites sites;
    private final Accounts accounts;
    private final DemoSecrets secrets;
    private final long seed;
    private final int lamps;
    private final DemoPeople people;
    private final Executor threads;

    /**
     * @param secrets its passwords and keys
     * @param lamps street lamps of the town
     * @param threads wait for the hashes of passwords while the sites are laid
     */
    public DemoInstallation(
            Sites sites, Accounts accounts, DemoSecrets secrets, long seed, int lamps, Executor threads) {
        this.sites = sites;
        this.accounts = accounts;
        this.secrets = secrets;
        this.seed = seed;
        this.lamps = lamps;
        this.threads = threads;
        this.people = new DemoPeople(accounts);
    }

    @Override
    public String owner() {
        return DEMO_USER;
    }

    @Override
    public void lay(Catalogue catalogue, long nowMs) {
        people.hashSoon(DEMO_USER, secrets.demoPassword(), threads);
        people.hashSoon(NEIGHBOUR_USER, secrets.neighbourPassword(), threads);
        people.hashSoon(GUEST_USER, secrets.guestPassword(), threads);
        lay(HOME, () -> {
            DemoHome home = DemoHome.of(catalogue, nowMs);
            return Foundation.of(home.resources(), home.gateways(), home.devices(), List.of())
                    .remembering(HomePast.of(home, nowMs));
        });
        lay(NEIGHBOUR, () -> NeighbourHome.of(catalogue, nowMs));
        lay(OFFICE, () -> {
            DemoOffice office = DemoOffice.of(nowMs);
            return Foundation.of(office.resources(), office.gateways(), office.devices(), office.alerts());
        });
        if (lamps > 0) {
            lay(TOWN, () -> DemoTown.of(seed, lamps, nowMs).foundation());
            lay(OTHER_TOWN, () -> DemoTown.of("Buurdam", OTHER_TOWN_ARTKEY, seed, OTHER_TOWN_LAMPS, nowMs)
                    .foundation());
        }
        people();
        faces();
    }

    private void lay(SiteId site, Supplier<Foundation> foundation) {
        try {
            if (!Foundation.laid(sites, site)) {
                foundation.get().lay(sites, site);
            }
        } catch (Refused refused) {
            // its data is damaged: it stays as it is, and the others are shown
            if (refused.reason() != Refused.Reason.UNAVAILABLE) {
                throw refused;
            }
            log.warn("the site {} of the demo is closed", site);
        }
    }

    private void people() {
        List<Grant> own = List.of(Accounts.owner(HOME), Accounts.owner(OFFICE), Accounts.owner(TOWN));
        List<Grant> others = List.of(Accounts.owner(NEIGHBOUR), Accounts.owner(OTHER_TOWN));
        people.lay(DEMO_USER, "Dana Demo", secrets.demoPassword(), own);
        people.lay(DEMO_NAME, "Dana Demo", secrets.demoPassword(), own);
        people.lay(NEIGHBOUR_USER, "Nick Neighbour", secrets.neighbourPassword(), others);
        people.lay(NEIGHBOUR_NAME, "Nick Neighbour", secrets.neighbourPassword(), others);
        Set<DeviceId> hidden = Set.of();
        people.lay(
                GUEST_USER,
                "Gwen Guest",
                secrets.guestPassword(),
                List.of(new Grant(HOME, Set.of(Verb.VIEW, Verb.CONTROL), hidden)));
    }

    private void faces() {
        List<String> owner = List.of(DEMO_USER);
        overkiz("home", HOME, "", List.of(DEMO_USER, GUEST_USER));
        overkiz("office", OFFICE, "", owner);
        overkiz("town", TOWN, DemoTown.SHOWN_QUARTER, owner);
        overkiz("neighbour", NEIGHBOUR, "", List.of(NEIGHBOUR_USER));
        artkey(TOWN_ARTKEY, "Town", TOWN, DEMO_NAME);
        artkey(OFFICE_ARTKEY, "Office", OFFICE, DEMO_NAME);
        artkey(OTHER_TOWN_ARTKEY, "Other town", OTHER_TOWN, NEIGHBOUR_NAME);
        bind(new FaceBinding(VIVE_BINDING, "vive", OFFICE, "office", "", List.of(DEMO_NAME), Map.of()));
        bind(new FaceBinding(QUANTUM_BINDING, "quantum", OFFICE, "office", "", List.of(DEMO_NAME), Map.of()));
        letIn("demo token", "overkiz home", WayIn.TOKEN, DEMO_USER, key(secrets.token(), "overkiz"));
        letIn("demo town", "sustainder " + TOWN_ARTKEY, WayIn.LOGIN, DEMO_NAME);
        letIn("demo office lamps", "sustainder " + OFFICE_ARTKEY, WayIn.LOGIN, DEMO_NAME);
        letIn("demo vive", VIVE_BINDING, WayIn.LOGIN, DEMO_NAME);
        letIn(
                "demo quantum",
                QUANTUM_BINDING,
                WayIn.KEYS,
                DEMO_NAME,
                key(secrets.quantumApiKey(), "quantum-api"),
                key(secrets.quantumDeviceKey(), "quantum"));
    }

    /** The same way in as for programs of a real server, so that an administrator sees and ends them as such. */
    private void letIn(String name, String binding, WayIn way, String account, Key... keys) {
        accounts.integrations()
                .declare(new Wanted(
                        name,
                        accounts.binding(binding).orElseThrow(),
                        way,
                        account,
                        Optional.empty(),
                        Set.of(Verb.VIEW, Verb.CONTROL, Verb.CONFIGURE),
                        List.of(keys),
                        "demo"));
    }

    private static Key key(String secret, String kind) {
        return new Key(secret, kind, Map.of());
    }

    private void overkiz(String name, SiteId site, String area, List<String> people) {
        String oid = name.equals("home") ? DemoHome.SETUP_OID : DemoHome.uuid("setup/" + name);
        bind(new FaceBinding("overkiz " + name, "overkiz", site, oid, area, people, Map.of()));
    }

    private void artkey(int artkey, String name, SiteId site, String account) {
        String address = Integer.toString(artkey);
        bind(new FaceBinding(
                "sustainder " + address, "sustainder", site, address, "", List.of(account), Map.of("name", name)));
    }

    private void bind(FaceBinding binding) {
        if (accounts.binding(binding.id()).isEmpty()) {
            accounts.putBinding(binding);
        }
    }

    /**
     * Makes the token that opens an imported home on the local face, and tells what {@code demo.json} says of the home.
     */
    private Map<String, Object> entry(Homes.Laid home) {
        String token = secrets.tokenFor(home.site());
        accounts.keys("overkiz").stream()
                .filter(key -> key.name().equals(TOKEN_NAME)
                        && key.binding().equals(home.binding())
                        && !key.id().equals(Secrets.kept(token)))
                .forEach(ofOtherSecrets -> accounts.revokeKey(ofOtherSecrets.id()));
        if (accounts.key(token).isEmpty()) {
            accounts.putKey(token, TOKEN_NAME, DEMO_USER, "overkiz", home.binding(), Map.of());
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", home.file().toAbsolutePath().toString());
        entry.put("setupOID", home.setupOid());
        entry.put("token", token);
        entry.put("simulated", true);
        return entry;
    }

    /** A password; or the fact that it was changed: a chosen password is known to nobody else. */
    private void password(Map<String, Object> entry, String name, String account, String secret) {
        if (people.unchanged(account)) {
            entry.put(name, secret);
        } else {
            entry.put(name + "Changed", true);
        }
    }

    /** The password of the demo's people; empty where they chose another. */
    public Optional<String> password() {
        return people.unchanged(DEMO_NAME) ? Optional.of(secrets.demoPassword()) : Optional.empty();
    }

    /** The entries of {@code demo.json}, by the face's name. */
    public Map<String, Map<String, Object>> entries(
            String https,
            VivePorts ports,
            DemoPartner partner,
            List<Homes.Laid> homes,
            List<Homes.RefusedFile> refused) {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        Map<String, Object> overkiz = new LinkedHashMap<>();
        overkiz.put("base", https + "/enduser-mobile-web/enduserAPI/");
        overkiz.put("localBase", https + "/enduser-mobile-web/1/enduserAPI/");
        overkiz.put("userId", DEMO_USER);
        password(overkiz, "userPassword", DEMO_USER, secrets.demoPassword());
        overkiz.put("token", secrets.token());
        overkiz.put("guestUserId", GUEST_USER);
        password(overkiz, "guestUserPassword", GUEST_USER, secrets.guestPassword());
        overkiz.put("otherUserId", NEIGHBOUR_USER);
        password(overkiz, "otherUserPassword", NEIGHBOUR_USER, secrets.neighbourPassword());
        if (!homes.isEmpty()) {
            overkiz.put("homes", homes.stream().map(this::entry).toList());
        }
        if (!refused.isEmpty()) {
            overkiz.put(
                    "homesRefused",
                    refused.stream()
                            .map(home ->
                                    Map.of("file", home.file().toAbsolutePath().toString(), "why", home.why()))
                            .toList());
        }
        entries.put("overkiz", overkiz);
        Map<String, Object> sustainder = new LinkedHashMap<>();
        sustainder.put("base", https + "/v2");
        sustainder.put("username", DEMO_NAME);
        password(sustainder, "password", DEMO_NAME, secrets.demoPassword());
        sustainder.put("artkey", TOWN_ARTKEY);
        sustainder.put("otherUsername", NEIGHBOUR_NAME);
        password(sustainder, "otherPassword", NEIGHBOUR_NAME, secrets.neighbourPassword());
        entries.put("sustainder", sustainder);
        Map<String, Object> vive = new LinkedHashMap<>();
        vive.put("host", "localhost");
        vive.put("leap", ports.leapPort());
        vive.put("pairing", ports.pairingPort());
        vive.put("username", DEMO_NAME);
        password(vive, "password", DEMO_NAME, secrets.demoPassword());
        ports.integrations().putStandingCode(secrets.vivePairingCode(), VIVE_BINDING, DEMO_NAME);
        vive.put("partnerCertificate", partner.certificate().toString());
        vive.put("partnerKey", partner.key().toString());
        vive.put("oneTimePassword", secrets.vivePairingCode());
        entries.put("vive", vive);
        Map<String, Object> quantum = new LinkedHashMap<>();
        quantum.put("url", https + "/api/v1/leap");
        quantum.put("apiKey", secrets.quantumApiKey());
        quantum.put("deviceKey", secrets.quantumDeviceKey());
        quantum.put("webhook", Map.of("configure", https + "/api/v1/webhook", "test", https + "/api/v1/webhook/test"));
        entries.put("quantum", quantum);
        Map<String, Object> console = new LinkedHashMap<>();
        console.put("url", https + "/");
        console.put("username", DEMO_NAME);
        password(console, "password", DEMO_NAME, secrets.demoPassword());
        entries.put("console", console);
        return entries;
    }
}
