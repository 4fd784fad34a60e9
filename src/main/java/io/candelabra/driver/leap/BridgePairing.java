package io.candelabra.driver.leap;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.wire.json.ToldJson;
import io.candelabra.wire.tls.KeyAndCertificate;
import io.candelabra.wire.tls.Pem;
import io.candelabra.wire.tls.SigningRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Pairing with a bridge: after a press of its button, or with a one-time code, it makes a certificate for us. It is spoken at a port of
 * its own, in a smaller language with the same kind of messages.
 */
final class BridgePairing {
    /** So long somebody has to press the button, each time that we try. */
    private static final long PRESS_MS = 20_000;

    private static final long ANSWER_MS = 10_000;
    private static final String TAG = "get-cert";
    private static final String NAME = "Candelabra";

    private final TlsBridge bridge;
    private final SecureRandom random;
    private final InstantSource wall;

    /**
     * @param bridge its pairing port, not connected yet
     * @param wall the time of deadlines
     */
    BridgePairing(TlsBridge bridge, SecureRandom random, InstantSource wall) {
        this.bridge = bridge;
        this.random = random;
        this.wall = wall;
    }

    /**
     * Pairs.
     *
     * @param code one-time code; empty where the button is pressed
     * @throws CannotServe where nobody pressed it, or the code is refused
     */
    KeyAndCertificate pair(String code) throws IOException {
        try (bridge) {
            bridge.open();
            if (code.isEmpty() && await(PRESS_MS, BridgePairing::pressed).isEmpty()) {
                throw new CannotServe("nobody has pressed the button of the bridge yet: press it, and once more after a"
                        + " minute where nothing comes of it");
            }
            SigningRequest wish = SigningRequest.of(NAME, random);
            bridge.say(request(wish.request(), code));
            BridgeMessage answer = await(ANSWER_MS, message -> message.tag().equals(TAG))
                    .orElseThrow(() -> new IOException("the bridge does not answer the pairing"));
            if (answer.unauthorized()) {
                throw new CannotServe(
                        code.isEmpty()
                                ? "the bridge does not pair now: press its button once more"
                                : "the bridge refuses the code: get a new one, and give it with gateway change --secret code");
            }
            String certificate = ToldJson.text(BridgeJson.object(answer.body().get("SigningResult")), "Certificate");
            try {
                return Pem.keyAndCertificate(Pem.text(wish.key()), certificate);
            } catch (IllegalArgumentException unusable) {
                throw new IOException("the bridge answers the pairing with " + answer.status()
                        + ", and no certificate that fits our key");
            }
        }
    }

    private static boolean pressed(BridgeMessage message) {
        Object permissions = BridgeJson.object(message.body().get("Status")).get("Permissions");
        return permissions instanceof List<?> list && list.contains("PhysicalAccess");
    }

    private Optional<BridgeMessage> await(long withinMs, Predicate<BridgeMessage> wanted) throws IOException {
        long endMs = wall.millis() + withinMs;
        for (long leftMs = withinMs; leftMs > 0; leftMs = endMs - wall.millis()) {
            Optional<BridgeMessage> next = bridge.next(leftMs);
            if (next.filter(wanted).isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> request(String wish, String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("CSR", wish);
        parameters.put("DisplayName", NAME);
        parameters.put("DeviceUID", "000000000000");
        parameters.put("Role", "Admin");
        if (!code.isEmpty()) {
            parameters.put("OneTimePassword", code);
        }
        return Map.of(
                "Header",
                Map.of("RequestType", "Execute", "Url", "/pair", "ClientTag", TAG),
                "Body",
                Map.of("CommandType", "CSR", "Parameters", parameters));
    }
}
