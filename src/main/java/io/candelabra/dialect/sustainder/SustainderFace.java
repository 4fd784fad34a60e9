package io.candelabra.dialect.sustainder;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.sustainder.auth.AuthRoutes;
import io.candelabra.dialect.sustainder.auth.HostAuthRoutes;
import io.candelabra.dialect.sustainder.auth.SustainderAuth;
import io.candelabra.dialect.sustainder.auth.Tokens;
import io.candelabra.dialect.sustainder.dimmingschemes.DimmingSchemesRoutes;
import io.candelabra.dialect.sustainder.gateways.GatewaysRoutes;
import io.candelabra.dialect.sustainder.groups.GroupsRoutes;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lcms.FunctionsRoutes;
import io.candelabra.dialect.sustainder.lcms.LcmsRoutes;
import io.candelabra.dialect.sustainder.lcms.SettingsRoutes;
import io.candelabra.dialect.sustainder.nodes.NodesRoutes;
import io.candelabra.dialect.sustainder.root.RootRoutes;
import io.candelabra.dialect.sustainder.sensors.SensorsRoutes;
import io.candelabra.dialect.sustainder.types.TypesRoutes;
import io.candelabra.dialect.sustainder.webhooks.DeliveriesRoutes;
import io.candelabra.dialect.sustainder.webhooks.SustainderPushes;
import io.candelabra.dialect.sustainder.webhooks.WebhooksRoutes;
import io.candelabra.dialect.sustainder.words.ApiRoot;
import io.candelabra.dialect.sustainder.words.SustainderErrors;
import io.candelabra.push.Pushes;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.out.Mail;
import io.candelabra.wire.out.Sender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puts the face together: the API under {@code /v2}, and tokens at the host's root as well. */
public final class SustainderFace {
    /** How this dialect is called in bindings, subscriptions and causes. */
    public static final String DIALECT = SustainderAuth.DIALECT;

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(300);
    private static final Duration TOKEN_REFRESHABLE = Duration.ofDays(7);

    private final List<Face> faces;

    /**
     * @param webhooks speak for {@link #pushes}
     * @param sender through which webhooks go, for its rules on addresses
     * @param mail where letters to those who forgot their password go
     * @param siteClock the time that sites live in
     * @param wallClock the time of tokens
     * @param random cryptographically strong
     */
    public SustainderFace(
            Sites sites,
            Accounts accounts,
            Vault vault,
            Webhooks webhooks,
            Sender sender,
            Mail.Box mail,
            InstantSource siteClock,
            InstantSource wallClock,
            RandomGenerator random) {
        Tokens tokens = new Tokens(vault.key("sustainder tokens"), TOKEN_LIFE, TOKEN_REFRESHABLE, wallClock);
        Lamps lamps = new Lamps(sites);
        LampOrders orders = new LampOrders(sites);
        SettingsRoutes settings = new SettingsRoutes(lamps, orders);
        io.candelabra.dialect.sustainder.groups.SettingsRoutes groupSettings =
                new io.candelabra.dialect.sustainder.groups.SettingsRoutes(lamps, orders);
        AuthRoutes auth = new AuthRoutes(accounts, tokens, mail, wallClock);
        SustainderAuth proof = new SustainderAuth(accounts, tokens);
        SustainderErrors errors = new SustainderErrors();
        Face api = new Face(
                "sustainder",
                ApiRoot.PREFIX,
                List.of(
                        new RootRoutes(lamps, auth),
                        auth,
                        new LcmsRoutes(lamps),
                        new FunctionsRoutes(lamps, orders, settings),
                        settings,
                        new DimmingSchemesRoutes(sites, lamps, orders),
                        new GroupsRoutes(sites, lamps, orders),
                        new io.candelabra.dialect.sustainder.groups.FunctionsRoutes(lamps, orders, groupSettings),
                        groupSettings,
                        new NodesRoutes(sites, lamps),
                        new TypesRoutes(),
                        new GatewaysRoutes(lamps, siteClock),
                        new SensorsRoutes(lamps),
                        new WebhooksRoutes(sites, vault, sender, random),
                        new DeliveriesRoutes(lamps, webhooks, siteClock)),
                proof,
                errors);
        Face host =
                new Face("sustainder tokens", HostAuthRoutes.PREFIX, List.of(new HostAuthRoutes(auth)), proof, errors);
        this.faces = List.of(api, host);
    }

    public List<Face> faces() {
        return faces;
    }

    /** What webhooks of this dialect are told. */
    public static Pushes pushes(Sites sites) {
        return new SustainderPushes(new Lamps(sites));
    }
}
