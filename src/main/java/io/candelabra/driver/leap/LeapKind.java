package io.candelabra.driver.leap;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.SettingType;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.FarStream;
import io.candelabra.wire.tls.KeyAndCertificate;
import io.candelabra.wire.tls.Pem;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The kind, as the program lists it. */
public final class LeapKind {
    private static final String FINGERPRINT = "fingerprint";
    /** Under which key and certificate are kept that came of the pairing. */
    private static final String PAIRED = "paired";

    private static final String CERTIFICATE_BEGINS = "-----BEGIN CERTIFICATE";

    private final AddressRules.Names names;
    private final Executor threads;
    private final SecureRandom random;
    private final InstantSource wall;

    private LeapKind(AddressRules.Names names, Executor threads, SecureRandom random, InstantSource wall) {
        this.names = names;
        this.threads = threads;
        this.random = random;
        this.wall = wall;
    }

    /**
     * @param threads runs everything on virtual threads of its own
     * @param wall the time of deadlines
     * @param random cryptographically strong
     */
    public static DriverKind kind(AddressRules.Names names, Executor threads, InstantSource wall, SecureRandom random) {
        LeapKind kind = new LeapKind(names, threads, random, wall);
        List<SettingType> settings = List.of(
                SettingType.host("host", "The bridge, by its name or address."),
                SettingType.port("port", "Its TCP port.").or("8081"),
                SettingType.choice(
                                "access",
                                List.of("certificate", "pairing", "login"),
                                "How it lets us in: by a certificate that it made for us, by pairing, in which it makes one, or by a user's login.")
                        .or("certificate"),
                SettingType.secret(
                                "certificate",
                                "The certificate that the bridge made for us, or for pairing the one that its pairing port wants"
                                        + " to see; as PEM text.")
                        .optional(),
                SettingType.secret("key", "The private key of that certificate, as PEM text.")
                        .optional(),
                SettingType.port("pairing-port", "The TCP port for pairing.").or("8083"),
                SettingType.secret(
                                "code",
                                "The one-time code for pairing; the button of the bridge has to be pressed where this is not"
                                        + " given.")
                        .optional(),
                SettingType.text("user", "The name of the login.").optional(),
                SettingType.secret("password", "The password of the login.").optional(),
                SettingType.text(
                                FINGERPRINT,
                                "SHA-256 of the bridge's certificate as hexadecimal digits; the first one that it shows is"
                                        + " believed where this is not given.")
                        .optional());
        return new DriverKind(
                "leap",
                "Speaks to a Lutron Caseta, RA3, QSX or Vive bridge by LEAP.",
                settings,
                gateway -> new LeapDriver(kind::way, wall));
    }

    private BridgeWay way(DriverContext context) throws IOException {
        String fingerprint = context.setting(FINGERPRINT);
        if (!fingerprint.isEmpty() && !PinnedTrust.isFingerprint(fingerprint)) {
            throw new CannotServe("the fingerprint has 64 hexadecimal digits");
        }
        String known = fingerprint.isEmpty() ? context.kept(LeapDriver.CERTIFICATE) : fingerprint;
        return switch (context.setting("access")) {
            case "login" -> {
                BridgeWay.Login login = new BridgeWay.Login(
                        needed("user", context.setting("user")), needed("password", context.secret("password")));
                yield new BridgeWay(bridge(context, "port", known, Optional.empty()), Optional.of(login));
            }
            case "pairing" ->
                new BridgeWay(bridge(context, "port", known, Optional.of(paired(context))), Optional.empty());
            default -> new BridgeWay(bridge(context, "port", known, Optional.of(given(context))), Optional.empty());
        };
    }

    private TlsBridge bridge(DriverContext context, String port, String known, Optional<KeyAndCertificate> shown) {
        PinnedTrust trust = new PinnedTrust(known, shown, random);
        FarStream far =
                new FarStream(context.setting("host"), Integer.parseInt(context.setting(port)), names, trust, threads);
        return new TlsBridge(far, trust, threads);
    }

    private static KeyAndCertificate given(DriverContext context) {
        return shown(needed("key", context.secret("key")), needed("certificate", context.secret("certificate")));
    }

    /** What the bridge made for us at our first start. */
    private KeyAndCertificate paired(DriverContext context) throws IOException {
        String kept = context.kept(PAIRED);
        if (!kept.isEmpty()) {
            return shown(kept, kept.substring(Math.max(0, kept.indexOf(CERTIFICATE_BEGINS))));
        }
        // the pairing port may show a certificate of its own
        TlsBridge port = bridge(context, "pairing-port", "", Optional.of(given(context)));
        KeyAndCertificate fresh = new BridgePairing(port, random, wall).pair(context.secret("code"));
        context.keep(PAIRED, Pem.text(fresh.key()) + Pem.text(fresh.certificate()));
        return fresh;
    }

    private static String needed(String setting, String value) {
        if (value.isBlank()) {
            throw new CannotServe("the setting " + setting + " is not given, and this kind of access needs it");
        }
        return value;
    }

    private static KeyAndCertificate shown(String key, String certificate) {
        try {
            return Pem.keyAndCertificate(key, certificate);
        } catch (IllegalArgumentException unusable) {
            throw new CannotServe(
                    "the key and the certificate cannot be used: both have to be PEM text, and of one another");
        }
    }
}
