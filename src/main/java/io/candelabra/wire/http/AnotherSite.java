package io.candelabra.wire.http;

import java.util.Optional;

/**
 * Whether a page of another site asks. Browsers send cookies along with what such a page asks for, and it needs no more than a form; so
 * a face that takes cookies refuses what would change something then. Programs that are no browser say neither.
 */
public final class AnotherSite {
    private AnotherSite() {}

    public static boolean asks(Exchange x) {
        // another host of the same domain is another site to this server: its owner is not known here
        boolean said = x.header("Sec-Fetch-Site")
                .filter(from -> from.equals("cross-site") || from.equals("same-site"))
                .isPresent();
        Optional<String> host = x.header("Host").or(() -> x.header(":authority"));
        return said
                || x.header("Origin")
                        .filter(origin -> !host.map(h -> origin.equalsIgnoreCase("https://" + h))
                                .orElse(false))
                        .isPresent();
    }
}
