package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.mqtt.ZigbeeType.Reading;
import io.candelabra.driver.mqtt.ZigbeeType.Writing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A type while it is put together from what a model exposes. */
final class TypeDraft extends TypeSketch<Writing> {
    /** How the names of states begin for which there is no common one. */
    static final String OWN = "zigbee:";

    private final List<Reading> readings = new ArrayList<>();
    private final Set<String> gettable = new LinkedHashSet<>();

    TypeDraft() {
        super("zigbee:unit.");
    }

    /** How fields become states. */
    void reads(Exposed from, ZigbeeType.Rule rule) {
        reads(Set.of(from.property()), rule);
        asks(from);
    }

    void reads(Set<String> fields, ZigbeeType.Rule rule) {
        readings.add(new Reading(fields, false, rule));
    }

    void happens(Exposed from, ZigbeeType.Rule rule) {
        readings.add(new Reading(Set.of(from.property()), true, rule));
    }

    void asks(Exposed from) {
        if (from.gettable() && !from.property().isEmpty()) {
            gettable.add(from.property());
        }
    }

    ZigbeeType type(String name, String kind, String uiClass, String widget, Set<String> others) {
        return new ZigbeeType(
                deviceType(name, kind, uiClass, widget), readings, writings(), List.copyOf(gettable), others);
    }
}
