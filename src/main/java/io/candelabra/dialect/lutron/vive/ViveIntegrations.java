package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Secrets;
import io.candelabra.core.account.TokenBucket;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Value;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Programs that were paired with a hub, and the codes with which that is done. Both are access keys: of a code and of a
 * certificate only a hash is kept, and revoking the key ends it.
 */
public final class ViveIntegrations {
    /** The name of one-time codes among the keys. */
    static final String CODES = "vive-code";

    /** The name of paired certificates among the keys. */
    static final String PAIRINGS = "vive-pairing";

    private static final long CODE_LIVES_MS = 15 * 60_000;
    private static final String UNTIL = "untilMs";
    /** So many letters of a key's id tell pairings apart. */
    private static final int SHORT_ID = 16;
    /** With so few guesses of one, and of all, an hour, a code of eight digits is not found in its time. */
    private static final int WRONG_CODES = 10;

    private static final int WRONG_CODES_OF_ALL = 1_000;
    private static final double HOUR_MS = 3_600_000;
    private static final int REMEMBERED = 10_000;

    private final Accounts accounts;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final TokenBucket guesses;
    private final Map<String, TokenBucket> guessers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param clock the wall's time
     * @param random cryptographically strong
     */
    ViveIntegrations(Accounts accounts, InstantSource clock, RandomGenerator random) {
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
        this.guesses = new TokenBucket(WRONG_CODES_OF_ALL, HOUR_MS / WRONG_CODES_OF_ALL, clock.millis());
    }

    /** A fresh code of eight digits with which one program may be paired, within a quarter of an hour, for an account. */
    String issueCode(String binding, String account) {
        String code = String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
        String until = Long.toString(clock.millis() + CODE_LIVES_MS);
        accounts.putKey(code, "one-time code", account, CODES, binding, Map.of(UNTIL, until));
        return code;
    }

    /** A code that neither ends nor is used up: for a demo, which has to name it in a file. One of before ends. */
    public void putStandingCode(String code, String binding, String account) {
        accounts.keys(CODES).stream()
                .filter(key -> key.binding().equals(binding)
                        && !key.vendor().containsKey(UNTIL)
                        && !key.id().equals(Secrets.kept(code)))
                .forEach(old -> accounts.revokeKey(old.id()));
        if (accounts.key(code).isEmpty()) {
            accounts.putKey(code, "standing code", account, CODES, binding, Map.of());
        }
    }

    /**
     * Uses a code up; the account that it was issued for. Empty where it is wrong, used, or too old.
     *
     * @param who tries: so that the wrong codes of one do not lock out another
     */
    synchronized Optional<String> use(String code, String binding, String who) {
        long now = clock.millis();
        TokenBucket own = guessers.computeIfAbsent(who, w -> new TokenBucket(WRONG_CODES, HOUR_MS / WRONG_CODES, now));
        if (!own.take(now) || !guesses.take(now)) {
            return Optional.empty();
        }
        Optional<AccessKey> key = accounts.key(code)
                .filter(k -> k.dialect().equals(CODES) && k.binding().equals(binding));
        if (key.isEmpty()) {
            return Optional.empty();
        }
        own.giveBack();
        guesses.giveBack();
        String until = key.get().vendor().getOrDefault(UNTIL, "");
        if (!until.isEmpty()) {
            accounts.revokeKey(key.get().id());
        }
        // a moment that cannot be read any more is over
        return until.isEmpty() || Value.of(until).asNumber() > clock.millis()
                ? Optional.of(key.get().account())
                : Optional.empty();
    }

    /** From now on this certificate comes in as that account. */
    void paired(X509Certificate certificate, String binding, String account, String name, String deviceUid) {
        accounts.putKey(
                fingerprint(certificate),
                name,
                account,
                PAIRINGS,
                binding,
                Map.of("deviceUid", deviceUid, "issuedMs", Long.toString(clock.millis())));
    }

    /** The account that a certificate was paired for; empty for one that was not, or whose pairing was revoked. */
    Optional<String> account(X509Certificate certificate, String binding) {
        return accounts.key(fingerprint(certificate))
                .filter(key -> key.dialect().equals(PAIRINGS) && key.binding().equals(binding))
                .map(AccessKey::account);
    }

    /** The programs that are paired with a hub. Revoke one by its id. */
    public List<AccessKey> pairings(String binding) {
        return accounts.keys(PAIRINGS).stream()
                .filter(key -> key.binding().equals(binding))
                .toList();
    }

    /** The same as the hub tells them. @param shown the certificate of who asks */
    List<LeapSession.Pairing> pairings(String binding, Optional<X509Certificate> shown) {
        Optional<String> own =
                shown.map(ViveIntegrations::fingerprint).flatMap(accounts::key).map(AccessKey::id);
        return pairings(binding).stream()
                .map(key -> new LeapSession.Pairing(
                        key.id().substring(0, SHORT_ID),
                        key.name(),
                        key.vendor().getOrDefault("deviceUid", ""),
                        key.createdMs(),
                        own.equals(Optional.of(key.id()))))
                .toList();
    }

    /** From now on the certificate of that pairing opens nothing. */
    void end(LeapSession.Pairing pairing, String binding) {
        pairings(binding).stream()
                .map(AccessKey::id)
                .filter(id -> id.startsWith(pairing.id()))
                .forEach(accounts::revokeKey);
    }

    /** The account that pairs where no code names one: the first that the hub knows. */
    Optional<String> owner(String binding) {
        return accounts.binding(binding).map(FaceBinding::accounts).flatMap(all -> all.stream()
                .findFirst());
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a certificate that was just taken apart cannot be encoded", broken);
        }
    }
}
