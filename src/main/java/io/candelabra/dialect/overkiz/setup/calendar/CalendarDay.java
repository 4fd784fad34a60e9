package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.core.access.Refused;
import io.candelabra.core.schedule.DayMoment;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupBody;
import io.candelabra.dialect.overkiz.extra.ExtraDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.wire.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A kind of day, with the starts at its times. It comes in, is stored and goes out in this shape.
 *
 * @param type word of the kind, such as {@code WORK_DAY} and {@code DAY_OFF_AT_HOME}
 */
public record CalendarDay(
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime,
        @Nullable String label,
        @Nullable String type,
        @Nullable List<DayTimeTrigger> dayTimeTriggers,
        @Nullable String metadata,
        @Nullable String oid)
        implements ExtraDocument<CalendarDay> {
    private static final int MOST_TRIGGERS = 100;
    private static final int DAY = 24 * 60;

    /** The trigger stands one level down, under the word of its effect. */
    public record DayTimeTrigger(@Nullable TimeTrigger startActionGroupTimeTrigger) {}

    /**
     * Starts an action group, a stored one or one of its own.
     *
     * @param triggerType {@code DAWN}, {@code DUSK}, or another word for the time in hours and minutes
     * @param duskOffset minutes, as are {@code dawnOffset} and {@code randomTimeOffset}
     */
    public record TimeTrigger(
            @Nullable String triggerType,
            @Nullable String id,
            @Nullable Integer minutes,
            @Nullable Integer hours,
            @Nullable String metadata,
            @Nullable Boolean enabled,
            @Nullable Integer duskOffset,
            @Nullable Integer dawnOffset,
            @Nullable Integer randomTimeOffset,
            @Nullable Integer alwaysBeforeHours,
            @Nullable Integer alwaysBeforeMinutes,
            @Nullable Integer alwaysAfterHours,
            @Nullable Integer alwaysAfterMinutes,
            @Nullable String actionGroupOID,
            @Nullable ActionGroupBody localActionGroup) {
        public TimeTrigger {
            enabled = enabled == null || enabled;
        }

        /** Whether it goes by the sun, and not by the clock. */
        boolean isBySun() {
            return "DAWN".equals(triggerType) || "DUSK".equals(triggerType);
        }

        /** What it is for the core; empty where a stored text has broken. */
        Optional<DayMoment> moment() {
            if (id == null || !isBySun() && (hours == null || minutes == null)) {
                return Optional.empty();
            }
            DayMoment.Kind kind =
                    switch (triggerType == null ? "" : triggerType) {
                        case "DAWN" -> DayMoment.Kind.DAWN;
                        case "DUSK" -> DayMoment.Kind.DUSK;
                        default -> DayMoment.Kind.CLOCK;
                    };
            Integer offset =
                    switch (kind) {
                        case DAWN -> dawnOffset;
                        case DUSK -> duskOffset;
                        case CLOCK -> null;
                    };
            return Optional.of(new DayMoment(
                    id,
                    kind,
                    minuteOfDay(hours, minutes).orElse(0),
                    offset == null ? 0 : offset,
                    randomTimeOffset == null ? 0 : randomTimeOffset,
                    minuteOfDay(alwaysAfterHours, alwaysAfterMinutes),
                    minuteOfDay(alwaysBeforeHours, alwaysBeforeMinutes)));
        }

        private DayTimeTrigger checked(Supplier<String> ids) {
            boolean times = within(hours, 0, 23) && within(alwaysBeforeHours, 0, 23) && within(alwaysAfterHours, 0, 23);
            times &= within(minutes, 0, 59) && within(alwaysBeforeMinutes, 0, 59) && within(alwaysAfterMinutes, 0, 59);
            times &= within(duskOffset, -DAY, DAY) && within(dawnOffset, -DAY, DAY) && within(randomTimeOffset, 0, DAY);
            times &= isBySun() || hours != null && minutes != null;
            times &= (alwaysBeforeHours == null) == (alwaysBeforeMinutes == null);
            times &= (alwaysAfterHours == null) == (alwaysAfterMinutes == null);
            if (!times || !isWord(triggerType) || (actionGroupOID == null) == (localActionGroup == null)) {
                throw OverkizFault.invalid("Invalid time trigger");
            }
            return new DayTimeTrigger(id == null ? Json.with(this, "id", ids.get()) : this);
        }
    }

    @Override
    public CalendarDay stored(String under, long createdMs, long updatedMs) {
        return new CalendarDay(createdMs, updatedMs, label, type, dayTimeTriggers, metadata, under);
    }

    @Override
    public CalendarDay checked(Supplier<String> ids) {
        if (label == null || dayTimeTriggers == null || dayTimeTriggers.size() > MOST_TRIGGERS || !isWord(type)) {
            throw OverkizFault.missing("calendar day: label, type and at most " + MOST_TRIGGERS + " dayTimeTriggers");
        }
        List<DayTimeTrigger> triggers =
                dayTimeTriggers.stream().map(t -> trigger(t).checked(ids)).toList();
        return new CalendarDay(creationTime, lastUpdateTime, label, type, triggers, metadata, oid);
    }

    @Override
    public void check(OverkizSession session, View state) {
        for (DayTimeTrigger one : dayTimeTriggers == null ? List.<DayTimeTrigger>of() : dayTimeTriggers) {
            TimeTrigger trigger = trigger(one);
            String group = trigger.actionGroupOID();
            if (group != null && OverkizIds.findActionGroup(state, group).isEmpty()) {
                throw Refused.noSuch("scene", group);
            }
            if (trigger.localActionGroup() != null) {
                ActionGroupBody.check(session, state, trigger.localActionGroup().plan());
            }
        }
    }

    /** Its triggers that are switched on; those that a broken text has lost are missing. */
    List<TimeTrigger> starts() {
        return dayTimeTriggers == null
                ? List.of()
                : dayTimeTriggers.stream()
                        .filter(t -> t != null && t.startActionGroupTimeTrigger() != null)
                        .map(CalendarDay::trigger)
                        .filter(t -> Boolean.TRUE.equals(t.enabled()))
                        .toList();
    }

    /** Minutes since midnight; empty where a part is missing. */
    static OptionalInt minuteOfDay(@Nullable Integer hours, @Nullable Integer minutes) {
        return hours == null || minutes == null ? OptionalInt.empty() : OptionalInt.of(hours * 60 + minutes);
    }

    private static TimeTrigger trigger(@Nullable DayTimeTrigger trigger) {
        if (trigger == null || trigger.startActionGroupTimeTrigger() == null) {
            throw OverkizFault.missing("calendar day: startActionGroupTimeTrigger");
        }
        return trigger.startActionGroupTimeTrigger();
    }

    static boolean isWord(@Nullable String word) {
        return word != null && word.matches("[A-Z_]{1,40}");
    }

    static boolean within(@Nullable Integer number, int least, int most) {
        return number == null || number >= least && number <= most;
    }
}
