package io.candelabra.dialect.lutron.leap.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All zones of one control type in one area. Its number follows from the area's, so it is as stable as that. */
public record ZoneTypeGroup(Area area, ControlType control, List<Zone> zones) {
    /** More than there are control types. */
    private static final int STRIDE = 20;

    int id() {
        return area.id() * STRIDE + control.ordinal();
    }

    public String href() {
        return "/zonetypegroup/" + id();
    }

    public static List<ZoneTypeGroup> in(LeapView now, Area area) {
        Map<ControlType, List<Zone>> byType = new EnumMap<>(ControlType.class);
        for (Zone zone : now.zonesIn(area)) {
            byType.computeIfAbsent(zone.control(), c -> new ArrayList<>()).add(zone);
        }
        List<ZoneTypeGroup> groups = new ArrayList<>(byType.size());
        byType.forEach((control, zones) -> groups.add(new ZoneTypeGroup(area, control, zones)));
        return groups;
    }

    public static List<ZoneTypeGroup> all(LeapView now) {
        List<ZoneTypeGroup> groups = new ArrayList<>();
        now.areas().forEach(area -> groups.addAll(in(now, area)));
        return groups;
    }

    public static Optional<ZoneTypeGroup> find(LeapView now, int id) {
        return now.area(id / STRIDE)
                .flatMap(
                        area -> in(now, area).stream().filter(g -> g.id() == id).findFirst());
    }

    /** The range that all its zones share. */
    public Tuning.Range tunable() {
        return zones.stream().map(Zone::tunable).reduce(Tuning.Range::and).orElse(Tuning.Range.NOTHING);
    }

    /** The highest of its zones: on, or open, where one is. */
    public Optional<Double> level() {
        return zones.stream().map(Zone::level).flatMap(Optional::stream).max(Double::compare);
    }
}
