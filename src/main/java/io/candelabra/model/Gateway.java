package io.candelabra.model;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * A gateway: the box through which a site's devices are reached; one lane of work leads to each.
 *
 * @param driver name of the driver that speaks to it, such as {@code simulator} or {@code mqtt}
 * @param label what people call it; may be empty
 * @param area id of the area it is in; may be empty
 * @param alive whether it answers now
 * @param timezone IANA zone of the place it stands in, for schedules in local time
 * @param settings what its driver needs to know, such as a host, by the names that the driver's kind declares
 * @param secrets the same for what nobody may read, sealed by {@code core.secret.Vault}
 * @param ids the ids under which the dialects know it
 * @param vendor what only one dialect keeps of it, as JSON text by the dialect's name
 */
public record Gateway(
        GatewayId id,
        String driver,
        String label,
        String area,
        boolean alive,
        String timezone,
        Map<String, String> settings,
        Map<String, String> secrets,
        Map<String, String> ids,
        Map<String, String> vendor) {
    public Gateway {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        ids = Map.copyOf(ids);
        vendor = Map.copyOf(vendor);
    }

    /** A gateway whose driver needs no settings. */
    public Gateway(
            GatewayId id,
            String driver,
            String label,
            String area,
            boolean alive,
            String timezone,
            Map<String, String> ids,
            Map<String, String> vendor) {
        this(id, driver, label, area, alive, timezone, Map.of(), Map.of(), ids, vendor);
    }

    /** The zone of the place it stands in; UTC where it tells none, or one that only its maker knows. */
    public ZoneId zone() {
        try {
            return timezone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(timezone);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /** With another driver, or other settings of the same. */
    public Gateway withDriver(String kind, Map<String, String> plain, Map<String, String> sealed) {
        return new Gateway(id, kind, label, area, alive, timezone, plain, sealed, ids, vendor);
    }

    public Gateway withTimezone(String changed) {
        return new Gateway(id, driver, label, area, alive, changed, settings, secrets, ids, vendor);
    }

    public Gateway withAlive(boolean answers) {
        return new Gateway(id, driver, label, area, answers, timezone, settings, secrets, ids, vendor);
    }

    public Gateway withLabel(String changed) {
        return new Gateway(id, driver, changed, area, alive, timezone, settings, secrets, ids, vendor);
    }

    public Gateway withId(String dialectId, String value) {
        Map<String, String> more = new HashMap<>(ids);
        more.put(dialectId, value);
        return new Gateway(id, driver, label, area, alive, timezone, settings, secrets, more, vendor);
    }

    public Gateway withArea(String changed) {
        return new Gateway(id, driver, label, changed, alive, timezone, settings, secrets, ids, vendor);
    }

    public Gateway withVendor(String dialect, String json) {
        Map<String, String> more = new HashMap<>(vendor);
        more.put(dialect, json);
        return new Gateway(id, driver, label, area, alive, timezone, settings, secrets, ids, more);
    }

    /** Never a setting's value: one that is no secret today may be declared one tomorrow. */
    @Override
    public String toString() {
        return "Gateway[" + id + ", " + driver + ", alive=" + alive + ", settings=" + settings.keySet() + ", secrets="
                + secrets.keySet() + "]";
    }
}
