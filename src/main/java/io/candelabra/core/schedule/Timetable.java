package io.candelabra.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What happens when, by rules, at a place. The same rules, place and seed give the same moments, however often and on whichever day
 * they are asked for.
 *
 * <p>Times are of the place's zone. A time that a clock change leaves out is the first moment after the change; a time
 * that comes twice is the first of the two.
 */
public final class Timetable {
    /** A moment is at most so many days away from the day that it belongs to: offset, two draws and a polar night. */
    private static final int REACH_DAYS = 4;

    private final List<DayRule> rules;
    private final Place place;
    private final String seed;

    /**
     * Where the days are lived.
     *
     * @param dawnMinutes is added to each dawn, as {@code duskMinutes} is to each dusk
     */
    public record Place(
            ZoneId zone, double latitude, double longitude, SunAngle angle, int dawnMinutes, int duskMinutes) {
        /** Dawn on a day; empty where the sun does not get there. */
        public Optional<Instant> dawn(LocalDate day) {
            return new Sun(latitude, longitude, zone).dawn(day, angle).map(at -> later(at, dawnMinutes));
        }

        /** Dusk on a day; empty where the sun does not get there. */
        public Optional<Instant> dusk(LocalDate day) {
            return new Sun(latitude, longitude, zone).dusk(day, angle).map(at -> later(at, duskMinutes));
        }
    }

    /** Whether a bound moved a moment. */
    public enum Clip {
        NONE,
        NEVER_BEFORE,
        NEVER_AFTER
    }

    /**
     * One moment that comes, and why then.
     *
     * @param day to which it belongs; it may come on the next one
     * @param planned before chance and bounds
     * @param drawnMinutes by which chance moved it
     */
    public record Coming(
            Instant at, LocalDate day, DayRule rule, DayMoment moment, Instant planned, int drawnMinutes, Clip clip) {}

    /** @param seed of the site: it decides the draws */
    public Timetable(List<DayRule> rules, Place place, String seed) {
        this.rules = rules.stream().sorted(DayRule.ORDER).toList();
        this.place = place;
        this.seed = seed;
    }

    /** The rules that hold on a day, in the order in which they go. */
    public List<DayRule> rulesOn(LocalDate day) {
        List<DayRule> holding = new ArrayList<>();
        for (DayRule rule : rules) {
            if (rule.holdsOn(day)) {
                holding.add(rule);
                if (rule.isFinal()) {
                    break;
                }
            }
        }
        return holding;
    }

    /** The moments of a day, in the order in which they come. */
    public List<Coming> on(LocalDate day) {
        List<Coming> all = new ArrayList<>();
        Set<String> days = new HashSet<>();
        Once dawn = new Once(() -> place.dawn(day));
        Once dusk = new Once(() -> place.dusk(day));
        for (DayRule rule : rulesOn(day)) {
            if (!days.add(rule.day())) {
                continue;
            }
            for (DayMoment moment : rule.moments()) {
                Optional<Instant> planned =
                        switch (moment.kind()) {
                            case CLOCK -> Optional.of(clock(day, moment.minute()));
                            case DAWN -> dawn.get().map(at -> later(at, moment.offsetMinutes()));
                            case DUSK -> dusk.get().map(at -> later(at, moment.offsetMinutes()));
                        };
                planned.filter(at -> rule.takes(minute(at))).ifPresent(at -> all.add(coming(day, rule, moment, at)));
            }
        }
        all.sort(Comparator.comparing(Coming::at));
        return all;
    }

    /** The first moment after another; empty where none comes within so many days. */
    public Optional<Coming> nextAfter(Instant after, int days) {
        LocalDate today = after.atZone(place.zone()).toLocalDate();
        Optional<Coming> best = Optional.empty();
        LocalDate end = today.plusDays(days);
        for (LocalDate day = today.minusDays(REACH_DAYS); !day.isAfter(end); day = day.plusDays(1)) {
            for (Coming coming : on(day)) {
                if (coming.at().isAfter(after)
                        && best.map(b -> coming.at().isBefore(b.at())).orElse(true)) {
                    best = Optional.of(coming);
                    end = coming.at().atZone(place.zone()).toLocalDate().plusDays(REACH_DAYS);
                }
            }
        }
        return best;
    }

    /** The moments after one and not after the other, in the order in which they come; the first so many of them. */
    public List<Coming> between(Instant after, Instant upTo, int most) {
        List<Coming> all = new ArrayList<>();
        LocalDate end = upTo.atZone(place.zone()).toLocalDate().plusDays(REACH_DAYS);
        LocalDate day = after.atZone(place.zone()).toLocalDate().minusDays(REACH_DAYS);
        // days overlap, so that those behind the last one taken are looked at as well
        for (int behind = 0; !day.isAfter(end) && behind <= 2 * REACH_DAYS; day = day.plusDays(1)) {
            on(day).stream()
                    .filter(c -> c.at().isAfter(after) && !c.at().isAfter(upTo))
                    .forEach(all::add);
            behind += all.size() >= most ? 1 : 0;
        }
        return all.stream().sorted(Comparator.comparing(Coming::at)).limit(most).toList();
    }

    private Coming coming(LocalDate day, DayRule rule, DayMoment moment, Instant planned) {
        int range = moment.randomMinutes() + rule.randomMinutes();
        int drawn = range == 0 ? 0 : drawn(day + " " + rule.day() + " " + moment.id(), range);
        Instant at = later(planned, drawn);
        Clip clip = Clip.NONE;
        if (moment.neverBefore().isPresent()
                && at.isBefore(clock(day, moment.neverBefore().getAsInt()))) {
            at = clock(day, moment.neverBefore().getAsInt());
            clip = Clip.NEVER_BEFORE;
        }
        if (moment.neverAfter().isPresent()
                && at.isAfter(clock(day, moment.neverAfter().getAsInt()))) {
            at = clock(day, moment.neverAfter().getAsInt());
            clip = Clip.NEVER_AFTER;
        }
        return new Coming(at, day, rule, moment, planned, drawn, clip);
    }

    /** From {@code -range} to {@code range}, each as likely, and for one site, day and moment always the same. */
    private int drawn(String what, int range) {
        long hash = 0xcbf29ce484222325L;
        String all = seed + "\n" + what;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * 0x100000001b3L;
        }
        // the bits of the last character reach all others
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return (int) Math.floorMod(hash ^ hash >>> 31, 2L * range + 1) - range;
    }

    private int minute(Instant at) {
        return at.atZone(place.zone()).toLocalTime().toSecondOfDay() / 60;
    }

    private Instant clock(LocalDate day, int minute) {
        LocalDateTime wanted = day.atStartOfDay().plusMinutes(minute);
        List<ZoneOffset> valid = place.zone().getRules().getValidOffsets(wanted);
        return valid.isEmpty()
                ? place.zone().getRules().getTransition(wanted).getInstant()
                : wanted.toInstant(valid.getFirst());
    }

    private static Instant later(Instant at, int minutes) {
        return at.plus(Duration.ofMinutes(minutes));
    }

    /** The sun of a day is reckoned when it is asked for, and once. */
    private static final class Once {
        private final Supplier<Optional<Instant>> source;
        private Optional<Optional<Instant>> known = Optional.empty();

        Once(Supplier<Optional<Instant>> source) {
            this.source = source;
        }

        Optional<Instant> get() {
            if (known.isEmpty()) {
                known = Optional.of(source.get());
            }
            return known.get();
        }
    }
}
