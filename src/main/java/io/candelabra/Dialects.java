package io.candelabra;

import io.candelabra.core.history.Histories;
import io.candelabra.core.site.Declared;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.quantum.cli.LicenceCommand;
import io.candelabra.dialect.lutron.quantum.cli.WebhookCommand;
import io.candelabra.dialect.lutron.vive.HubPorts;
import io.candelabra.dialect.lutron.vive.ViveHubs;
import io.candelabra.dialect.lutron.vive.cli.HubCommand;
import io.candelabra.dialect.lutron.vive.cli.PairingCommand;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.request.OverkizLimits;
import io.candelabra.dialect.sustainder.SustainderFace;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.tls.CertificateAuthority;
import java.util.List;
import java.util.Optional;

/**
 * The APIs that this server speaks, over the rooms. This is the one place that lists them.
 *
 * @param leap the tree of resources that Vive and Quantum speak about
 */
public record Dialects(
        Ground ground, OverkizFace overkiz, SustainderFace sustainder, QuantumFace quantum, ViveHubs vive, Leap leap) {

    /** How programs come in to each, for settings that are read before anything is built. */
    static final List<Entrance> ENTRANCES =
            List.of(OverkizFace.ENTRANCE, SustainderFace.ENTRANCE, ViveHubs.ENTRANCE, QuantumFace.ENTRANCE);

    /** Commands below {@code candelabra integration} that one dialect alone brings. */
    static final List<Class<?>> COMMANDS =
            List.of(PairingCommand.class, HubCommand.class, LicenceCommand.class, WebhookCommand.class);

    /** Their declarations about the things that they alone keep. */
    public static final Declared DECLARED =
            OverkizFace.DECLARED.and(SustainderFace.DECLARED).and(Leap.DECLARED);

    static Dialects over(Rooms rooms) {
        Outbound outbound = Outbound.of(rooms);
        Ground ground = new Ground(
                rooms.sites(),
                rooms.accounts(),
                new Histories(rooms.recorder()),
                rooms.vault(),
                outbound.webhooks(),
                outbound.sender(),
                outbound.mail(),
                rooms.settings().listeners().name(),
                rooms.settings().registration(),
                rooms.clock(),
                rooms.wall(),
                rooms.random(),
                rooms.threads());
        OverkizFace overkiz = rooms.open().opened(new OverkizFace(ground, limits(rooms)));
        Leap leap = new Leap(ground.sites());
        return new Dialects(
                ground,
                overkiz,
                new SustainderFace(ground),
                new QuantumFace(ground, leap, rooms.settings().demo()),
                new ViveHubs(ground, leap, hubs(rooms)),
                leap);
    }

    private static OverkizLimits.Mode limits(Rooms rooms) {
        return switch (rooms.settings().limits()) {
            case VENDOR -> OverkizLimits.Mode.VENDOR;
            case LOCAL -> OverkizLimits.Mode.LOCAL;
            case OFF -> OverkizLimits.Mode.OFF;
        };
    }

    private static ViveHubs.Needs hubs(Rooms rooms) {
        Settings.Listeners listeners = rooms.settings().listeners();
        return new ViveHubs.Needs(
                opening -> rooms.open()
                        .opened(Addresses.listening("--leap, --pairing", () -> opening.at(listeners.bind()))),
                rooms.authority(),
                () -> CertificateAuthority.open(
                        rooms.data().resolve("partners"),
                        List.of(),
                        rooms.random(),
                        rooms.outside().certificates()),
                new HubPorts(listeners.leap(), listeners.pairing()));
    }

    Webhooks webhooks() {
        return ground.webhooks();
    }

    List<Dialect> all() {
        return List.of(overkiz, sustainder, quantum, vive);
    }

    /** Their faces at the HTTPS listener. */
    List<Face> faces() {
        return all().stream().flatMap(dialect -> dialect.faces().stream()).toList();
    }

    /** The description of a dialect, as JSON; empty where there is no such dialect, or it has none. */
    Optional<byte[]> description(String name) {
        return all().stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .flatMap(Dialect::description);
    }
}
