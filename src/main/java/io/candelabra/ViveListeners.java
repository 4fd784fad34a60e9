package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.admin.ViveHubs;
import io.candelabra.core.access.Refused;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hubs that listen: one listener is one hub, which shows one site. */
final class ViveListeners implements ViveHubs {
    private static final Logger log = LoggerFactory.getLogger(ViveListeners.class);

    private final Rooms rooms;
    private final Leap leap;
    private final Map<String, Declarations.HubPorts> declared;
    private final CertificateAuthority partners;
    private final Map<String, VivePorts> open = new LinkedHashMap<>();
    private boolean usualTaken;

    ViveListeners(Rooms rooms, Leap leap, Map<String, Declarations.HubPorts> declared) throws IOException {
        this.declared = declared;
        this.rooms = rooms;
        this.leap = leap;
        this.partners = CertificateAuthority.open(
                rooms.data().resolve("partners"),
                List.of(),
                rooms.random(),
                rooms.outside().certificates());
    }

    /** Makes the hubs of all bindings listen, as far as there are ports for them. */
    void openAll() throws IOException {
        for (FaceBinding shown : rooms.accounts().bindings(ViveHub.DIALECT)) {
            Optional<Declarations.HubPorts> ports = ports(shown.site().value());
            if (ports.isEmpty()) {
                log.warn("no ports are left for the hub of {}: name some in the settings file", shown.site());
            } else {
                listen(shown.id(), ports.get());
            }
        }
    }

    @Override
    public synchronized Optional<VivePorts> of(String binding) {
        return Optional.ofNullable(open.get(binding));
    }

    @Override
    public synchronized VivePorts open(String binding, String site) {
        VivePorts there = open.get(binding);
        if (there != null) {
            return there;
        }
        Declarations.HubPorts ports = ports(site)
                .orElseThrow(() -> new Refused(new Refused.Conflict("another hub listens at the usual ports: name"
                        + " ports for " + site + " in the settings file, and start the server again")));
        try {
            return listen(binding, ports);
        } catch (IOException taken) {
            throw new Refused(new Refused.Conflict("the hub cannot listen: " + taken.getMessage()));
        }
    }

    private synchronized VivePorts listen(String binding, Declarations.HubPorts ports) throws IOException {
        VivePorts.Settings settings = new VivePorts.Settings(
                rooms.settings().listeners().bind(),
                ports.leap(),
                ports.pairing(),
                rooms.authority(),
                partners,
                binding);
        VivePorts hub = rooms.open()
                .opened(Addresses.listening(
                        "--leap, --pairing",
                        () -> VivePorts.start(
                                settings,
                                leap,
                                rooms.sites(),
                                rooms.accounts(),
                                rooms.wall(),
                                rooms.random(),
                                rooms.threads())));
        open.put(binding, hub);
        return hub;
    }

    /** Those that are declared for a site; or else the usual ones, which only one hub can have. */
    private synchronized Optional<Declarations.HubPorts> ports(String site) {
        Declarations.HubPorts own = declared.get(site);
        if (own != null) {
            return Optional.of(own);
        }
        if (usualTaken) {
            return Optional.empty();
        }
        usualTaken = true;
        return Optional.of(new Declarations.HubPorts(
                rooms.settings().listeners().leap(),
                rooms.settings().listeners().pairing()));
    }

    @Override
    public synchronized List<Integer> leapPorts() {
        return open.values().stream().map(VivePorts::leapPort).toList();
    }

    @Override
    public CertificateAuthority partners() {
        return partners;
    }
}
