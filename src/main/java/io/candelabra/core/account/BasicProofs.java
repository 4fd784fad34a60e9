package io.candelabra.core.account;

import io.candelabra.model.Resource.Account;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right within the last five minutes, so that a proof with every request does not cost a hash with
 * every request. Kept under a key that dies with the process; an entry holds only as long as the account's hash is the one
 * that it was checked against, so another password empties it, and only for the address that it came from: others would
 * else find the password by trying, uncounted, what is believed.
 */
final class BasicProofs {
    private static final long BELIEVED_MS = 300_000;
    private static final int REMEMBERED = 10_000;

    private record Proof(String passwordHash, long untilMs) {}

    private final SecretKeySpec key;
    private final Map<String, Proof> proofs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Proof> eldest) {
            return size() > REMEMBERED;
        }
    };

    BasicProofs(RandomGenerator random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        this.key = new SecretKeySpec(bits, "HmacSHA256");
    }

    boolean believed(Account account, String password, String address, long nowMs) {
        String name = name(account, password, address);
        synchronized (proofs) {
            Proof proof = proofs.get(name);
            return proof != null
                    && proof.untilMs() > nowMs
                    && proof.passwordHash().equals(account.passwordHash());
        }
    }

    void remember(Account account, String password, String address, long nowMs) {
        String name = name(account, password, address);
        synchronized (proofs) {
            proofs.put(name, new Proof(account.passwordHash(), nowMs + BELIEVED_MS));
        }
    }

    private String name(Account account, String password, String address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(account.id().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(address.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
