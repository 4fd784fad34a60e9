package io.candelabra.model.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How bright a lamp is through the nights of a week. A night runs from noon to noon and belongs to the day that it begins
 * on; it follows the first rule that names this day, or else burns in full from sunset to sunrise.
 *
 * <p>The text form is {@code days=step,step;days=step…}: days are digits from 1 (Monday) to 7, a step is a time and a level
 * such as {@code 21:00@75}, {@code sunset-12@100} or {@code sunrise+9@0}, offsets in minutes.
 */
public record DimmingPlan(List<Rule> rules) {
    /** Full from sunset to sunrise. */
    public static final DimmingPlan DUSK_TO_DAWN = new DimmingPlan(List.of());

    private static final List<Step> DEFAULT = List.of(new Step(Anchor.SUNSET, 0, 100), new Step(Anchor.SUNRISE, 0, 0));
    private static final int NOON_MINUTE = 720;
    private static final int DAY_MINUTES = 1_440;
    private static final Pattern STEP =
            Pattern.compile("(?:(\\d\\d):(\\d\\d)|(sunset|sunrise)([+-]\\d{1,4}))@(\\d{1,3})");

    public DimmingPlan {
        rules = List.copyOf(rules);
    }

    /** The steps of the nights that begin on some days. */
    public record Rule(Set<DayOfWeek> days, List<Step> steps) {
        public Rule {
            days = Set.copyOf(days);
            steps = List.copyOf(steps);
        }
    }

    /** The moment from which a step's time is counted. */
    public enum Anchor {
        /** Midnight, in the place's own time. */
        CLOCK,
        SUNSET,
        SUNRISE
    }

    /**
     * From a moment of the night on, a level.
     *
     * @param minutes of the day for {@link Anchor#CLOCK}, 0 to 1,439; from sunset or sunrise otherwise, negative before
     * @param level 0 to 100 %
     */
    public record Step(Anchor anchor, int minutes, int level) {
        public Step {
            boolean clock = anchor == Anchor.CLOCK;
            if (level < 0 || level > 100 || clock && (minutes < 0 || minutes >= DAY_MINUTES)) {
                throw new IllegalArgumentException("no step of a night: " + anchor + " " + minutes + " " + level);
            }
            if (Math.abs(minutes) > DAY_MINUTES) {
                throw new IllegalArgumentException("an offset is at most a day: " + minutes);
            }
        }

        /** Minutes after noon in a night in which the sun sets at six and rises at six, as the author had in mind. */
        private int meant() {
            return switch (anchor) {
                case CLOCK -> (minutes - NOON_MINUTE + DAY_MINUTES) % DAY_MINUTES;
                case SUNSET -> NOON_MINUTE / 2 + minutes;
                case SUNRISE -> NOON_MINUTE + NOON_MINUTE / 2 + minutes;
            };
        }
    }

    /** A lamp takes a level. */
    public record Moment(Instant at, int level) {}

    /** One plan for all nights. */
    public static DimmingPlan every(List<Step> steps) {
        return new DimmingPlan(List.of(new Rule(EnumSet.allOf(DayOfWeek.class), steps)));
    }

