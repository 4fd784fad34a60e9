package io.candelabra.dialect.lutron.leap.hub;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.DeclaredKind;
import io.candelabra.dialect.api.SettingLines;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.wire.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The description of a hub or processor by an administrator: its model and firmware, which open and close the Vive API,
 * and its licences. An empty field stays as it is.
 *
 * @param model such as {@code HJS-2-FM}; models without {@code -2} need the update licence
 * @param firmware such as {@code 01.13.04}: the API came with 1.12, scenes and emergency with 1.13
 * @param updateLicence HJS-UPDATE: the Vive API on older models
 * @param apiLicence QSW-API: status and control of the processor's areas in Quantum
 * @param powerLicence QSW-RPT-PP-A: power figures of the processor's areas
 */
public record HubSettings(
        Optional<String> model,
        Optional<String> firmware,
        Optional<Boolean> updateLicence,
        Optional<Boolean> apiLicence,
        Optional<Boolean> powerLicence) {
    /** As a settings file says it: lines of the form {@code hub.GATEWAY.setting}. */
    public static final DeclaredKind<HubSettings> DECLARED = new DeclaredKind<>(
            "hub",
            Set.of("model", "firmware", "update-licence", "api-licence", "power-licence"),
            false,
            HubSettings.class,
            HubSettings::read);

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final Pattern FIRMWARE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){1,3}");

    /**
     * The settings of a hub whose text has broken, until an administrator sets it anew: no model that is known, and no
     * licence.
     */
    private static final Map<String, Object> CLOSED =
            Map.of("model", "unknown", "updateLicence", false, "apiLicence", false, "powerLicence", false);

    /** @throws IllegalArgumentException where a model or a firmware cannot be one */
    public HubSettings {
        if (model.filter(m -> !MODEL.matcher(m).matches()).isPresent()) {
            throw new IllegalArgumentException("a model has up to 32 letters, digits and hyphens, such as HJS-2-FM");
        }
        if (firmware.filter(f -> !FIRMWARE.matcher(f).matches()).isPresent()) {
            throw new IllegalArgumentException("a firmware is two to four numbers with dots between, such as 01.13.04");
        }
    }

    private static HubSettings read(SettingLines lines) {
        Optional<Boolean> update = lines.yes("update-licence");
        Optional<Boolean> api = lines.yes("api-licence");
        Optional<Boolean> power = lines.yes("power-licence");
        try {
            return new HubSettings(lines.text("model"), lines.text("firmware"), update, api, power);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(lines.file() + ": " + lines.about() + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The description of a gateway; a licence of which nothing was said counts as there. */
    static HubSettings of(Gateway gateway) {
        Map<?, ?> notes = kept(gateway);
        return new HubSettings(
                Optional.of(notes.get("model") instanceof String model ? model : "HJS-2-FM"),
                Optional.of(notes.get("firmware") instanceof String firmware ? firmware : "01.13.00"),
                Optional.of(Boolean.TRUE.equals(notes.get("updateLicence"))),
                Optional.of(!Boolean.FALSE.equals(notes.get("apiLicence"))),
                Optional.of(!Boolean.FALSE.equals(notes.get("powerLicence"))));
    }

    /** The command that stores these settings with a gateway, as it is now. */
    public Command.ChangeGateway of(View view, GatewayId id) {
        Gateway gateway = view.gateway(id).orElseThrow(() -> Refused.noSuch("gateway", id.value()));
        Map<Object, Object> notes = noted(gateway);
        return new Command.ChangeGateway(
                id,
                notes.equals(LeapFields.of(gateway))
                        ? Said.nothing()
                        : Said.note(gateway.vendor(), LeapView.VENDOR, Json.text(notes)));
    }

    private static Map<?, ?> kept(Gateway gateway) {
        return LeapFields.read(gateway).orElse(CLOSED);
    }

    private Map<Object, Object> noted(Gateway gateway) {
        Map<Object, Object> notes = new LinkedHashMap<>(kept(gateway));
        model.ifPresent(said -> notes.put("model", said));
        firmware.ifPresent(said -> notes.put("firmware", said));
        updateLicence.ifPresent(said -> notes.put("updateLicence", said));
        apiLicence.ifPresent(said -> notes.put("apiLicence", said));
        powerLicence.ifPresent(said -> notes.put("powerLicence", said));
        return notes;
    }
}
