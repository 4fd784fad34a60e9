package io.candelabra.dialect.overkiz;

import static java.util.Map.entry;

import io.candelabra.dialect.overkiz.words.OverkizGroup;
import io.candelabra.wire.http.Bodies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes in and comes out of the calls that every client makes, for the description of the API. The records have the
 * fields that clients look at; documents are put together elsewhere, and hold more. Times are ms since 1970.
 */
public final class OverkizBodies {
    private OverkizBodies() {}

    /** How every error reads. */
    public record Error(String errorCode, @Nullable String error) {}

    public record Credentials(
            String userId, String userPassword, @Nullable String setupOID) {}

    public record LoggedIn(boolean success, List<Role> roles) {}

    public record Role(String name) {}

    public record Authenticated(boolean authenticated) {}

    public record UserId(String userId) {}

    public record ApiVersion(String protocolVersion) {}

    public record Listener(String id) {}

    public record Started(String execId) {}

    public record Delayed(String triggerId) {}

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
            @Nullable Place rootPlace,
            @Nullable List<Zone> zones,
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

    public record Place(String oid, String label, int type, List<Place> subPlaces) {}

    public record Zone(String oid, String label, List<ZoneItem> items) {}

    public record ZoneItem(
            String itemType,
            @Nullable String deviceURL,
            @Nullable String deviceOID) {}

    public record Option(String optionId, @Nullable List<Parameter> parameters) {}

    public record Parameter(String name, String value) {}

    public record ActionGroup(String oid, String label, List<Action> actions, long creationTime) {}

    public record Action(String deviceURL, List<Command> commands) {}

    public record Command(String name, @Nullable List<Object> parameters) {}

    /** An execution that runs. */
    public record Execution(
            String id, String owner, String state, long startTime, String executionType, String executionSubType) {}

    /** An execution that has ended. */
    public record PastExecution(
            String id, String owner, String label, String state, long eventTime, String failureType) {}

    public record Token(String token) {}

    public record TokenActivation(
            String label, String token, @Nullable String scope) {}

    public record ActiveToken(
            String label,
            String uuid,
            String gatewayId,
            String scope,
            @Nullable Long expirationTime) {}

    public record TokenRequest(String requestId) {}

    /** By method and path below the face. */
    public static final Map<String, Bodies> ALL = Map.ofEntries(
            entry("POST /login", Bodies.answers(LoggedIn.class).takingForm(Credentials.class)),
            entry("GET /authenticated", Bodies.answers(Authenticated.class)),
            entry("GET /currentUserId", Bodies.answers(UserId.class)),
            entry("GET /apiVersion", Bodies.answers(ApiVersion.class)),
            entry("POST /events/register", Bodies.answers(Listener.class)),
            entry("POST /events/{listenerId}/fetch", Bodies.listOf(Event.class)),
            entry("GET /setup", Bodies.answers(Setup.class)),
            entry("GET /setup/location", Bodies.answers(Location.class)),
            entry("GET /setup/places", Bodies.answers(Place.class)),
            entry("GET /setup/zones", Bodies.listOf(Zone.class)),
            entry("GET /setup/options", Bodies.listOf(Option.class)),
            entry("GET /setup/gateways", Bodies.listOf(Gateway.class)),
            entry("GET /setup/gateways/{gatewayId}", Bodies.answers(Gateway.class)),
            entry("GET /setup/devices", Bodies.listOf(Device.class)),
            entry("GET /setup/devices/{deviceURL}", Bodies.answers(Device.class)),
            entry("GET /setup/devices/{deviceURL}/states", Bodies.listOf(State.class)),
            entry("GET /setup/devices/{deviceURL}/states/{name}", Bodies.answers(State.class)),
            entry("GET /actionGroups", Bodies.listOf(ActionGroup.class)),
            entry("GET /actionGroups/{oid}", Bodies.answers(ActionGroup.class)),
            entry("POST /actionGroups", Bodies.takes(OverkizGroup.class)),
            entry("PUT /actionGroups", Bodies.takes(OverkizGroup.class)),
            entry("POST /exec/apply", Bodies.answers(Started.class).taking(OverkizGroup.class)),
            entry("POST /exec/apply/geolocated", Bodies.answers(Started.class).taking(OverkizGroup.class)),
            entry("POST /exec/apply/highPriority", Bodies.answers(Started.class).taking(OverkizGroup.class)),
            entry("POST /exec/apply/internal", Bodies.answers(Started.class).taking(OverkizGroup.class)),
            entry("POST /exec/{actionGroupOID}", Bodies.answers(Started.class)),
            entry("POST /exec/schedule/{actionGroupOID}/{utcTimestamp}", Bodies.answers(Delayed.class)),
            entry("GET /exec/current", Bodies.listOf(Execution.class)),
            entry("GET /history/executions", Bodies.listOf(PastExecution.class)),
            entry("GET /config/{gatewayId}/local/tokens/generate", Bodies.answers(Token.class)),
            entry("GET /config/{gatewayId}/local/tokens/{scope}", Bodies.listOf(ActiveToken.class)),
            entry(
                    "POST /config/{gatewayId}/local/tokens",
                    Bodies.answers(TokenRequest.class).taking(TokenActivation.class)));
}
