package io.candelabra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/** Under which names and addresses the listeners can be reached, as follows from where they bind. */
final class Addresses {
    private Addresses() {}

    /** What the certificate is for besides the loopback names: the address of the listeners, or all that this machine has. */
    static List<String> names(Settings settings) throws IOException {
        if (settings.loopback()) {
            return List.of();
        }
        if (!everyAddress(settings)) {
            return List.of(settings.bind());
        }
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList();
    }

    /** The host as it stands in the server's own URLs; an IPv6 address in brackets. */
    static String host(Settings settings) {
        if (settings.loopback() || everyAddress(settings)) {
            return "localhost";
        }
        return settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
    }

    private static boolean everyAddress(Settings settings) {
        return settings.bind().equals("0.0.0.0") || settings.bind().equals("::");
    }
}
