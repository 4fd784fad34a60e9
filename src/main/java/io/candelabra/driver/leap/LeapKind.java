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
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The kind, as the program lists it. */
public final class LeapKind {
    private static final String FINGERPRINT = "fingerprint";

    private final AddressRules.Names names;
    private final Executor threads;
    private final SecureRandom random;

    private LeapKind(AddressRules.Names names, Executor threads, SecureRandom random) {
        this.names = names;
        this.threads = threads;
        this.random = random;
    }

    /**
     * @param threads runs everything on virtual threads of its own
     * @param wall the time of deadlines
     * @param random cryptographically strong
     */
    public static DriverKind kind(AddressRules.Names names, Executor threads, InstantSource wall, SecureRandom random) {
        LeapKind kind = new LeapKind(names, threads, random);
        List<SettingType> settings = List.of(
                SettingType.host("host", "The bridge, by its name or address."),
                SettingType.port("port", "Its TCP port.").or("8081"),
                SettingType.choice(
                                "access",
                                List.of("certificate", "login"),
                                "How it lets us in: by a certificate that it made for us, or by a user's login, as Vive hubs do.")
                        .or("certificate"),
                SettingType.secret("certificate", "The certificate that the bridge made for us, as PEM text.")
                        .optional(),
                SettingType.secret("key", "The private key of that certificate, as PEM text.")
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

    private BridgeWay way(DriverContext context) {
        boolean login = context.setting("access").equals("login");
        Optional<BridgeWay.Login> given = login
                ? Optional.of(new BridgeWay.Login(
                        needed("user", context.setting("user")), needed("password", context.secret("password"))))
                : Optional.empty();
        Optional<KeyAndCertificate> shown = login
                ? Optional.empty()
                : Optional.of(shown(
                        needed("key", context.secret("key")), needed("certificate", context.secret("certificate"))));
        String fingerprint = context.setting(FINGERPRINT);
        if (!fingerprint.isEmpty() && !PinnedTrust.isFingerprint(fingerprint)) {
            throw new CannotServe("the fingerprint has 64 hexadecimal digits");
        }
        String known = fingerprint.isEmpty() ? context.kept(LeapDriver.CERTIFICATE) : fingerprint;
        PinnedTrust trust = new PinnedTrust(known, shown, random);
        FarStream far = new FarStream(
                context.setting("host"), Integer.parseInt(context.setting("port")), names, trust, threads);
        return new BridgeWay(new TlsBridge(far, trust, threads), given);
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
