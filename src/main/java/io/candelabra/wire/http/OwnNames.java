package io.candelabra.wire.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of a server, for the links in its answers. The text of a client's {@code Host} is repeated only if
 * it is one of them: other names are forged, or could lead the reader of the answer elsewhere.
 *
 * @param published host and, where it is not 443, port that all links lead to, such as {@code lights.example.org};
 *     empty where links lead back the way that the client came
 * @param known hosts that clients may use, an IPv6 address in brackets; the first stands in where they used another
 */
public record OwnNames(String published, List<String> known) {
    /** Of a listener at a loopback address. */
    public static final OwnNames LOOPBACK = new OwnNames("", List.of("localhost", "127.0.0.1", "[::1]"));

    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    public OwnNames {
        check(published);
        if (known.isEmpty()) {
            throw new IllegalArgumentException("a server has a name");
        }
        known = List.copyOf(known);
    }

    /** @throws IllegalArgumentException where a text is no name that could be published */
    public static void check(String published) {
        if (!published.isEmpty() && !isAuthority(published)) {
            throw new IllegalArgumentException(
                    "a server's name is a host, or a host and a port, such as lights.example.org; not " + published);
        }
    }

    private static boolean isAuthority(String text) {
        return AUTHORITY.matcher(text).matches();
    }

    /** The host of the published name; empty where there is none. */
    public static String host(String published) {
        return published.replaceFirst(":[0-9]+$", "");
    }

    /**
     * Host and port as links have them.
     *
     * @param asked the name by which the client called the server
     * @param port of the listener
     */
    String authority(Optional<String> asked, int port) {
        if (!published.isEmpty()) {
            return published;
        }
        return asked.filter(this::isKnown).orElseGet(() -> known.getFirst() + ":" + port);
    }

    private boolean isKnown(String authority) {
        return isAuthority(authority) && known.stream().anyMatch(name -> name.equalsIgnoreCase(host(authority)));
    }
}
