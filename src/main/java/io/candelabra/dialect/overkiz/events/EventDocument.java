package io.candelabra.dialect.overkiz.events;

import io.candelabra.dialect.overkiz.document.DetailedStatusDocument;
import io.candelabra.dialect.overkiz.document.StateDocument;
import io.candelabra.wire.json.Spread;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as a client fetches it. {@code timestamp} is ms since 1970; {@code setupOID} is the setup in which it happened, and
 * {@code gatewayId} the gateway.
 */
public sealed interface EventDocument {

    /**
     * An event of the {@link EventTable}. It names the setup or a gateway.
     *
     * @param fields what the table says of the thing that has changed
     */
    record Change(
            String name,
            long timestamp,
            @Nullable String setupOID,
            @Nullable String gatewayId,
            @Spread Map<String, Object> fields)
            implements EventDocument {}

    /** States of a device have changed. */
    record DeviceStates(
            String name, long timestamp, String setupOID, String deviceURL, List<StateDocument> deviceStates)
            implements EventDocument {}

    /** A delayed start has come due. */
    record GroupTriggered(
            String name,
            long timestamp,
            String setupOID,
            String triggerId,
            String triggerType,
            String actionGroupOID,
            String execId)
            implements EventDocument {}

    /**
     * An execution has begun.
     *
     * @param type number of the kind of execution, as is {@code subType}
     * @param source what asked for it, such as {@code mobile:overkiz}
     * @param owner the account that asked for it
     */
    record ExecutionRegistered(
            String name,
            long timestamp,
            String setupOID,
            String execId,
            String label,
            String metadata,
            int type,
            int subType,
            List<ActionDocument> actions,
            String source,
            String owner)
            implements EventDocument {}

    /** The commands to one device. */
    record ActionDocument(String deviceURL, List<CommandDocument> commands) {}

    /** @param delay in seconds */
    record CommandDocument(String name, long delay, List<ParameterDocument> parameters) {}

    /** @param type number of the data type */
    record ParameterDocument(int type, @Nullable Object value) {}

    /**
     * An execution goes on or ends.
     *
     * @param timeToNextState in seconds; -1 at the end
     * @param relatedDevices null where nobody knows any more what was executed
     * @param technical whether the execution leaves no trace in the history
     * @param failureType why it failed; null where it did not, and so are {@code failureTypeCode} and {@code failedCommands}
     */
    record ExecutionState(
            String name,
            long timestamp,
            String setupOID,
            String execId,
            String newState,
            String ownerKey,
            int type,
            int subType,
            String oldState,
            int timeToNextState,
            @Nullable List<RelatedDevice> relatedDevices,
            boolean technical,
            @Nullable String failureType,
            @Nullable Integer failureTypeCode,
            @Nullable List<FailedCommandDocument> failedCommands)
            implements EventDocument {}

    /** A device that an execution moves. */
    record RelatedDevice(String deviceURL) {}

    /** @param rank place of the command among those of the device, from 0 */
    record FailedCommandDocument(
            String deviceURL, int rank, String failureType, DetailedStatusDocument detailedStatus) {}
}
