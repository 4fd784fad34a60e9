package io.candelabra.demo;

import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rooms of the demo home, from the root down. */
final class HomePlaces {
    private record Place(String name, String parent, String label, int type) {}

    private static final List<Place> PLACES = List.of(
            new Place("home", "", "Candle Lane", 200),
            new Place("ground", "home", "Ground floor", 101),
            new Place("hall", "ground", "Hall", 14),
            new Place("living", "ground", "Living room", 1),
            new Place("kitchen", "ground", "Kitchen", 2),
            new Place("utility", "ground", "Utility room", 12),
            new Place("garage", "ground", "Garage", 16),
            new Place("first", "home", "First floor", 102),
            new Place("landing", "first", "Landing", 22),
            new Place("parents", "first", "Parents' bedroom", 8),
            new Place("guest", "first", "Guest room", 8),
            new Place("bathroom", "first", "Bathroom", 5),
            new Place("study", "first", "Study", 6),
            new Place("attic", "home", "Attic", 106),
            new Place("outside", "home", "Outside", 108),
            new Place("terrace", "outside", "Terrace", 28),
            new Place("garden", "outside", "Garden", 28),
            new Place("drive", "outside", "Drive", 28),
            new Place("workshop", "outside", "Workshop", 16));

    private HomePlaces() {}

    static List<Resource> all(long nowMs) {
        List<Resource> areas = new ArrayList<>();
        for (Place place : PLACES) {
            String parent = place.parent().isEmpty() ? "" : id(place.parent());
            areas.add(new Area(
                    id(place.name()),
                    parent,
                    place.label(),
                    place.type(),
                    nowMs,
                    nowMs,
                    Map.of(),
                    Map.of("overkiz", "{\"metadata\":\"{\\\"order\\\":" + areas.size() + "}\"}")));
        }
        return areas;
    }

    /** Id of a place by its short name; refuses a name that is not in the list. */
    static String id(String name) {
        if (PLACES.stream().noneMatch(place -> place.name().equals(name))) {
            throw new IllegalArgumentException("the demo home has no place " + name);
        }
        return DemoHome.uuid("place/" + name);
    }
}
