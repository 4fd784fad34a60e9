package io.candelabra.driver.sustainder;

import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.model.schedule.DimmingPlan.Anchor;
import io.candelabra.model.schedule.DimmingPlan.Step;
import io.candelabra.model.schedule.SunDay;
import io.candelabra.wire.json.ToldJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The nights of a town: the schemes that the layer lists, the sun of its gateways, and their time zones. The layer does not tell how
 * bright a lamp is that follows its scheme; what the scheme says is known by this.
 */
final class FarNights {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?");
    private static final int MOST_SCHEMES = 2_000;
    private static final int MOST_STEPS = 100;
    private static final int MOST_DAYS = 400;
    private static final int LONGEST_NAME = 100;
    private static final int MINUTE_MS = 60_000;

    private final Map<String, DimmingPlan> schemes = new HashMap<>();
    private final Map<String, ZoneId> zones = new HashMap<>();
    private final Map<LocalDate, SunDay> days = new HashMap<>();
    /** What plans say in the minute that was asked for last. */
    private final Map<String, Integer> levels = new HashMap<>();

    private long minute = -1;

    /** The list of schemes: those that were known before and are missing are gone. */
    void schemes(List<Map<String, @Nullable Object>> told) {
        schemes.clear();
        levels.clear();
        for (Map<String, @Nullable Object> one : told) {
            String name = ToldJson.line(one, "dimming_scheme_name", LONGEST_NAME);
            if (!name.isEmpty() && schemes.size() < MOST_SCHEMES) {
                steps(ToldJson.objects(one, "steps")).ifPresent(steps -> schemes.put(name, DimmingPlan.every(steps)));
            }
        }
    }

    /** Empty where one of them cannot be read: without it the night would be another one. */
    private static Optional<List<Step>> steps(List<Map<String, @Nullable Object>> told) {
        List<Step> steps = new ArrayList<>();
        for (Map<String, @Nullable Object> one : told) {
            step(one).ifPresent(steps::add);
        }
        boolean all = steps.size() == told.size() && !steps.isEmpty() && steps.size() <= MOST_STEPS;
        return all ? Optional.of(steps) : Optional.empty();
    }

    private static Optional<Step> step(Map<String, @Nullable Object> told) {
        OptionalDouble level = NodeFacts.number(told.get("light_level"));
        if (level.isEmpty()) {
            return Optional.empty();
        }
        Matcher time = TIME.matcher(ToldJson.text(told, "time"));
        OptionalDouble sunset = NodeFacts.number(told.get("sunset"));
        OptionalDouble sunrise = NodeFacts.number(told.get("sunrise"));
        try {
            int percent = (int) Math.round(level.getAsDouble());
            if (time.matches()) {
                int minutes = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
                return Optional.of(new Step(Anchor.CLOCK, minutes, percent));
            }
            if (sunset.isPresent()) {
                return Optional.of(new Step(Anchor.SUNSET, (int) sunset.getAsDouble(), percent));
            }
            return sunrise.isPresent()
                    ? Optional.of(new Step(Anchor.SUNRISE, (int) sunrise.getAsDouble(), percent))
                    : Optional.empty();
        } catch (IllegalArgumentException outOfRange) {
            // a level or an offset that no step has
            return Optional.empty();
        }
    }

    /** The time zone of a gateway; one that is none leaves that of before. */
    void zone(String gateway, String timezone) {
        try {
            if (!timezone.isEmpty()) {
                zones.put(gateway, ZoneId.of(timezone));
            }
        } catch (DateTimeException unknown) {
            // lamps behind it follow the time zone of our own gateway
            zones.remove(gateway);
        }
    }

    /** Sunsets and sunrises by days. */
    void sun(List<Map<String, @Nullable Object>> moments) {
        days.clear();
        levels.clear();
        for (Map<String, @Nullable Object> one : moments) {
            String day = ToldJson.text(one, "timestamp");
            if (days.size() < MOST_DAYS && day.length() >= 10) {
                try {
                    SunDay sun = new SunDay(moment(one, "sunset"), moment(one, "sunrise"));
                    days.put(LocalDate.parse(day.substring(0, 10)), sun);
                } catch (DateTimeException none) {
                    // a day that cannot be read is as if it were not told
                    days.remove(LocalDate.EPOCH);
                }
            }
        }
    }

    private static Optional<Instant> moment(Map<String, @Nullable Object> told, String field) {
        String text = ToldJson.text(told, field);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(text).toInstant());
    }

    /** The plan of a scheme that is listed, in its text form. */
    Optional<String> plan(String scheme) {
        return Optional.ofNullable(schemes.get(scheme)).map(DimmingPlan::text);
    }

    /** What a plan says now, in percent; empty where the sun of today is not known. */
    OptionalInt level(String plan, String gateway, ZoneId otherwise, long nowMs) {
        if (nowMs / MINUTE_MS != minute) {
            minute = nowMs / MINUTE_MS;
            levels.clear();
        }
        ZoneId zone = zones.getOrDefault(gateway, otherwise);
        LocalDate today = Instant.ofEpochMilli(nowMs).atZone(zone).toLocalDate();
        if (!days.containsKey(today)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(levels.computeIfAbsent(zone + " " + plan, key -> DimmingPlan.parse(plan)
                .orElse(DimmingPlan.DUSK_TO_DAWN)
                .levelAt(Instant.ofEpochMilli(nowMs), zone, this::sunOf)));
    }

    /** Yesterday's sun, which no list of days to come has, is much like today's. */
    private SunDay sunOf(LocalDate day) {
        SunDay told = days.get(day);
        if (told != null) {
            return told;
        }
        SunDay after = days.getOrDefault(day.plusDays(1), SunDay.NEITHER);
        long dayS = 86_400;
        return new SunDay(
                after.sunset().map(moment -> moment.minusSeconds(dayS)),
                after.sunrise().map(moment -> moment.minusSeconds(dayS)));
    }
}
