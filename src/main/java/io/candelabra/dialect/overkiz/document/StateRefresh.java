package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.command.Command;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizFault;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks gateways to read states afresh: a job of the kind {@value #KIND}, whose end clients hear as
 * {@code RefreshAllDevicesStatesCompletedEvent}, one per gateway.
 */
public final class StateRefresh {
    public static final String KIND = "refresh";
    /** Parameter of the job: URLs of the devices that are meant, one a line; absent for all of the gateways. */
    public static final String DEVICES = "devices";
    /** Parameter of the job: prefix of the protocol that is meant, such as {@code io}; absent for all. */
    public static final String PROTOCOL = "protocol";

    private StateRefresh() {}

    /** All devices that the session sees. */
    public static void all(OverkizSession session) {
        View state = session.state();
        start(session, state.gateways().map(gateway -> gateway.id()).toList(), Map.of());
    }

    /** These devices. */
    public static void devices(OverkizSession session, List<Device> devices) {
        List<GatewayId> gateways =
                devices.stream().map(device -> device.id().gateway()).distinct().toList();
        String urls = devices.stream().map(Device::id).map(DeviceId::value).collect(Collectors.joining("\n"));
        start(session, gateways, Map.of(DEVICES, urls));
    }

    /** All devices behind a gateway. */
    public static void gateway(OverkizSession session, String gatewayId) {
        View state = session.state();
        start(session, List.of(session.gateway(state, gatewayId).id()), Map.of());
    }

    /** The devices behind a gateway that speak a protocol, named by its number or its prefix. */
    public static void gateway(OverkizSession session, String gatewayId, String protocolType) {
        View state = session.state();
        GatewayId gateway = session.gateway(state, gatewayId).id();
        start(session, List.of(gateway), Map.of(PROTOCOL, protocol(protocolType).prefix()));
    }

    /** All devices that speak a protocol. Gateways without any are left alone. */
    public static void protocol(OverkizSession session, String protocolType) {
        Protocol protocol = protocol(protocolType);
        View state = session.state();
        List<GatewayId> gateways = state.devices()
                .filter(device -> device.id().protocol().equals(protocol.prefix()))
                .map(device -> device.id().gateway())
                .distinct()
                .toList();
        start(session, gateways, Map.of(PROTOCOL, protocol.prefix()));
    }

    private static Protocol protocol(String type) {
        boolean number = !type.isEmpty() && type.length() < 7 && type.chars().allMatch(Character::isDigit);
        return (number ? Protocol.ofId(Integer.parseInt(type)) : Protocol.ofPrefix(type))
                .orElseThrow(() -> OverkizFault.invalid("Invalid protocol type : " + type));
    }

    /** No gateway named would mean all of them to the core, so that nothing is asked where there is none. */
    private static void start(OverkizSession session, List<GatewayId> gateways, Map<String, String> parameters) {
        if (!gateways.isEmpty()) {
            session.submit(new Command.StartJob(KIND, gateways, parameters));
        }
    }
}
