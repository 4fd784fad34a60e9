package io.candelabra.dialect.lutron.leap.area;

import io.candelabra.dialect.lutron.leap.hub.Licences;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.view.Area;
import io.candelabra.dialect.lutron.leap.view.AreaScene;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.OccupancySensors;
import io.candelabra.dialect.lutron.leap.view.Zone;
import io.candelabra.model.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of an area: figures of everything in it and below. */
record AreaStatus(LeapView now, Area area, List<Zone> zones) {

    static AreaStatus of(LeapView now, Area area) {
        return new AreaStatus(now, area, now.zonesWithin(area));
    }

    LeapObject fields() {
        LeapObject fields = LeapObject.at(area.href() + "/status");
        if (now.envelope() == Envelope.QUANTUM) {
            fields.keep("Area", Map.of("href", area.href(), "IsLeaf", area.isLeaf()));
        }
        Optional<Double> level =
                lights().map(Zone::level).flatMap(Optional::stream).max(Double::compare);
        fields.maybe("Level", level.map(Zone::number));
        fields.put("OccupancyStatus", occupancy());
        if (now.envelope() == Envelope.QUANTUM) {
            fields.put("OccupancyMode", mode());
            fields.maybe("LightingState", level.map(highest -> highest > 0 ? "On" : "Off"));
        }
        fields.put("CurrentScene", scene());
        List<Zone> metered = zones.stream()
                .filter(zone -> Licences.tellsPower(now, zone.device()))
                .toList();
        if (!metered.isEmpty()) {
            fields.put(
                    "InstantaneousPower",
                    Math.round(metered.stream().mapToDouble(Zone::powerWatt).sum()));
            fields.put(
                    "InstantaneousMaxPower",
                    metered.stream().mapToLong(Zone::maxPowerWatt).sum());
        }
        if (now.envelope() == Envelope.QUANTUM) {
            fields.put("AlertCounts", AlertCounts.of(now, area, true));
        }
        return fields;
    }

    private Stream<Zone> lights() {
        return zones.stream().filter(zone -> zone.control().isLight());
    }

    private String occupancy() {
        return OccupancySensors.status(now, within(area).flatMap(a -> OccupancySensors.in(now, a)));
    }

    private Stream<Area> within(Area top) {
        return Stream.concat(
                Stream.of(top), top.children().stream().map(now::byKey).flatMap(this::within));
    }

    /** The use of occupancy: as the area's vendor fields say; else Active with sensors and Unused without. */
    private String mode() {
        Object said = LeapFields.of(area.vendorJson()).get("occupancyMode");
        boolean sensors = OccupancySensors.in(now, area).findAny().isPresent();
        return said instanceof String word ? word : sensors ? "Active" : "Unused";
    }

    private @Nullable Object scene() {
        return now.envelope() == Envelope.QUANTUM
                ? AreaScene.active(now, area).map(AreaScene::number).orElse(null)
                : null;
    }

    /** The processor that the area's zones hang on; the first one where it has none. */
    Optional<String> processor() {
        return gateway()
                .map(gateway -> "/device/" + LeapView.number(gateway.ids().getOrDefault(LeapView.DEVICE, "")));
    }

    private Optional<Gateway> gateway() {
        return zones.stream()
                .findFirst()
                .flatMap(zone -> now.view().gatewayOf(zone.device()))
                .or(() -> now.gateways().stream().findFirst());
    }

    boolean isLicensed() {
        return gateway().map(gateway -> Licences.covers(now, gateway)).orElse(true);
    }

    /** An area of a processor without the API's licence is named, and neither told nor set. */
    void requireLicence() {
        gateway().ifPresent(gateway -> Licences.require(now, gateway));
    }
}
