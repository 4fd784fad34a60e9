package io.candelabra.dialect.overkiz.job;

import io.candelabra.core.command.Command;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.Protocol;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.JobKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks gateways to read states afresh: a job of the kind {@code refresh}, whose end clients hear as
 * {@code RefreshAllDevicesStatesCompletedEvent}, one per gateway.
 */
public final class StateRefresh {
    public static final String KIND = JobKind.REFRESH.name();
    /** Parameter of the job: URLs of the devices that are meant, one a line; absent for all of the gateways. */
    public static final String DEVICES = "devices";
    /** Parameter of the job: prefix of the protocol that is meant, such as {@code io}; absent for all. */
    public static final String PROTOCOL = "protocol";

    private static final int LONGEST_LIST = 50_000;

    private StateRefresh() {}

    /** All devices that the session sees. */
    public static void all(OverkizSession session) {
        if (session.state().gateways().findAny().isPresent()) {
            session.submit(new Command.StartJob(KIND, new Command.Target.EveryGateway(), Map.of()));
        }
    }

    /** These devices; of a list that is very long the gateways are asked for all. */
    public static void devices(OverkizSession session, List<Device> devices) {
        String urls = devices.stream().map(Device::id).map(DeviceId::value).collect(Collectors.joining("\n"));
        if (devices.size() == 1) {
            Command.Target one = new Command.Target.OneDevice(devices.getFirst().id());
            session.submit(new Command.StartJob(KIND, one, Map.of(DEVICES, urls)));
            return;
        }
        List<GatewayId> gateways =
                devices.stream().map(device -> device.id().gateway()).distinct().toList();
        start(session, gateways, urls.length() > LONGEST_LIST ? Map.of() : Map.of(DEVICES, urls));
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

    /** Without a gateway no job begins, and no client hears of an end. */
    private static void start(OverkizSession session, List<GatewayId> gateways, Map<String, String> parameters) {
        if (!gateways.isEmpty()) {
            session.submit(new Command.StartJob(KIND, new Command.Target.Gateways(gateways), parameters));
        }
    }
}
