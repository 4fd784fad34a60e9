package io.candelabra.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device: a lamp, a shutter, a sensor, a remote; or one endpoint of a device that has several.
 *
 * @param id its address
 * @param type name of its {@link DeviceType}, from the catalogue or from the site's own types
 * @param label what people call it
 * @param area id of the {@link Resource.Area} that it is in; empty where unknown
 * @param available whether the field can reach it now
 * @param enabled whether it is in use
 * @param states the stored named states, the only truth about the device
 * @param attributes facts that do not change by themselves (maker, firmware …)
 * @param ids the ids under which the dialects know it, by a name such as {@code overkiz.oid}, {@code lcm}, {@code leap.zone};
 *     made once, and stable from then on
 * @param vendor fields that one dialect alone keeps of it, as JSON text by the dialect's name
 * @param createdMs when it was created, site time, ms since 1970; 0 where unknown
 * @param updatedMs when its description last changed (not its states); 0 where unknown
 */
public record Device(
        DeviceId id,
        String type,
        String label,
        String area,
        boolean available,
        boolean enabled,
        States states,
        List<State> attributes,
        Map<String, String> ids,
        Map<String, String> vendor,
        long createdMs,
        long updatedMs) {
    public Device {
        attributes = List.copyOf(attributes);
        ids = Map.copyOf(ids);
        vendor = Map.copyOf(vendor);
    }

    /** A device with the given states and nothing else known about it. */
    public static Device of(DeviceId id, String type, String label, States states) {
        return new Device(id, type, label, "", true, true, states, List.of(), Map.of(), Map.of(), 0, 0);
    }

    public Optional<String> id(String dialectId) {
        return Optional.ofNullable(ids.get(dialectId));
    }

    public Device withStates(States changed) {
        return new Device(
                id, type, label, area, available, enabled, changed, attributes, ids, vendor, createdMs, updatedMs);
    }

    public Device withAvailable(boolean reachable) {
        return new Device(
                id, type, label, area, reachable, enabled, states, attributes, ids, vendor, createdMs, updatedMs);
    }

    public Device withLabel(String changed, long nowMs) {
        return new Device(
                id, type, changed, area, available, enabled, states, attributes, ids, vendor, createdMs, nowMs);
    }

    public Device withArea(String changed, long nowMs) {
        return new Device(
                id, type, label, changed, available, enabled, states, attributes, ids, vendor, createdMs, nowMs);
    }

    /** With this attribute, as the last one; one of the same name is gone. */
    public Device withAttribute(State attribute, long nowMs) {
        List<State> changed = new ArrayList<>(attributes);
        changed.removeIf(old -> old.name().equals(attribute.name()));
        changed.add(attribute);
        return new Device(id, type, label, area, available, enabled, states, changed, ids, vendor, createdMs, nowMs);
    }

    /** With another type and these attributes. */
    public Device described(String changed, Collection<State> facts, long nowMs) {
        return new Device(
                id,
                changed,
                label,
                area,
                available,
                enabled,
                states,
                List.copyOf(facts),
                ids,
                vendor,
                createdMs,
                nowMs);
    }

    public Device withId(String dialectId, String value) {
        Map<String, String> more = new HashMap<>(ids);
        more.put(dialectId, value);
        return new Device(
                id, type, label, area, available, enabled, states, attributes, more, vendor, createdMs, updatedMs);
    }

    public Device withVendor(String dialect, String json) {
        Map<String, String> more = new HashMap<>(vendor);
        more.put(dialect, json);
        return new Device(
                id, type, label, area, available, enabled, states, attributes, ids, more, createdMs, updatedMs);
    }
}
