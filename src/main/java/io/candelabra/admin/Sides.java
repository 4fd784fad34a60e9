package io.candelabra.admin;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.core.account.Secrets;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.sustainder.SustainderFace;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Way;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What each dialect needs to let a program in: which binding shows the site, in which ways one comes, with which keys. */
final class Sides {
    static final Map<String, List<Way>> WAYS = Map.of(
            OverkizFace.DIALECT, List.of(Way.TOKEN, Way.LOGIN),
            SustainderFace.DIALECT, List.of(Way.LOGIN),
            ViveHub.DIALECT, List.of(Way.LOGIN, Way.PAIRING),
            QuantumFace.DIALECT, List.of(Way.KEYS));

    private static final int MOST_ARTKEY = 999_999;

    private final Sites sites;
    private final Accounts accounts;
    private final RandomGenerator random;

    Sides(Sites sites, Accounts accounts, RandomGenerator random) {
        this.sites = sites;
        this.accounts = accounts;
        this.random = random;
    }

    static void check(String dialect, Way way) {
        List<Way> ways = WAYS.get(dialect);
        if (ways == null) {
            throw Refused.invalid("dialect", "has to be one of overkiz, sustainder, vive and quantum");
        }
        if (!ways.contains(way)) {
            throw Refused.invalid(
                    "how",
                    "programs come to " + dialect + " by "
                            + String.join(" or ", ways.stream().map(Sides::word).toList()));
        }
    }

    static String word(Way way) {
        return way.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The binding that shows a site, as it is or as it would be made. */
    FaceBinding shown(String dialect, SiteId site, Optional<Integer> artkey) {
        return dialect.equals(SustainderFace.DIALECT)
                ? application(site, artkey)
                : bound(dialect, site)
                        .orElseGet(() -> made(dialect + " " + site, dialect, site, address(dialect, site)));
    }

    /** The binding that shows a site; that of the whole site goes first. */
    Optional<FaceBinding> bound(String dialect, SiteId site) {
        List<FaceBinding> all = accounts.bindings(dialect).stream()
                .filter(b -> b.site().equals(site))
                .toList();
        return Stream.concat(all.stream().filter(b -> b.area().isEmpty()), all.stream())
                .findFirst();
    }

    private String address(String dialect, SiteId site) {
        return dialect.equals(OverkizFace.DIALECT) ? OverkizIds.fresh(random) : site.value();
    }

    private FaceBinding application(SiteId site, Optional<Integer> artkey) {
        if (artkey.filter(n -> n < 1 || n > MOST_ARTKEY).isPresent()) {
            throw Refused.invalid("artkey", "has to be from 1 to " + MOST_ARTKEY);
        }
        Optional<FaceBinding> there = artkey.isEmpty()
                ? bound(SustainderFace.DIALECT, site)
                : accounts.bindings(SustainderFace.DIALECT).stream()
                        .filter(b -> b.address().equals(artkey.get().toString()))
                        .findFirst();
        return there.orElseGet(() -> {
            String number = artkey.orElseGet(this::nextArtkey).toString();
            return made("sustainder " + number, SustainderFace.DIALECT, site, number);
        });
    }

    private int nextArtkey() {
        return 1
                + accounts.bindings(SustainderFace.DIALECT).stream()
                        .mapToInt(b -> Integer.parseInt(b.address()))
                        .max()
                        .orElse(0);
    }

    private static FaceBinding made(String id, String dialect, SiteId site, String address) {
        return new FaceBinding(id, dialect, site, address, "", List.of(), Map.of());
    }

    /**
     * The keys to make.
     *
     * @param given secrets that are settled, by their names here
     * @param told takes the secrets that are made up, to be shown once
     */
    List<Key> keys(
            String dialect, Way way, SiteId site, String account, Map<String, String> given, Map<String, Object> told) {
        Set<String> known =
                way == Way.TOKEN ? Set.of("token") : way == Way.KEYS ? Set.of("apiKey", "deviceKey") : Set.of();
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.invalid(name, "programs that come by " + word(way) + " have none");
                });
        List<Key> keys = new ArrayList<>();
        if (way == Way.TOKEN) {
            Map<String, String> vendor = Map.of(
                    "uuid", OverkizIds.derived(site + "/" + account), "gatewayId", gateway(site), "scope", "devmode");
            keys.add(new Key(secret("token", given, told), dialect, vendor));
        }
        if (way == Way.KEYS) {
            // a vendor has one key, and each server another
            boolean vendorHasKey = !given.containsKey("apiKey")
                    && accounts.keys(QuantumFace.API_KEYS).stream()
                            .anyMatch(k -> k.account().equals(account));
            if (!vendorHasKey) {
                keys.add(new Key(secret("apiKey", given, told), QuantumFace.API_KEYS, Map.of()));
            }
            keys.add(new Key(secret("deviceKey", given, told), QuantumFace.DIALECT, Map.of()));
        }
        return keys;
    }

    private String secret(String name, Map<String, String> given, Map<String, Object> told) {
        String secret = given.getOrDefault(name, "");
        if (secret.isEmpty()) {
            secret = Secrets.fresh(random);
            told.put(name, secret);
        }
        return secret;
    }

    private String gateway(SiteId site) {
        SiteState state = sites.state(io.candelabra.core.access.Caller.CORE, site);
        for (Gateway gateway : state.gateways()) {
            return gateway.id().value();
        }
        return "";
    }
}
