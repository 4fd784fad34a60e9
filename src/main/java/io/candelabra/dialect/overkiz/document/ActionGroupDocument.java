package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.Scene;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action group as it is shown. Times are ms since 1970.
 *
 * @param creationTime null for a group that is not stored, and so is {@code lastUpdateTime}
 * @param notificationCondition when somebody is told of its end: {@code NEVER}, {@code ON_ERROR}, {@code ALWAYS} …
 * @param oid null for a group that never was stored
 */
public record ActionGroupDocument(
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime,
        String label,
        @Nullable String metadata,
        boolean shortcut,
        int notificationTypeMask,
        String notificationCondition,
        @Nullable String notificationText,
        @Nullable String notificationTitle,
        @Nullable List<String> targetEmailAddresses,
        @Nullable List<String> targetPhoneNumbers,
        @Nullable List<String> targetPushSubscriptions,
        List<ActionDocument> actions,
        @Nullable String oid) {

    /** The commands to one device. */
    public record ActionDocument(String deviceURL, List<CommandDocument> commands) {
        private static ActionDocument of(Action action, boolean masked) {
            return new ActionDocument(
                    action.device().value(),
                    action.commands().stream()
                            .map(command -> CommandDocument.of(command, masked))
                            .toList());
        }
    }

    /**
     * @param type 1: there are no others
     * @param sensitiveParametersIndexes null where no parameter is a secret
     * @param delay in seconds, after the command before
     */
    public record CommandDocument(
            int type,
            String name,
            List<@Nullable Object> parameters,
            @Nullable List<Integer> sensitiveParametersIndexes,
            long delay,
            int lockLevel) {
        private static CommandDocument of(DeviceCommand command, boolean masked) {
            return new CommandDocument(
                    1,
                    command.name(),
                    ActionGroupBody.parameters(command, masked),
                    command.sensitive().isEmpty() ? null : command.sensitive(),
                    command.delayMs() / 1_000,
                    command.lockLevel());
        }
    }

    /** A group that is stored. */
    public static ActionGroupDocument of(View state, Scene scene) {
        return of(scene.label(), scene.actions(), scene.vendor(), false)
                .stored(scene.createdMs(), scene.updatedMs(), OverkizIds.actionGroup(state.site(), scene));
    }

    /** The actions that run, with their secrets hidden. */
    public static ActionGroupDocument of(View state, Plan plan) {
        ActionGroupDocument group = of(plan.label(), plan.actions(), plan.vendor(), true);
        return plan.scene().isEmpty() ? group : group.stored(null, null, OverkizIds.actionGroup(state, plan.scene()));
    }

    /** A group that is not stored. */
    public static ActionGroupDocument of(
            String label, List<Action> actions, Map<String, String> vendor, boolean masked) {
        ActionGroupBody.GroupFields words = ActionGroupBody.GroupFields.of(vendor);
        return new ActionGroupDocument(
                null,
                null,
                label,
                words.metadata(),
                Boolean.TRUE.equals(words.shortcut()),
                words.notificationTypeMask() == null ? 0 : words.notificationTypeMask(),
                words.notificationCondition() == null ? "NEVER" : words.notificationCondition(),
                words.notificationText(),
                words.notificationTitle(),
                words.targetEmailAddresses(),
                words.targetPhoneNumbers(),
                words.targetPushSubscriptions(),
                actions.stream()
                        .map(action -> ActionDocument.of(action, masked))
                        .toList(),
                null);
    }

    private ActionGroupDocument stored(@Nullable Long createdMs, @Nullable Long updatedMs, String under) {
        return new ActionGroupDocument(
                createdMs,
                updatedMs,
                label,
                metadata,
                shortcut,
                notificationTypeMask,
                notificationCondition,
                notificationText,
                notificationTitle,
                targetEmailAddresses,
                targetPhoneNumbers,
                targetPushSubscriptions,
                actions,
                under);
    }
}
