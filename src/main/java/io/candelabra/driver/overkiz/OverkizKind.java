package io.candelabra.driver.overkiz;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.FarEnd;
import io.candelabra.wire.tls.PinnedTrust;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kind, as the program lists it. */
public final class OverkizKind {
    private static final String FINGERPRINT = "fingerprint";

    private OverkizKind() {}

    /** Understands the definitions of devices; see {@code io.candelabra.intake.ToldDefinitions}. */
    @FunctionalInterface
    public interface Definitions {
        Optional<DeviceType> type(String controllable, Map<String, @Nullable Object> definition, List<State> states);
    }

    /**
     * @param wall the time of deadlines
     * @param random cryptographically strong
     */
    public static DriverKind kind(
            AddressRules.Names names, InstantSource wall, SecureRandom random, Definitions definitions) {
        List<SettingType> settings = List.of(
                SettingType.host("host", "The box, by its name or address, such as gateway-1234-5678-9012.local."),
                SettingType.port("port", "Its TCP port.").or("8443"),
                SettingType.secret("token", "The token that its app makes in developer mode."),
                SettingType.text(
                                FINGERPRINT,
                                "SHA-256 of its certificate as hexadecimal digits; the first one that it shows is believed"
                                        + " where this is not given.")
                        .optional());
        return new DriverKind(
                "overkiz",
                "Speaks to a TaHoma, Connexoon, Cozytouch or other box by its local Overkiz API.",
                settings,
                gateway -> new OverkizDriver(context -> box(context, names, wall, random), definitions::type));
    }

    private static Box box(DriverContext context, AddressRules.Names names, InstantSource wall, SecureRandom random) {
        String given = context.setting(FINGERPRINT);
        if (!given.isEmpty() && !PinnedTrust.isFingerprint(given)) {
            throw new CannotServe("the fingerprint has 64 hexadecimal digits");
        }
        String token = context.secret("token");
        if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new CannotServe("the token is one word of plain characters");
        }
        String known = given.isEmpty() ? context.kept(OverkizDriver.CERTIFICATE) : given;
        PinnedTrust trust = new PinnedTrust(known, random);
        String host = context.setting("host");
        String url = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + context.setting("port");
        try {
            return new HttpBox(FarEnd.pinned(url, names, trust, wall, HttpBox.MOST_BYTES), trust, token);
        } catch (IllegalArgumentException wrong) {
            throw new CannotServe("the host " + wrong.getMessage());
        }
    }
}
