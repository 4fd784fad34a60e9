package io.candelabra.dialect.overkiz;

import static java.util.Map.entry;

import io.candelabra.dialect.overkiz.document.PlaceDocument;
import io.candelabra.dialect.overkiz.document.ZoneDocument;
import io.candelabra.wire.http.Bodies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of those calls whose answers are not records yet, for the description of the API; all others say it beside
 * their routes. The records have the fields that clients look at; documents are put together elsewhere, and hold more. Times
 * are ms since 1970.
 */
public final class OverkizBodies {
    private OverkizBodies() {}

    /** How every error reads. */
    public record Error(String errorCode, @Nullable String error) {}

    /** Something that happened. Which fields there are depends on the name; these are the ones of most. */
    public record Event(
            String name,
            long timestamp,
            @Nullable String setupOID,
            @Nullable String deviceURL,
            @Nullable List<State> deviceStates,
            @Nullable String gatewayId,
            @Nullable String execId,
            @Nullable String oldState,
            @Nullable String newState,
            @Nullable Long timeToNextState,
            @Nullable String failureType,
            @Nullable Integer failureTypeCode) {}

    /** @param type number of the data type: 1 whole, 2 real, 3 text, 6 flag, 10 array, 11 object … */
    public record State(String name, int type, @Nullable Object value) {}

    /** On the local face there are gateways and devices alone. */
    public record Setup(
            List<Gateway> gateways,
            List<Device> devices,
            @Nullable String id,
            @Nullable String oid,
            @Nullable Location location,
            @Nullable PlaceDocument rootPlace,
            @Nullable List<ZoneDocument> zones,
            @Nullable List<Object> features) {}

    public record Location(
            @Nullable String city,
            @Nullable String country,
            @Nullable String countryCode,
            @Nullable String timezone,
            @Nullable Object latitude,
            @Nullable Object longitude) {}

    /** @param functions words with commas between them */
    public record Gateway(
            String gatewayId,
            @Nullable Integer type,
            @Nullable Integer subType,
            @Nullable Boolean alive,
            @Nullable String functions,
            @Nullable String placeOID,
            @Nullable Connectivity connectivity) {}

    public record Connectivity(String status, String protocolVersion) {}

    /** @param oid the cloud's id of the device; the local face has none */
    public record Device(
            String deviceURL,
            String label,
            String controllableName,
            boolean available,
            boolean enabled,
            int type,
            Definition definition,
            @Nullable List<State> states,
            @Nullable List<State> attributes,
            @Nullable String oid,
            @Nullable String placeOID,
            @Nullable String uiClass,
            @Nullable String widget) {}

    public record Definition(
            String uiClass, String widgetName, String type, List<CommandType> commands, List<StateType> states) {}

    public record CommandType(
            String commandName, int nparams, @Nullable String paramsSig) {}

    public record StateType(
            @Nullable String qualifiedName,
            @Nullable String name,
            @Nullable String type,
            @Nullable List<String> values) {}

    public record Option(String optionId, @Nullable List<Parameter> parameters) {}

    public record Parameter(String name, String value) {}

    public record ActiveToken(
            String label,
            String uuid,
            String gatewayId,
            String scope,
            @Nullable Long expirationTime) {}

    /** By method and path below the face. */
    public static final Map<String, Bodies> ALL = Map.ofEntries(
            entry("POST /events/{listenerId}/fetch", Bodies.listOf(Event.class)),
            entry("GET /setup", Bodies.answers(Setup.class)),
            entry("GET /setup/location", Bodies.answers(Location.class)),
            entry("GET /setup/options", Bodies.listOf(Option.class)),
            entry("GET /setup/gateways", Bodies.listOf(Gateway.class)),
            entry("GET /setup/gateways/{gatewayId}", Bodies.answers(Gateway.class)),
            entry("GET /setup/devices", Bodies.listOf(Device.class)),
            entry("GET /setup/devices/{deviceURL}", Bodies.answers(Device.class)),
            entry("GET /setup/devices/{deviceURL}/states", Bodies.listOf(State.class)),
            entry("GET /setup/devices/{deviceURL}/states/{name}", Bodies.answers(State.class)),
            entry("GET /config/{gatewayId}/local/tokens/{scope}", Bodies.listOf(ActiveToken.class)));
}
