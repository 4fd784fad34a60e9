package io.candelabra.wire.out;

import io.candelabra.core.work.Workbench;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The machines to which requests may go. Any address but a public unicast one is refused, however it is written, unless
 * it is allowed here.
 *
 * @param loopback this machine itself, also without TLS
 * @param privateNetworks the nets of RFC 1918 and RFC 4193
 */
public record AddressRules(boolean loopback, boolean privateNetworks) {
    public static final AddressRules PUBLIC_ONLY = new AddressRules(false, false);

    private record Net(byte[] start, int bits) {
        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Net> PRIVATE = nets("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    /** Documentation, benchmarks, carriers, local links, groups, the unspecified, and reserved ranges. */
    private static final List<Net> NEVER = nets(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private static final Net PUBLIC_V6 = net("2000::/3");
    private static final Net SIX_TO_FOUR = net("2002::/16");
    private static final Net TRANSLATED = net("64:ff9b::/96");

    public AddressRules withLoopback() {
        return new AddressRules(true, privateNetworks);
    }

    /** Why an address may not be sent to; empty where it may. */
    public Optional<String> refusal(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return loopback ? Optional.empty() : Optional.of("it is this machine itself");
        }
        return refusal(address.getAddress());
    }

    private Optional<String> refusal(byte[] address) {
        Optional<byte[]> inside = embedded(address);
        if (inside.isPresent()) {
            // Another way to write an IPv4 address, through a translator that we know nothing of.
            boolean open = inside.get()[0] != 127 && refusal(inside.get()).isEmpty();
            return open ? Optional.empty() : Optional.of("it is not a public address in another form");
        }
        if (PRIVATE.stream().anyMatch(net -> net.holds(address))) {
            return privateNetworks ? Optional.empty() : Optional.of("it is in a private network");
        }
        boolean strange = address.length == 16 && !PUBLIC_V6.holds(address);
        if (strange || NEVER.stream().anyMatch(net -> net.holds(address))) {
            return Optional.of("it is not a public address");
        }
        return Optional.empty();
    }

    private static Optional<byte[]> embedded(byte[] address) {
        if (SIX_TO_FOUR.holds(address)) {
            return Optional.of(Arrays.copyOfRange(address, 2, 6));
        }
        return TRANSLATED.holds(address) ? Optional.of(Arrays.copyOfRange(address, 12, 16)) : Optional.empty();
    }

    private static List<Net> nets(String... written) {
        return Arrays.stream(written).map(AddressRules::net).toList();
    }

    private static Net net(String written) {
        int slash = written.indexOf('/');
        try {
            byte[] start = InetAddress.ofLiteral(written.substring(0, slash)).getAddress();
            return new Net(start, Integer.parseInt(written.substring(slash + 1)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException("no net: " + written, wrong);
        }
    }

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Names {
        /** Native code asks, and may wait for long: on threads of its own. */
        Workbench RESOLVING = new Workbench("name resolver", 4, 64, 64);

        Names SYSTEM = host -> {
            try {
                return RESOLVING.work(Workbench.Client.GUEST, () -> resolve(host));
            } catch (Workbench.Full | UncheckedIOException failed) {
                UnknownHostException unknown = new UnknownHostException(host);
                unknown.initCause(failed);
                throw unknown;
            }
        };

        private static List<InetAddress> resolve(String host) {
            try {
                return List.of(InetAddress.getAllByName(host));
            } catch (UnknownHostException none) {
                throw new UncheckedIOException(none);
            }
        }

        List<InetAddress> addresses(String host) throws UnknownHostException;
    }
}
