package io.candelabra.admin;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Integrations;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.core.account.Secrets;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.Orders;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.install.Foundation;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
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
    private final DriverKinds kinds;
    private final Accounts accounts;
    private final Map<String, Dialect> dialects = new LinkedHashMap<>();
    private final RandomGenerator random;
    private final String https;

    Admissions(
            Sites sites,
            DriverKinds kinds,
            Accounts accounts,
            List<Dialect> dialects,
            RandomGenerator random,
            String https) {
        this.sites = sites;
        this.kinds = kinds;
        this.accounts = accounts;
        dialects.forEach(dialect -> this.dialects.put(dialect.name(), dialect));
        this.random = random;
        this.https = https;
    }

    /** @param secrets those that were made up, to be shown once */
    private record Prepared(Dialect dialect, Integrations.Wanted wanted, Map<String, Object> secrets) {}

    List<Map<String, Object>> sites() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (View state : sites.readable(Caller.CORE)) {
            SiteId site = state.site();
            if (!site.equals(Accounts.SYSTEM)) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("site", site.value());
                row.put(
                        "name",
                        state.resource(Resource.Profile.class, "site")
                                .map(Resource.Profile::name)
                                .orElse(""));
                row.put("gateways", (int) state.gateways().count());
                row.put("devices", (int) state.devices().count());
                row.put("simulated", kinds.allSimulated(state.gateways()));
                rows.add(row);
            }
        }
        return rows;
    }

    List<Map<String, Object>> list() {
        Map<SiteId, Boolean> played = new HashMap<>();
        sites.readable(Caller.CORE).forEach(state -> played.put(state.site(), kinds.allSimulated(state.gateways())));
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
        row.put("how", Entrance.word(i.way()));
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
        Optional<Admission> admission =
                Optional.ofNullable(dialects.get(i.dialect())).map(Dialect::admission);
        admission
                .flatMap(a -> accounts.binding(i.binding()).map(shown -> a.where(https, shown)))
                .ifPresent(row::putAll);
        row.put("keys", i.keys().stream().map(Orders::shortened).toList());
        admission.ifPresent(a -> row.putAll(a.about(i)));
        return row;
    }

    Integration find(String name) {
        return accounts.integrations().find(name).orElseThrow(() -> Refused.noSuch("integration", name));
    }

    /** Lets a program in; answers how it comes in, with the secrets that were made up, this once. */
    Map<String, Object> add(Administrator who, Order.AddIntegration order) {
        Prepared prepared = prepare(who, order, Map.of());
        Admission admission = prepared.dialect().admission();
        admission.open(prepared.wanted().shown());
        Integration made = accounts.by(who.caller(), who.cause()).integrations().add(prepared.wanted());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("integration", made.id());
        told.putAll(admission.where(https, prepared.wanted().shown()));
        if (made.way() == WayIn.LOGIN) {
            told.put("user", made.account());
        }
        told.putAll(prepared.secrets());
        return told;
    }

    /** Lets a program in that is declared; whether that changed anything. */
    boolean declare(Administrator who, Order.AddIntegration order, Map<String, String> secrets) {
        Prepared prepared = prepare(who, order, secrets);
        prepared.dialect().admission().open(prepared.wanted().shown());
        return accounts.by(who.caller(), who.cause()).integrations().declare(prepared.wanted());
    }

    /** Ends the integrations that a settings file once declared and no longer does. */
    List<String> revokeUndeclared(Administrator who, Set<String> declared) {
        List<String> gone = accounts.integrations().all().stream()
                .filter(i -> i.origin().equals(Administrator.FILE) && !declared.contains(i.id()))
                .map(Integration::id)
                .toList();
        gone.forEach(name -> revoke(who, name));
        return gone;
    }

    private Prepared prepare(Administrator who, Order.AddIntegration order, Map<String, String> given) {
        named("name", order.name());
        Dialect dialect = dialects.get(order.dialect());
        if (dialect == null) {
            throw Refused.invalid("dialect", "has to be one of " + String.join(", ", dialects.keySet()));
        }
        Entrance entrance = dialect.entrance();
        WayIn way = order.way().orElse(entrance.ways().getFirst());
        entrance.check(way, given.keySet());
        SiteId site = Named.site(sites, order.site());
        if (!Foundation.laid(sites, site)) {
            throw Refused.noSuch("site", order.site());
        }
        if (order.number().isPresent() && entrance.number().isEmpty()) {
            throw Refused.invalid(number(), "programs that come to " + dialect.name() + " have none");
        }
        if (way == WayIn.PAIRING && !order.user().isEmpty()) {
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
        // an integration that is declared anew ends first, with an account of its own
        boolean known = accounts.account(account).isPresent() && !own;
        if (known && order.user().isEmpty()) {
            throw new Refused(new Refused.Conflict("there is a user " + account
                    + " already: take another name, or say that it is the one to come in as"));
        }
        FaceBinding shown = dialect.admission().shown(site, order.number());
        if (!shown.site().equals(site)) {
            throw new Refused(new Refused.Conflict(shown.id() + " shows " + shown.site() + ", and not " + site));
        }
        Optional<String> password = password(who, order, way, known, secrets);
        List<Key> keys = dialect.admission().keys(way, site, account, new Keyring(given, secrets));
        Set<Verb> verbs = verbs(order.rights().orElse(entrance.usual()));
        return new Prepared(
                dialect,
                new Integrations.Wanted(order.name(), shown, way, account, password, verbs, keys, who.origin()),
                secrets);
    }

    /** The dialects' word for the number of a binding. */
    private String number() {
        return dialects.values().stream()
                .map(Dialect::entrance)
                .flatMap(entrance -> entrance.number().stream())
                .findFirst()
                .orElse("number");
    }

    private Optional<String> password(
            Administrator who, Order.AddIntegration order, WayIn way, boolean known, Map<String, Object> secrets) {
        if (!order.password().isEmpty()) {
            if (way != WayIn.LOGIN) {
                throw Refused.invalid("password", "only who comes by login has a password");
            }
            if (order.password().length() < SHORTEST_PASSWORD
                    || order.password().length() > LONGEST_SECRET) {
                throw Refused.invalid("password", "has to have at least " + SHORTEST_PASSWORD + " letters");
            }
            return Optional.of(order.password());
        }
        if (known || way != WayIn.LOGIN) {
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

    /** The secrets that are given, and those that are made up. */
    private final class Keyring implements Admission.Supply {
        private final Map<String, String> given;
        private final Map<String, Object> madeUp;

        Keyring(Map<String, String> given, Map<String, Object> madeUp) {
            this.given = given;
            this.madeUp = madeUp;
        }

        @Override
        public boolean settled(String name) {
            return given.containsKey(name);
        }

        @Override
        public String secret(String name) {
            String secret = given.getOrDefault(name, "");
            if (secret.isEmpty()) {
                secret = Secrets.fresh(random);
                madeUp.put(name, secret);
            }
            return secret;
        }
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
        return Orders.row("integration", gone.id(), "revoked", true);
    }
}
