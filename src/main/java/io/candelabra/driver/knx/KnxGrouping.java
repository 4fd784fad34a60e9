package io.candelabra.driver.knx;

import io.candelabra.driver.knx.KnxRole.Family;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forms devices of group addresses. Those that name a device go together; of the others those whose names are the same without the words that tell of their parts. What
 * nothing else joins is a device by itself, so no address is lost.
 */
final class KnxGrouping {
    private static final int PLACE = 0xFF;
    private static final Set<Family> JOINED = Set.of(Family.LIGHT, Family.COVER, Family.CLIMATE);
    /** Roles that make no device by themselves. */
    private static final Set<KnxRole> DEPENDENT = Set.of(KnxRole.STOP, KnxRole.DIM);

    /**
     * The addresses of one device, each by its role.
     *
     * @param label what people call it
     */
    record Formed(String label, Map<KnxRole, KnxRow> rows) {
        /** The address that gives the device its own: that of the first role. */
        KnxRow main() {
            return rows.values().iterator().next();
        }
    }

    /** @param role absent for a percentage of which the others decide what it is */
    private record Part(KnxRow row, @Nullable KnxRole role) {
        Family family() {
            return role == null ? Family.OTHER : role.family();
        }

        boolean is(KnxRole wanted) {
            return role == wanted;
        }
    }

    private KnxGrouping() {}

    static List<Formed> form(KnxTable table) {
        Map<String, List<Part>> groups = new LinkedHashMap<>();
        for (KnxRow row : table.rows()) {
            Part part = part(row);
            groups.computeIfAbsent(key(part), fresh -> new ArrayList<>()).add(part);
        }
        List<Formed> formed = new ArrayList<>();
        groups.values().stream().flatMap(group -> apart(group).stream()).forEach(group -> form(group, formed));
        return formed;
    }

    /**
     * Several things may have one name. Then those go together that have the same place in their ranges, as many plans have it; and where that does not tell
     * them apart either, none does: a status that is another lamp's would be worse than none.
     */
    private static Collection<List<Part>> apart(List<Part> group) {
        if (!group.getFirst().row().device().isEmpty() || eachOnce(group)) {
            return List.of(group);
        }
        Map<Integer, List<Part>> places = new TreeMap<>();
        for (Part part : group) {
            places.computeIfAbsent(part.row().address().raw() & PLACE, fresh -> new ArrayList<>())
                    .add(part);
        }
        return places.values().stream().allMatch(KnxGrouping::eachOnce)
                ? places.values()
                : group.stream().map(List::of).toList();
    }

    /** Whether no role is there twice. */
    private static boolean eachOnce(List<Part> group) {
        Set<KnxRole> roles = EnumSet.noneOf(KnxRole.class);
        return group.stream().allMatch(part -> part.role() == null || part.is(KnxRole.VALUE) || roles.add(part.role()));
    }

    private static Part part(KnxRow row) {
        Optional<KnxRole> role =
                row.function().isEmpty() ? KnxWords.role(row.name(), row.datapoint()) : KnxRole.named(row.function());
        // an address that is not written tells what another one brings about
        return new Part(
                row,
                role.map(one -> row.write() ? one : one.status().orElse(one)).orElse(null));
    }

    private static String key(Part part) {
        KnxRow row = part.row();
        if (!row.device().isEmpty()) {
            return "device " + row.area() + "\n" + row.device();
        }
        boolean joined = part.role() == null || JOINED.contains(part.family());
        return joined ? "name " + row.area() + "\n" + KnxWords.key(row.name()) : "address " + row.address();
    }

    private static void form(List<Part> group, List<Formed> formed) {
        Map<Family, List<Part>> families = new TreeMap<>();
        for (Part part : group) {
            Part decided = decided(part, group);
            families.computeIfAbsent(together(decided.family()), fresh -> new ArrayList<>())
                    .add(decided);
        }
        families.values().forEach(parts -> split(parts, formed));
    }

    /** What a percentage is, the other addresses of the device say. */
    private static Part decided(Part part, List<Part> group) {
        if (part.role() != null) {
            return part;
        }
        boolean cover = group.stream().anyMatch(one -> one.family() == Family.COVER);
        boolean light = group.stream().anyMatch(one -> one.is(KnxRole.SWITCH) || one.is(KnxRole.DIM));
        KnxRole role = cover ? KnxRole.POSITION : light ? KnxRole.LEVEL : KnxRole.VALUE;
        boolean status = !part.row().write() || KnxWords.tellsStatus(part.row().name());
        return new Part(part.row(), status ? role.status().orElse(role) : role);
    }

    /** A detector may tell temperature and presence, and a meter all that it measures. */
    private static Family together(Family family) {
        return family == Family.SENSOR || family == Family.METER ? Family.CLIMATE : family;
    }

    /** The first address of each role; further ones are devices by themselves. */
    private static void split(List<Part> parts, List<Formed> formed) {
        Map<KnxRole, KnxRow> rows = new EnumMap<>(KnxRole.class);
        List<KnxRow> values = new ArrayList<>();
        List<Part> further = new ArrayList<>();
        for (Part part : parts) {
            KnxRole role = part.role() == null ? KnxRole.VALUE : part.role();
            if (role == KnxRole.VALUE) {
                values.add(part.row());
            } else if (rows.putIfAbsent(role, part.row()) != null) {
                further.add(part);
            }
        }
        if (!rows.isEmpty() && DEPENDENT.containsAll(rows.keySet())) {
            values.addAll(rows.values());
            rows.clear();
        }
        if (!rows.isEmpty()) {
            formed.add(formed(rows));
        }
        for (Part part : further) {
            if (part.role() != null && DEPENDENT.contains(part.role())) {
                values.add(part.row());
            } else if (part.role() != null) {
                formed.add(new Formed(part.row().name(), new EnumMap<>(Map.of(part.role(), part.row()))));
            }
        }
        values.forEach(row -> formed.add(new Formed(row.name(), new EnumMap<>(Map.of(KnxRole.VALUE, row)))));
    }

    private static Formed formed(Map<KnxRole, KnxRow> rows) {
        KnxRow main = rows.values().iterator().next();
        String device = main.device();
        String label = !device.isEmpty() ? device : rows.size() > 1 ? KnxWords.device(main.name()) : main.name();
        return new Formed(label, rows);
    }
}
