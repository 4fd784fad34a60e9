package io.candelabra.wire.out;

import io.candelabra.wire.out.AddressRules.Names;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Senders under the same rules for addresses, by whom they trust: receivers that gave a root certificate of their own are
 * spoken to with that root alone, and share no connection with others.
 */
public final class Senders implements AutoCloseable {
    private static final int KEPT = 100;

    private final AddressRules rules;
    private final Names names;
    private final InstantSource clock;
    private final Duration timeout;
    private final Sender usual;
    private final Map<String, Sender> byRoot = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param usual for receivers without a root of their own
     * @param clock the wall's
     * @param timeout for one request
     */
    public Senders(Sender usual, AddressRules rules, Names names, InstantSource clock, Duration timeout) {
        this.usual = usual;
        this.rules = rules;
        this.names = names;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** For receivers whose certificates come from public roots, or those that the owner added. */
    public Sender usual() {
        return usual;
    }

    /** Why a text is no root certificate, as a sentence's end; empty where it is one, or several. */
    public static Optional<String> refusal(String rootPem) {
        try {
            return roots(rootPem).isEmpty() ? Optional.of("holds no certificate") : Optional.empty();
        } catch (GeneralSecurityException unreadable) {
            return Optional.of("is no certificate as PEM text");
        }
    }

    /** Posts with trust in these roots alone. */
    public Outcome post(String rootPem, String url, Map<String, String> headers, byte[] body) {
        Sender sender;
        try {
            sender = trusting(rootPem);
        } catch (GeneralSecurityException unreadable) {
            return new Outcome.Forbidden("its root certificate cannot be read");
        }
        return sender.post(url, headers, body);
    }

    private synchronized Sender trusting(String rootPem) throws GeneralSecurityException {
        Sender known = byRoot.get(rootPem);
        if (known == null) {
            SSLContext only = TrustedRoots.only(roots(rootPem));
            known = new Sender(rules, names, () -> only, clock, timeout);
            byRoot.put(rootPem, known);
            if (byRoot.size() > KEPT) {
                String eldest = byRoot.keySet().iterator().next();
                Sender gone = byRoot.remove(eldest);
                if (gone != null) {
                    gone.close();
                }
            }
        }
        return known;
    }

    private static List<X509Certificate> roots(String rootPem) throws GeneralSecurityException {
        return TrustedRoots.parse(rootPem.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public synchronized void close() {
        byRoot.values().forEach(Sender::close);
        byRoot.clear();
    }
}
