package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.access.Refused;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.dialect.api.Depiction;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.api.Orders;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.LeapDepiction;
import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Vive API: one listener is one hub, which shows one site. */
public final class ViveHubs implements Dialect {
    /** By name and password, or by a certificate. */
    public static final Entrance ENTRANCE =
            Entrance.of(ViveHub.DIALECT, WayIn.LOGIN, WayIn.PAIRING).declaring(HubSettings.DECLARED, HubPorts.DECLARED);

    private static final Logger log = LoggerFactory.getLogger(ViveHubs.class);

    /** Opens the two ports of a hub, which the server closes at its end. */
    @FunctionalInterface
    public interface Listening {
        VivePorts open(Opening opening) throws IOException;
    }

    /** Makes two ports listen at an address. */
    @FunctionalInterface
    public interface Opening {
        VivePorts at(String bindAddress) throws IOException;
    }

    /**
     * The common ground of hubs.
     *
     * @param authority the server's own certificates
     * @param partners opens the authority that signs what programs show when they are paired
     * @param usual the ports of the first hub for whose site none are declared
     */
    public record Needs(Listening listening, CertificateAuthority authority, Authority partners, HubPorts usual) {}

    /** Opens an authority: its key is made where there is none. */
    @FunctionalInterface
    public interface Authority {
        CertificateAuthority open() throws IOException;
    }

    private final Ground ground;
    private final Leap leap;
    private final Needs needs;
    private final Admission admission;
    private final Bindings bindings;
    private final Orders orders;
    private final Map<String, VivePorts> open = new LinkedHashMap<>();
    private Map<String, HubPorts> declared = Map.of();
    private @Nullable CertificateAuthority partners;
    private boolean usualTaken;

    public ViveHubs(Ground ground, Leap leap, Needs needs) {
        this.ground = ground;
        this.leap = leap;
        this.needs = needs;
        this.bindings = new Bindings(ground.accounts(), ViveHub.DIALECT);
        this.admission = new ViveAdmission(this, bindings);
        this.orders = new ViveOrders(ground, this);
    }

    @Override
    public Entrance entrance() {
        return ENTRANCE;
    }

    @Override
    public Admission admission() {
        return admission;
    }

    @Override
    public Optional<Orders> orders() {
        return Optional.of(orders);
    }

    @Override
    public List<Face> faces() {
        return List.of();
    }

    @Override
    public synchronized Map<String, String> addresses() {
        String ports = open.values().stream()
                .map(hub -> String.valueOf(hub.leapPort()))
                .collect(Collectors.joining(", "));
        return open.isEmpty() ? Map.of() : Map.of(ViveHub.DIALECT, "LEAP over TLS on port " + ports);
    }

    @Override
    public Optional<byte[]> description() {
        return Optional.empty();
    }

    /**
     * Makes the hubs of all bindings listen, as far as there are ports for them.
     *
     * @param ports by the sites that are shown; of the others, the first has the usual ones
     */
    public void listen(Map<String, HubPorts> ports) throws IOException {
        declare(ports);
        for (FaceBinding shown : ground.accounts().bindings(ViveHub.DIALECT)) {
            Optional<HubPorts> own = ports(shown.site());
            if (own.isEmpty()) {
                log.warn("no ports are left for the hub of {}: name some in the settings file", shown.site());
            } else {
                listen(shown.id(), own.get());
            }
        }
    }

    private synchronized void declare(Map<String, HubPorts> ports) {
        declared = Map.copyOf(ports);
    }

    /** The ports of a binding's hub; empty where it does not listen. */
    public synchronized Optional<VivePorts> of(String binding) {
        return Optional.ofNullable(open.get(binding));
    }

    /**
     * Makes a binding's hub listen, if it does not.
     *
     * @throws Refused where no port is left for it
     */
    public synchronized VivePorts open(String binding, SiteId site) {
        VivePorts there = open.get(binding);
        if (there != null) {
            return there;
        }
        HubPorts ports = ports(site)
                .orElseThrow(() -> new Refused(new Refused.Conflict("another hub listens at the usual ports: name"
                        + " ports for " + site + " in the settings file, and start the server again")));
        try {
            return listen(binding, ports);
        } catch (IOException taken) {
            throw new Refused(new Refused.Conflict("the hub cannot listen: " + taken.getMessage()));
        }
    }

    private synchronized VivePorts listen(String binding, HubPorts ports) throws IOException {
        VivePorts hub = needs.listening()
                .open(address -> VivePorts.start(
                        new VivePorts.Settings(
                                address, ports.leap(), ports.pairing(), needs.authority(), partners(), binding),
                        leap,
                        ground.sites(),
                        ground.accounts(),
                        ground.wall(),
                        ground.random(),
                        ground.threads()));
        open.put(binding, hub);
        return hub;
    }

    /** Those that are declared for a site; or else the usual ones, which only one hub can have. */
    private synchronized Optional<HubPorts> ports(SiteId site) {
        HubPorts own = declared.get(site.value());
        if (own != null) {
            return Optional.of(own);
        }
        if (usualTaken) {
            return Optional.empty();
        }
        usualTaken = true;
        return Optional.of(needs.usual());
    }

    /** Signs the certificates that programs show at pairing. */
    public synchronized CertificateAuthority partners() {
        if (partners == null) {
            try {
                partners = needs.partners().open();
            } catch (IOException failed) {
                throw new UncheckedIOException("the authority of partners cannot be opened", failed);
            }
        }
        return partners;
    }

    @Override
    public Depiction depict(View view, Device device, String authority) {
        return new LeapDepiction(
                        leap,
                        Envelope.VIVE,
                        bindings,
                        (address, reply) -> Depiction.of(
                                "ReadRequest " + address,
                                reply.text(new LeapRequest.Head(Optional.of(address), Optional.empty()))))
                .of(view, device);
    }
}
