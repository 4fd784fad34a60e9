package io.candelabra;

import io.candelabra.wire.http.OwnNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/** Under which names and addresses the listeners can be reached, as follows from where they bind. */
final class Addresses {
    private Addresses() {}

    /** The names in the certificate besides the loopback names: the address of the listeners, or all that this machine has. */
    static List<String> names(Settings settings) throws IOException {
        List<String> names = new ArrayList<>(bound(settings));
        if (!settings.listeners().name().isEmpty()) {
            names.add(OwnNames.host(settings.listeners().name()).replaceAll("[\\[\\]]", ""));
        }
        return names;
    }

    /** The names that clients may call the listener by. */
    static OwnNames own(Settings settings) throws IOException {
        List<String> known = new ArrayList<>();
        known.add(host(settings));
        for (String name : bound(settings)) {
            known.add(name.contains(":") ? "[" + name + "]" : name);
        }
        known.addAll(OwnNames.LOOPBACK.known());
        return new OwnNames(settings.listeners().name(), known);
    }

    private static List<String> bound(Settings settings) throws IOException {
        if (settings.loopback()) {
            return List.of();
        }
        if (!everyAddress(settings)) {
            return List.of(settings.listeners().bind());
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
        return settings.listeners().bind().contains(":")
                ? "[" + settings.listeners().bind() + "]"
                : settings.listeners().bind();
    }

    private static boolean everyAddress(Settings settings) {
        return settings.listeners().bind().equals("0.0.0.0")
                || settings.listeners().bind().equals("::");
    }

    /** Begins to listen. */
    @FunctionalInterface
    interface Listening<L> {
        L start() throws IOException;
    }

    /** Starts a listener; where it cannot have its port, the error says which option names another. */
    static <L> L listening(String option, Listening<L> listening) throws IOException {
        try {
            return listening.start();
        } catch (BindException taken) {
            throw cured(taken, option);
        } catch (UncheckedIOException failed) {
            throw failed.getCause() instanceof BindException taken ? cured(taken, option) : failed.getCause();
        }
    }

    private static BindException cured(BindException taken, String option) {
        BindException told = new BindException(taken.getMessage()
                + ": another program may listen there, or the address is none of this machine; name others with "
                + option + " and --bind");
        told.initCause(taken);
        return told;
    }
}