    /**
     * When a lamp switches in the night that begins at noon of a day, in order of time. The sun's steps win over the clock's:
     * a time of day that comes before the sunset it should follow, or after the sunrise it should precede, is left out, and
     * so is a sunset that comes after the sunrise of its night. A step at a sunset or sunrise that does not come is left out.
     *
     * @param sun the sunset after noon of a day of the place's calendar, and the sunrise before it
     */
    public List<Moment> night(LocalDate day, ZoneId zone, Function<LocalDate, SunDay> sun) {
        List<Step> steps = new ArrayList<>(steps(day.getDayOfWeek()));
        steps.sort(Comparator.comparingInt(Step::meant));
        List<Step> kept = new ArrayList<>();
        List<Instant> at = new ArrayList<>();
        for (Step step : steps) {
            Optional<Instant> moment = resolve(step, day, zone, sun);
            if (moment.isPresent()) {
                place(step, moment.get(), kept, at);
            }
        }
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            moments.add(new Moment(at.get(i), kept.get(i).level()));
        }
        return moments;
    }

    private static void place(Step step, Instant moment, List<Step> kept, List<Instant> at) {
        while (!at.isEmpty() && !at.getLast().isBefore(moment)) {
            boolean wins = step.anchor() != Anchor.CLOCK
                    || kept.getLast().anchor() == Anchor.CLOCK
                    || at.getLast().equals(moment);
            if (!wins) {
                return;
            }
            kept.removeLast();
            at.removeLast();
        }
        kept.add(step);
        at.add(moment);
    }

    private List<Step> steps(DayOfWeek day) {
        return rules.stream()
                .filter(rule -> rule.days().contains(day))
                .findFirst()
                .map(Rule::steps)
                .orElse(DEFAULT);
    }

    private static Optional<Instant> resolve(Step step, LocalDate day, ZoneId zone, Function<LocalDate, SunDay> sun) {
        return switch (step.anchor()) {
            case CLOCK -> {
                LocalDate date = step.minutes() >= NOON_MINUTE ? day : day.plusDays(1);
                LocalTime time = LocalTime.ofSecondOfDay(step.minutes() * 60L);
                // A time that the clocks skip is taken as much later as they skip; one that comes twice, the first
                // time.
                yield Optional.of(date.atTime(time).atZone(zone).toInstant());
            }
            case SUNSET -> sun.apply(day).sunset().map(s -> s.plusSeconds(step.minutes() * 60L));
            case SUNRISE -> sun.apply(day.plusDays(1)).sunrise().map(s -> s.plusSeconds(step.minutes() * 60L));
        };
    }

    /** The level at a moment: that of the last switch before it, within the last days; 0 where there was none. */
    public int levelAt(Instant moment, ZoneId zone, Function<LocalDate, SunDay> sun) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        for (int back = 0; back <= 3; back++) {
            List<Moment> night = night(day.minusDays(back), zone, sun);
            for (int i = night.size() - 1; i >= 0; i--) {
                if (!night.get(i).at().isAfter(moment)) {
                    return night.get(i).level();
                }
            }
        }
        return 0;
    }

    /** The next switch after a moment, within the next days. */
    public Optional<Moment> nextAfter(Instant moment, ZoneId zone, Function<LocalDate, SunDay> sun) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        for (int ahead = -1; ahead <= 3; ahead++) {
            for (Moment next : night(day.plusDays(ahead), zone, sun)) {
                if (next.at().isAfter(moment)) {
                    return Optional.of(next);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The switches to come, in order of time: the rest of the running night and of those before it, then whole nights.
     * The running night is counted from noon by the clock on the wall, also on the days on which that clock is set.
     *
     * @param wholeNights how many nights after the running one; 0 or more
     */
    public List<Moment> toCome(Instant after, int wholeNights, ZoneId zone, Function<LocalDate, SunDay> sun) {
        LocalDate running =
                after.atZone(zone).toLocalDateTime().minusMinutes(NOON_MINUTE).toLocalDate();
        return running
                // an offset of many hours may lead out of the night that it belongs to
                .minusDays(1)
                .datesUntil(running.plusDays(wholeNights + 1L))
                .flatMap(day -> night(day, zone, sun).stream())
                .filter(moment -> moment.at().isAfter(after))
                .sorted(Comparator.comparing(Moment::at))
                .toList();
    }

    /** The text form; {@link #parse} reads it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Rule rule : rules) {
            text.append(text.isEmpty() ? "" : ";");
            rule.days().stream().sorted().forEach(day -> text.append(day.getValue()));
            text.append('=');
            for (int i = 0; i < rule.steps().size(); i++) {
                Step step = rule.steps().get(i);
                text.append(i == 0 ? "" : ",").append(written(step)).append('@').append(step.level());
            }
        }
        return text.toString();
    }

    private static String written(Step step) {
        return switch (step.anchor()) {
            case CLOCK -> String.format(Locale.ROOT, "%02d:%02d", step.minutes() / 60, step.minutes() % 60);
            case SUNSET -> String.format(Locale.ROOT, "sunset%+d", step.minutes());
            case SUNRISE -> String.format(Locale.ROOT, "sunrise%+d", step.minutes());
        };
    }

    /** Reads the text form; the empty text is {@link #DUSK_TO_DAWN}. Empty where it is none. */
    public static Optional<DimmingPlan> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(DUSK_TO_DAWN);
        }
        List<Rule> rules = new ArrayList<>();
        for (String written : text.split(";", -1)) {
            int equals = written.indexOf('=');
            if (equals < 1 || !written.substring(0, equals).matches("[1-7]{1,7}")) {
                return Optional.empty();
            }
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            written.substring(0, equals).chars().forEach(c -> days.add(DayOfWeek.of(c - '0')));
            List<Step> steps = new ArrayList<>();
            for (String one : written.substring(equals + 1).split(",", -1)) {
                Matcher matcher = STEP.matcher(one);
                if (!matcher.matches()) {
                    return Optional.empty();
                }
                try {
                    steps.add(step(matcher));
                } catch (IllegalArgumentException outOfRange) {
                    return Optional.empty();
                }
            }
            rules.add(new Rule(days, steps));
        }
        return Optional.of(new DimmingPlan(rules));
    }

    private static Step step(Matcher matcher) {
        int level = Integer.parseInt(matcher.group(5));
        if (matcher.group(3) == null) {
            int minutes = Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
            return new Step(Anchor.CLOCK, minutes, level);
        }
        Anchor anchor = matcher.group(3).equals("sunset") ? Anchor.SUNSET : Anchor.SUNRISE;
        return new Step(anchor, Integer.parseInt(matcher.group(4)), level);
    }
}
