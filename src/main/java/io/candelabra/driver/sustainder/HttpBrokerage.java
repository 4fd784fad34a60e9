package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.out.FarEnd;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A brokerage layer over HTTPS. */
final class HttpBrokerage implements Brokerage {
    private static final String API = "/v2";
    /** A page of lamps is some 200 KiB; nobody knows how long the pages of others are. */
    static final int MOST_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FarEnd far;
    private final @Nullable PinnedTrust pin;

    /** @param pin by which it is known; absent where its name is certified */
    HttpBrokerage(FarEnd far, @Nullable PinnedTrust pin) {
        this.far = far;
        this.pin = pin;
    }

    @Override
    public Answer send(String method, String path, String authorization, @Nullable Object body) throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/hal+json, application/json");
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        byte[] sent = new byte[0];
        if (body != null) {
            headers.put("Content-Type", "application/json");
            sent = Json.write(body);
        }
        try {
            FarEnd.Answer answer = far.send(method, API + path, headers, sent, true, PATIENCE);
            return new Answer(answer.status(), answer.headers(), answer.body());
        } catch (SSLException refused) {
            throw new CannotServe(why(refused));
        }
    }

    /** Nobody but a person can help where it is not who it should be. Where TLS only broke, the connection did. */
    private static String why(SSLException refused) throws SSLException {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.OtherCertificate) {
                return "the brokerage layer shows another certificate than before: where it was replaced, set the fingerprint of"
                        + " the new one";
            }
            if (cause instanceof CertificateException) {
                return "no authority that is trusted certifies the name of the brokerage layer: look at the host, or set"
                        + " trust=certificate to know it by its certificate";
            }
        }
        throw refused;
    }

    @Override
    public String fingerprint() {
        PinnedTrust known = pin;
        return known == null ? "" : known.fingerprint();
    }

    @Override
    public void close() {
        far.close();
    }
}
