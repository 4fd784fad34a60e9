package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.SettingType;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.FarEnd;
import io.candelabra.wire.tls.PinnedTrust;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The kind, as the program lists it. */
public final class SustainderKind {
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String APPLICATION = "application";
    private static final String TRUST = "trust";
    private static final String AUTHORITIES = "authorities";
    private static final String CERTIFICATE = "certificate";
    private static final String FINGERPRINT = "fingerprint";

    private SustainderKind() {}

    /**
     * @param trusted the authorities that are believed; asked when the first gateway of the kind connects
     * @param wall the time of deadlines
     * @param random cryptographically strong
     */
    public static DriverKind kind(
            AddressRules.Names names, Supplier<SSLContext> trusted, InstantSource wall, SecureRandom random) {
        List<SettingType> settings = List.of(
                SettingType.host("host", "The brokerage layer, by its name or address.")
                        .or("httpapi.sustainder.com"),
                SettingType.port("port", "Its TCP port.").or("443"),
                SettingType.text(USER, "The name to log in with."),
                SettingType.secret(PASSWORD, "The password to log in with."),
                SettingType.number(
                                APPLICATION,
                                0,
                                Integer.MAX_VALUE,
                                "The artkey of the application whose lamps are meant, where the account has several.")
                        .optional(),
                SettingType.choice(
                                TRUST,
                                List.of(AUTHORITIES, CERTIFICATE),
                                "Whether its name is certified by an authority that this machine trusts, or it is known by its"
                                        + " very certificate.")
                        .or(AUTHORITIES),
                SettingType.text(
                                FINGERPRINT,
                                "SHA-256 of its certificate as hexadecimal digits, with trust=certificate; the first one that it"
                                        + " shows is believed where this is not given.")
                        .optional());
        return new DriverKind(
                "sustainder",
                "Speaks to an account at a Sustainder Brokerage Layer (v2), for the street lamps of a town.",
                settings,
                gateway -> new SustainderDriver(context -> layer(context, names, trusted, wall, random)));
    }

    private static Brokerage layer(
            DriverContext context,
            AddressRules.Names names,
            Supplier<SSLContext> trusted,
            InstantSource wall,
            SecureRandom random) {
        String host = context.setting("host");
        String url = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + context.setting("port");
        String given = context.setting(FINGERPRINT);
        boolean pinned = context.setting(TRUST).equals(CERTIFICATE);
        if (!given.isEmpty() && !pinned) {
            throw new CannotServe("a fingerprint is looked at with trust=certificate alone: set that, or leave it out");
        }
        if (!given.isEmpty() && !PinnedTrust.isFingerprint(given)) {
            throw new CannotServe("the fingerprint has 64 hexadecimal digits");
        }
        try {
            if (!pinned) {
                return new HttpBrokerage(FarEnd.named(url, names, trusted, wall, HttpBrokerage.MOST_BYTES), null);
            }
            PinnedTrust pin =
                    new PinnedTrust(given.isEmpty() ? context.kept(SustainderDriver.CERTIFICATE) : given, random);
            return new HttpBrokerage(FarEnd.pinned(url, names, pin, wall, HttpBrokerage.MOST_BYTES), pin);
        } catch (IllegalArgumentException wrong) {
            throw new CannotServe("the host " + wrong.getMessage());
        }
    }
}
