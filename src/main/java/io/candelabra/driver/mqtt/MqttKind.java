package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.SettingType;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The kind, as the program lists it. */
public final class MqttKind {
    static final String BASE_TOPIC = "base-topic";
    static final String USUAL_BASE = "zigbee2mqtt";
    /** Where the certificate is kept by which the broker is known. */
    static final String CERTIFICATE = "certificate";

    private static final String FINGERPRINT = "fingerprint";
    private static final Pattern TOPIC = Pattern.compile("[^#+/\\p{Cntrl}][^#+\\p{Cntrl}]{0,199}");
    private static final AddressRules ANY = new AddressRules(true, true);

    private MqttKind() {}

    /** @param random cryptographically strong */
    public static DriverKind kind(AddressRules.Names names, SecureRandom random) {
        List<SettingType> settings = List.of(
                SettingType.host("host", "The MQTT broker, by its name or address."),
                SettingType.port("port", "Its TCP port; 1883 where this is not given, and 8883 with TLS.")
                        .optional(),
                SettingType.yesNo("tls", "Whether it is spoken to over TLS; without it only within the house.")
                        .or("no"),
                SettingType.text("user", "The name to log in with, where it wants one.")
                        .optional(),
                SettingType.secret("password", "The password to log in with.").optional(),
                SettingType.text(BASE_TOPIC, "The topic below which Zigbee2MQTT tells everything.")
                        .or(USUAL_BASE),
                SettingType.text(
                                FINGERPRINT,
                                "SHA-256 of the broker's certificate as hexadecimal digits; the first one that it shows is"
                                        + " believed where this is not given.")
                        .optional());
        return new DriverKind(
                "mqtt",
                "Speaks to Zigbee2MQTT over an MQTT broker.",
                settings,
                gateway -> new ZigbeeDriver(context -> broker(context, names, random)));
    }

    private static Broker broker(DriverContext context, AddressRules.Names names, SecureRandom random)
            throws IOException {
        String topic = context.setting(BASE_TOPIC);
        if (!TOPIC.matcher(topic).matches() || topic.endsWith("/")) {
            throw new CannotServe("the setting " + BASE_TOPIC
                    + " is no topic: it has no # and no +, and neither begins nor ends with /");
        }
        boolean tls = context.setting("tls").equals("yes");
        String fingerprint = context.setting(FINGERPRINT);
        if (!fingerprint.isEmpty() && !PinnedTrust.isFingerprint(fingerprint)) {
            throw new CannotServe("the fingerprint has 64 hexadecimal digits");
        }
        String host = context.setting("host");
        String port = context.setting("port");
        int number = port.isEmpty() ? tls ? 8883 : 1883 : Integer.parseInt(port);
        InetAddress address = address(host, names, tls);
        byte[] chance = new byte[8];
        random.nextBytes(chance);
        HiveBroker.Login login = new HiveBroker.Login(
                "candelabra-" + HexFormat.of().formatHex(chance), context.setting("user"), context.secret("password"));
        if (!tls) {
            return new HiveBroker(new InetSocketAddress(address, number), login, null, seen -> {});
        }
        PinnedTrust trust = new PinnedTrust(fingerprint.isEmpty() ? context.kept(CERTIFICATE) : fingerprint, random);
        return new HiveBroker(
                new InetSocketAddress(address, number), login, trust, seen -> context.keep(CERTIFICATE, seen));
    }

    /** A password in clear, and who opens a door, are no news for the wires between houses. */
    private static InetAddress address(String host, AddressRules.Names names, boolean tls) throws IOException {
        List<InetAddress> addresses = names.addresses(host);
        for (InetAddress one : addresses) {
            boolean house = one.isLinkLocalAddress()
                    || ANY.refusal(one).isEmpty()
                            && AddressRules.PUBLIC_ONLY.refusal(one).isPresent();
            if (tls || house) {
                return one;
            }
        }
        if (addresses.isEmpty()) {
            throw new IOException("the host " + host + " has no address");
        }
        throw new CannotServe(
                "without TLS only a broker within the house is spoken to, and " + host + " is not: set tls=yes");
    }
}
