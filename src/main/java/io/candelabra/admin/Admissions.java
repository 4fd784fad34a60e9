package io.candelabra.admin;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Integrations;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.lutron.vive.ViveIntegrations;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.sustainder.SustainderFace;
import io.candelabra.install.Foundation;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.Resource.Way;
import io.candelabra.model.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Lets programs in, shows them, and ends them. */
final class Admissions {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@+-]{0,63}");
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_SECRET = 1_000;
    private static final int PASSWORD_BYTES = 18;
    private static final int SHORTEST_KEY = 16;

    private final Sites sites;
    private final Accounts accounts;
    private final Sides sides;
    private final RandomGenerator random;
    private final ViveHubs hubs;
    private final String https;

    Admissions(Sites sites, Accounts accounts, RandomGenerator random, ViveHubs hubs, String https) {
        this.sites = sites;
        this.accounts = accounts;
        this.sides = new Sides(sites, accounts, random);
        this.random = random;
        this.hubs = hubs;
        this.https = https;
    }

    private record Prepared(Integrations.Wanted wanted, Map<String, Object> secrets) {}

    List<Map<String, Object>> sites() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SiteState state : sites.readable(Caller.CORE)) {
            SiteId site = state.site();
            if (!site.equals(Accounts.SYSTEM)) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("site", site.value());
                row.put(
                        "name",
                        state.resource(Resource.Profile.class, "site")
                                .map(Resource.Profile::name)
                                .orElse(""));
                row.put("gateways", state.gateways().size());
                row.put("devices", state.devices().size());
                row.put("simulated", Gateway.allSimulated(state.gateways().stream()));
                rows.add(row);
            }
        }
        return rows;
    }

    List<Map<String, Object>> list() {
        Map<SiteId, Boolean> played = new HashMap<>();
        sites.readable(Caller.CORE)
                .forEach(state -> played.put(state.site(), Gateway.allSimulated(state.gateways().stream())));
        return accounts.integrations().all().stream()
                .map(i -> {
                    Map<String, Object> row = row(i);
                    row.put("simulated", played.getOrDefault(i.site(), false));
                    return row;
                })
                .toList();
    }

    private static Map<String, Object> row(Integration i) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("integration", i.id());
        row.put("dialect", i.dialect());
        row.put("site", i.site().value());
        row.put("how", Sides.word(i.way()));
        row.put("user", i.account());
        row.put("since", Instant.ofEpochMilli(i.createdMs()).toString());
        row.put("by", i.origin());
        return row;
    }

    Map<String, Object> show(String name) {
        Integration i = find(name);
        Map<String, Object> row = row(i);
        row.put(
                "rights",
                accounts.account(i.account()).stream()
                        .flatMap(a -> a.grants().stream())
                        .filter(g -> g.site().equals(i.site()))
                        .flatMap(g -> g.verbs().stream().sorted())
                        .map(v -> v.name().toLowerCase(java.util.Locale.ROOT))
                        .toList());
        where(i.dialect(), accounts.binding(i.binding()), row);
        row.put("keys", i.keys().stream().map(Pairing::shortened).toList());
        if (i.way() == Way.PAIRING) {
            row.put(
                    "pairings",
                    accounts.keys(ViveIntegrations.PAIRINGS).stream()
                            .filter(k -> k.account().equals(i.account()))
                            .map(AccessKey::name)
                            .toList());
        }
        return row;
    }

    Integration find(String name) {
        return accounts.integrations().find(name).orElseThrow(() -> Refused.noSuch("integration", name));
    }

    /** Lets a program in; answers how it comes in, with the secrets that were made up, this once. */
    Map<String, Object> add(Administrator who, Order.AddIntegration order) {
        Prepared prepared = prepare(who, order, Map.of());
        Optional<VivePorts> ports = order.dialect().equals(ViveHub.DIALECT)
                ? Optional.of(hubs.open(prepared.wanted().shown().id(), order.site()))
                : Optional.empty();
        Integration made = accounts.by(who.caller(), who.cause()).integrations().add(prepared.wanted());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("integration", made.id());
        where(made.dialect(), accounts.binding(made.binding()), told);
        if (made.way() == Way.LOGIN) {
            told.put("user", made.account());
        }
        told.putAll(prepared.secrets());
        ports.ifPresent(p -> told.put("leapPort", p.leapPort()));
        return told;
    }

    /** Lets a program in that is declared; whether that changed anything. */
    boolean declare(Administrator who, Order.AddIntegration order, Map<String, String> secrets) {
        Prepared prepared = prepare(who, order, secrets);
        if (order.dialect().equals(ViveHub.DIALECT)) {
            hubs.open(prepared.wanted().shown().id(), order.site());
        }
        return accounts.by(who.caller(), who.cause()).integrations().declare(prepared.wanted());
    }

    /** Ends what a settings file once declared and no longer does. */
    List<String> revokeUndeclared(Administrator who, Set<String> declared) {
        List<String> gone = accounts.integrations().all().stream()
                .filter(i -> i.origin().equals(Administrator.FILE) && !declared.contains(i.id()))
                .map(Integration::id)
                .toList();
        gone.forEach(name -> revoke(who, name));
        return gone;
    }

    private void where(String dialect, Optional<FaceBinding> binding, Map<String, Object> row) {
        if (dialect.equals(OverkizFace.DIALECT)) {
            row.put("localUrl", https + OverkizFace.LOCAL_PREFIX + "/");
            row.put("cloudUrl", https + OverkizFace.CLOUD_PREFIX + "/");
        } else if (dialect.equals(SustainderFace.DIALECT)) {
            row.put("url", https + "/v2");
            binding.ifPresent(b -> row.put("artkey", b.address()));
        } else if (dialect.equals(QuantumFace.DIALECT)) {
            row.put("url", https + QuantumFace.PREFIX + "/leap");
        } else {
            binding.flatMap(b -> hubs.of(b.id())).ifPresent(ports -> {
                row.put("leapPort", ports.leapPort());
                row.put("pairingPort", ports.pairingPort());
            });
        }
    }

    private Prepared prepare(Administrator who, Order.AddIntegration order, Map<String, String> given) {
        named("name", order.name());
        Sides.check(order.dialect(), order.way());
        SiteId site = new SiteId(order.site());
        if (site.equals(Accounts.SYSTEM) || !sites.all().contains(site) || !Foundation.laid(sites, site)) {
            throw Refused.noSuch("site", order.site());
        }
        if (order.artkey().isPresent() && !order.dialect().equals(SustainderFace.DIALECT)) {
            throw Refused.invalid("artkey", "only Sustainder has artkeys");
        }
        if (order.way() == Way.PAIRING && !order.user().isEmpty()) {
            throw Refused.invalid("user", "who is paired needs no user");
        }
        String account = order.user().isEmpty() ? order.name() : order.user();
        named("user", account);
        given.forEach(Admissions::strong);
        Map<String, Object> secrets = new LinkedHashMap<>();
        boolean own = accounts.integrations()
                .find(order.name())
                .filter(i -> i.ownAccount() && i.account().equals(account))
                .isPresent();
        // what is declared anew ends first, with an account of its own
        boolean known = accounts.account(account).isPresent() && !own;
        if (known && order.user().isEmpty()) {
            throw new Refused(new Refused.Conflict("there is a user " + account
                    + " already: take another name, or say that it is the one to come in as"));
        }
        FaceBinding shown = sides.shown(order.dialect(), site, order.artkey());
        if (!shown.site().equals(site)) {
            throw new Refused(new Refused.Conflict(shown.id() + " shows " + shown.site() + ", and not " + site));
        }
        Optional<String> password = password(who, order, known, secrets);
        List<Key> keys = sides.keys(order.dialect(), order.way(), site, account, given, secrets);
        return new Prepared(
                new Integrations.Wanted(
                        order.name(), shown, order.way(), account, password, verbs(order.rights()), keys, who.origin()),
                secrets);
    }

    private Optional<String> password(
            Administrator who, Order.AddIntegration order, boolean known, Map<String, Object> secrets) {
        if (!order.password().isEmpty()) {
            if (order.way() != Way.LOGIN) {
                throw Refused.invalid("password", "only who comes by login has a password");
            }
            if (order.password().length() < SHORTEST_PASSWORD
                    || order.password().length() > LONGEST_SECRET) {
                throw Refused.invalid("password", "has to have at least " + SHORTEST_PASSWORD + " letters");
            }
            return Optional.of(order.password());
        }
        if (known || order.way() != Way.LOGIN) {
            return Optional.empty();
        }
        if (who.origin().equals(Administrator.FILE)) {
            throw Refused.invalid("password-file", "is needed, since there is no user " + order.user() + " yet");
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        secrets.put("password", made);
        return Optional.of(made);
    }

    private static void strong(String name, String secret) {
        if (secret.length() < SHORTEST_KEY
                || secret.length() > LONGEST_SECRET
                || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Refused.invalid(name, "has to have at least " + SHORTEST_KEY + " printable letters, without blanks");
        }
    }

    private static void named(String field, String text) {
        if (!NAME.matcher(text).matches()) {
            throw Refused.invalid(
                    field, "has up to 64 letters, digits, blanks and . _ @ + -, and begins with one of the first two");
        }
    }

    private static Set<Verb> verbs(Verb most) {
        if (most == Verb.ADMINISTER) {
            throw Refused.invalid("rights", "a program may view, control or configure");
        }
        return EnumSet.range(Verb.VIEW, most);
    }

    Map<String, Object> revoke(Administrator who, String name) {
        if (find(name).origin().equals(Administrator.FILE) && !who.origin().equals(Administrator.FILE)) {
            throw new Refused(new Refused.Conflict(name + " is declared in the settings file: take it out there"));
        }
        Integration gone = accounts.by(who.caller(), who.cause()).integrations().revoke(name);
        return Answer.row("integration", gone.id(), "revoked", true);
    }
}
