package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.DeviceCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads from a body the lamps or groups of lamps, and the levels that each gets. */
public final class LevelOrders {
    private static final int MOST = 10_000;
    private static final int LONGEST_MINUTES = 10_080;

    private LevelOrders() {}

    /** An order for one lamp or group. @param id of a lamp or of a group */
    public record Wanted(String id, Function<Lamp, Optional<DeviceCommand>> command) {}

    /**
     * Levels until a time is over or they are cleared: {@code override}. An order without levels is refused by itself.
     */
    public static List<Wanted> overrides(Body body, String idField, Verdicts verdicts) {
        List<Wanted> wanted = new ArrayList<>();
        for (Body one : body.objects("override", MOST)) {
            String id = one.id(idField);
            Optional<List<Integer>> levels = levels(one, "override");
            Optional<Integer> minutes = minutes(one);
            if (levels.isEmpty() || minutes.isEmpty()) {
                verdicts.nok(id, levels.isEmpty() ? Verdicts.Reason.BAD_LEVEL : Verdicts.Reason.BAD_DURATION);
            } else {
                wanted.add(new Wanted(id, lamp -> lamp.override(levels.get(), minutes.get())));
            }
        }
        return wanted;
    }

    /** New most levels: {@code light_levels}. @param preview only to be shown */
    public static List<Wanted> mostLevels(Body body, String idField, boolean preview, Verdicts verdicts) {
        List<Wanted> wanted = new ArrayList<>();
        for (Body one : body.objects("light_levels", MOST)) {
            String id = one.id(idField);
            Optional<List<Integer>> levels = levels(one, "light_levels");
            if (levels.isEmpty()) {
                verdicts.nok(id, Verdicts.Reason.BAD_LEVEL);
            } else {
                wanted.add(
                        new Wanted(id, lamp -> preview ? lamp.preview(levels.get()) : lamp.setMaxLevels(levels.get())));
            }
        }
        return wanted;
    }

    /** Ends overrides: a list of ids. */
    public static List<Wanted> clears(Body body, String listField) {
        return body.ids(listField, MOST).stream()
                .map(id -> new Wanted(id, Lamp::clear))
                .toList();
    }

    /** Empty for numbers that no lamp has; a value that is no number at all is refused with the whole request. */
    private static Optional<List<Integer>> levels(Body body, String field) {
        Object value = body.raw(field);
        if (value == null) {
            throw SustainderFault.field(body.path(field), "This field is required.");
        }
        List<?> all = value instanceof List<?> list ? list : List.of(value);
        if (all.stream().anyMatch(one -> Body.asNumber(one).isEmpty())) {
            throw SustainderFault.field(body.path(field), "Numbers from 0 to 100 are required.");
        }
        return LevelText.given(value);
    }

    /** Whole minutes; 0 until it is cleared. Empty where there are too many. */
    private static Optional<Integer> minutes(Body body) {
        Object value = body.raw("duration");
        if (value == null) {
            return Optional.of(0);
        }
        double minutes = Body.asNumber(value)
                .filter(n -> n >= 0 && n == Math.rint(n))
                .orElseThrow(() -> SustainderFault.field(
                        body.path("duration"), "Whole minutes are required, 0 until it is cleared."));
        return minutes <= LONGEST_MINUTES ? Optional.of((int) minutes) : Optional.empty();
    }
}
