package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.access.Refused;
import io.candelabra.core.site.Parameters;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.dialect.overkiz.spelling.OverkizValues;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An action group as it comes in: the body of a stored one and of one that is only executed. Unknown fields are ignored,
 * since clients send some; all but the actions may be missing.
 */
public record ActionGroupBody(
        @Nullable String label,
        @Nullable String metadata,
        @Nullable Boolean shortcut,
        @Nullable Integer notificationTypeMask,
        @Nullable String notificationCondition,
        @Nullable String notificationText,
        @Nullable String notificationTitle,
        @Nullable List<String> targetEmailAddresses,
        @Nullable List<String> targetPhoneNumbers,
        @Nullable List<String> targetPushSubscriptions,
        @Nullable List<@Nullable ActionBody> actions,
        @Nullable String oid) {
    /** Under this name the fields that only this dialect knows are kept with a scene or a plan. */
    public static final String VENDOR = "overkiz";

    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_ACTIONS = 1_000;
    private static final String MALFORMED = "Malformed action group";

    /** The commands of one device. */
    public record ActionBody(
            @Nullable String deviceURL, @Nullable List<@Nullable CommandBody> commands) {}

    /** @param delay in seconds, after the command before */
    public record CommandBody(
            @Nullable String name,
            @Nullable List<@Nullable Object> parameters,
            @Nullable List<Integer> sensitiveParametersIndexes,
            @Nullable Long delay,
            @Nullable Integer lockLevel) {}

    /** The fields that only this dialect knows. */
    public record GroupFields(
            @Nullable String metadata,
            @Nullable Boolean shortcut,
            @Nullable Integer notificationTypeMask,
            @Nullable String notificationCondition,
            @Nullable String notificationText,
            @Nullable String notificationTitle,
            @Nullable List<String> targetEmailAddresses,
            @Nullable List<String> targetPhoneNumbers,
            @Nullable List<String> targetPushSubscriptions) {
        private static final GroupFields NONE = new GroupFields(null, null, null, null, null, null, null, null, null);

        /** The fields that are stored with a scene or a plan. */
        public static GroupFields of(Map<String, String> vendor) {
            String json = vendor.get(VENDOR);
            return json == null ? NONE : KeptJson.read(json, GroupFields.class).orElse(NONE);
        }
    }

    /** The label; empty where there is none. */
    public String name() {
        String given = label == null ? "" : label;
        if (given.length() > LONGEST_TEXT) {
            throw OverkizFault.invalid("Label too long");
        }
        return given;
    }

    /** The fields that the core has no place for, to be stored with the scene or the plan; empty where all are missing. */
    public Map<String, String> vendor() {
        GroupFields words = new GroupFields(
                metadata,
                shortcut,
                notificationTypeMask,
                notificationCondition,
                notificationText,
                notificationTitle,
                targetEmailAddresses,
                targetPhoneNumbers,
                targetPushSubscriptions);
        return words.equals(GroupFields.NONE) ? Map.of() : Map.of(VENDOR, Json.text(words));
    }

    /** The actions in the core's words. Refuses what is missing; whether devices and commands exist is asked by {@link
     * #check}. */
    public List<Action> plan() {
        if (actions == null || actions.isEmpty()) {
            throw OverkizFault.missing(MALFORMED);
        }
        if (actions.size() > MOST_ACTIONS) {
            throw OverkizFault.invalid("No more than " + MOST_ACTIONS + " actions");
        }
        List<Action> plan = new ArrayList<>(actions.size());
        for (ActionBody action : actions) {
            if (action == null
                    || action.deviceURL() == null
                    || action.commands() == null
                    || action.commands().isEmpty()) {
                throw OverkizFault.missing(MALFORMED);
            }
            List<DeviceCommand> commands = new ArrayList<>(action.commands().size());
            for (CommandBody command : action.commands()) {
                commands.add(command(command));
            }
            plan.add(new Action(OverkizIds.deviceId(action.deviceURL()), commands));
        }
        return plan;
    }

    private static DeviceCommand command(@Nullable CommandBody command) {
        if (command == null || command.name() == null) {
            throw OverkizFault.missing(MALFORMED);
        }
        List<Value> parameters = new ArrayList<>();
        if (command.parameters() != null) {
            for (Object parameter : command.parameters()) {
                parameters.add(OverkizValues.of(parameter));
            }
        }
        long delayS = command.delay() == null ? 0 : command.delay();
        if (delayS < 0 || delayS > 86_400) {
            throw OverkizFault.invalid("Invalid delay : " + delayS);
        }
        List<Integer> sensitive =
                command.sensitiveParametersIndexes() == null ? List.of() : command.sensitiveParametersIndexes();
        if (sensitive.stream().anyMatch(Objects::isNull)) {
            throw OverkizFault.invalid("Invalid sensitiveParametersIndexes");
        }
        int lockLevel = command.lockLevel() == null ? 0 : command.lockLevel();
        return new DeviceCommand(command.name(), parameters, delayS * 1_000, lockLevel, sensitive);
    }

    /**
     * Refuses actions on devices that are not there or not to be seen, commands that these do not know, and two actions on
     * one device. For use under the writer of the site, so it refuses in the core's words.
     */
    public static void check(OverkizSession session, View state, List<Action> actions) {
        Set<DeviceId> seen = new HashSet<>();
        for (Action action : actions) {
            Device device = state.device(action.device())
                    .orElseThrow(() -> new Refused(new Refused.NoSuchDevice(action.device())));
            if (!seen.add(device.id())) {
                throw new Refused(new Refused.SameDeviceTwice(device.id()));
            }
            DeviceType type = session.sites().typeOf(state, device);
            for (DeviceCommand command : action.commands()) {
                Parameters.check(device, type, command);
            }
        }
    }

    /** Refuses devices behind a gateway that is not of this setup: the setup that is meant is unknown. */
    public static void checkGateways(View state, List<Action> actions) {
        for (Action action : actions) {
            GatewayId gateway = action.device().gateway();
            if (state.device(action.device()).isEmpty()
                    && state.gateway(gateway).isEmpty()) {
                throw OverkizFault.invalid(
                        "Unable to determine action group setup (no setup for gateway #" + gateway + ")");
            }
        }
    }

    // ---- going out ----

    /** Parameters as they are in JSON; where {@code masked}, sensitive ones are hidden. */
    public static List<@Nullable Object> parameters(DeviceCommand command, boolean masked) {
        List<@Nullable Object> shown = new ArrayList<>(command.parameters().size());
        for (int i = 0; i < command.parameters().size(); i++) {
            boolean hide = masked && command.sensitive().contains(i);
            shown.add(
                    hide
                            ? "******"
                            : OverkizValues.nativeOf(command.parameters().get(i)));
        }
        return shown;
    }
}
