package io.candelabra.driver.knx;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.SettingType;
import io.candelabra.wire.out.AddressRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The kind, as the program lists it. */
public final class KnxKind {
    static final String TABLE = "table";
    static final String PACE = "telegrams-per-second";

    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String WAY = "connection";
    private static final String USER = "user";
    private static final String USER_PASSWORD = "user-password";
    private static final String DEVICE_PASSWORD = "device-password";
    private static final AddressRules ANY = new AddressRules(true, true);

    private KnxKind() {}

    /** Computes what keeps a processor busy for a while, on a thread that nobody else waits for. */
    @FunctionalInterface
    public interface Work {
        /** @throws IOException where too much waits already */
        byte[] of(Callable<byte[]> what) throws IOException;
    }

    /**
     * @param names finds the interface
     * @param work makes keys of passwords
     */
    public static DriverKind kind(AddressRules.Names names, Work work) {
        List<SettingType> settings = List.of(
                SettingType.host(HOST, "The KNXnet/IP interface or router, by its name or address."),
                SettingType.port(PORT, "Its port.").or("3671"),
                SettingType.choice(
                                WAY,
                                List.of("udp", "udp-nat", "tcp", "secure"),
                                "How it is spoken to: secure is KNX IP Secure over TCP; without it only within the house.")
                        .or("udp"),
                SettingType.number(USER, 1, 127, "Number of the tunnel's user, for secure; 1 is the managing one.")
                        .or("2"),
                SettingType.secret(USER_PASSWORD, "Password of that user, for secure.")
                        .optional(),
                SettingType.secret(
                                DEVICE_PASSWORD,
                                "Authentication code of the interface, for secure: with it the interface proves who it is.")
                        .optional(),
                SettingType.document(
                        TABLE,
                        "The group addresses: a table (CSV), a project of ETS (.knxproj), or its export of group addresses.",
                        KnxDocument::read),
                SettingType.number(PACE, 1, 50, "So many telegrams the server writes to the bus in a second at most.")
                        .or("20"));
        return new DriverKind(
                "knx",
                "Speaks to a KNX bus through a KNXnet/IP interface or router.",
                settings,
                gateway -> new KnxDriver(context -> bus(context, names, work)));
    }

    private static KnxBus bus(DriverContext context, AddressRules.Names names, Work work) throws IOException {
        CalimeroBus.Way way = CalimeroBus.Way.valueOf(
                context.setting(WAY).toUpperCase(Locale.ROOT).replace('-', '_'));
        boolean secure = way == CalimeroBus.Way.SECURE;
        if (secure && context.secret(USER_PASSWORD).isEmpty()) {
            throw new CannotServe("a secure tunnel needs the setting " + USER_PASSWORD);
        }
        InetAddress address = address(context.setting(HOST), names, secure);
        return new CalimeroBus(
                new InetSocketAddress(address, Integer.parseInt(context.setting(PORT))),
                way,
                new CalimeroBus.Login(
                        Integer.parseInt(context.setting(USER)),
                        context.secret(USER_PASSWORD),
                        context.secret(DEVICE_PASSWORD)),
                work);
    }

    /** Whoever reads a tunnel that is not secure, or writes into it, opens doors. */
    private static InetAddress address(String host, AddressRules.Names names, boolean secure) throws IOException {
        List<InetAddress> addresses = names.addresses(host);
        for (InetAddress one : addresses) {
            boolean house = one.isLinkLocalAddress()
                    || ANY.refusal(one).isEmpty()
                            && AddressRules.PUBLIC_ONLY.refusal(one).isPresent();
            if (secure || house) {
                return one;
            }
        }
        if (addresses.isEmpty()) {
            throw new IOException("the host " + host + " has no address");
        }
        throw new CannotServe("only a secure tunnel leads out of the house, and " + host
                + " is not within it: set connection=secure, or use a tunnel of another kind between the houses");
    }
}
