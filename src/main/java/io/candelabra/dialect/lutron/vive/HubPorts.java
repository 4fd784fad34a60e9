package io.candelabra.dialect.lutron.vive;

import io.candelabra.dialect.api.DeclaredKind;
import java.util.Set;

/** The two ports of a hub; 0 for any free ones. */
public record HubPorts(int leap, int pairing) {
    /** As a settings file says them: lines of the form {@code vive.SITE.setting}. */
    public static final DeclaredKind<HubPorts> DECLARED = new DeclaredKind<>(
            "vive",
            Set.of("leap", "pairing"),
            true,
            HubPorts.class,
            lines -> new HubPorts(lines.port("leap"), lines.port("pairing")));
}
