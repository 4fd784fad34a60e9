package io.candelabra.push;

import io.candelabra.core.secret.Vault;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Pushes.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a message proves where it comes from: the proof that the subscriber asked for, and a signature (Standard Webhooks:
 * {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}).
 *
 * @param user name for BASIC; empty otherwise
 * @param secret password or token
 * @param signingKey of the signature
 */
public record Credentials(String user, String secret, byte[] signingKey) {
    /** {@link Subscription#auth} of a subscriber who wants a name and a password. */
    public static final String BASIC = "BASIC";
    /** {@link Subscription#auth} of a subscriber who wants a token. */
    public static final String BEARER = "BEARER";
    /** {@link Subscription#auth} of a subscriber who wants its key, bare. */
    public static final String KEY = "KEY";
    /** In {@link Subscription#vendor}: the only root certificate that the receiver's may come from, as PEM text. */
    public static final String ROOT = "rootPem";
    /** {@link Subscription#auth} of a subscriber who wants the signature alone. */
    public static final String NONE = "NONE";

    private static final String PURPOSE = "webhook";
    private static final int SIGNING_KEY_BYTES = 32;
    private static final String PREFIX = "whsec_";

    /** Fresh ones, with a signing key of their own. */
    public static Credentials create(String user, String secret, RandomGenerator random) {
        byte[] key = new byte[SIGNING_KEY_BYTES];
        random.nextBytes(key);
        return new Credentials(user, secret, key);
    }

    /** The signing key as it is given to the subscriber, once. */
    public String signingSecret() {
        return PREFIX + Base64.getEncoder().encodeToString(signingKey);
    }

    /** Sealed, as it is kept in {@link Subscription#secretHandle}. */
    public String seal(Vault vault) {
        Base64.Encoder text = Base64.getEncoder();
        return vault.seal(
                PURPOSE,
                text.encodeToString(user.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + text.encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + text.encodeToString(signingKey));
    }

    /** @throws Vault.CannotOpen if it was not sealed by {@link #seal} under the same root key */
    public static Credentials open(Vault vault, String sealed) {
        String[] parts = vault.open(PURPOSE, sealed).split("\\.", -1);
        Base64.Decoder text = Base64.getDecoder();
        return new Credentials(
                new String(text.decode(parts[0]), StandardCharsets.UTF_8),
                new String(text.decode(parts[1]), StandardCharsets.UTF_8),
                text.decode(parts[2]));
    }

    Letter letter(Subscription subscription, String id, Message message, long nowMs) {
        long seconds = nowMs / 1_000;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Candelabra");
        switch (subscription.auth()) {
            case BASIC ->
                headers.put(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8)));
            case BEARER -> headers.put("Authorization", "Bearer " + secret);
            case KEY -> headers.put("Authorization", secret);
            default -> headers.remove("Authorization");
        }
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", "v1," + signature(id, seconds, message.body()));
        return new Letter(
                subscription.url(),
                headers,
                message.body(),
                subscription.vendor().getOrDefault(ROOT, ""));
    }

    private String signature(String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingKey, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK cannot sign", broken);
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
