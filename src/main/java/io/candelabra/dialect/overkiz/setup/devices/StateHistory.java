package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.core.history.Histories;
import io.candelabra.core.history.MeasuredStates;
import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.CalendarSpan;
import io.candelabra.core.series.Gathering;
import io.candelabra.core.series.Samples;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.setup.devices.HistoryValuesDocument.HistoryValue;
import io.candelabra.dialect.overkiz.setup.devices.StackedHistoryDocument.StackedValue;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The history of one state of a device, for one request: alone, or stacked by the categories of {@code core:MeasurementCategory}. Of a
 * level of the stack counters and powers are summed up; of what cannot be summed up, such as temperatures, it is the mean.
 */
final class StateHistory {
    private static final String CATEGORY = "core:MeasurementCategory";
    /** A stack of more devices is refused. */
    private static final int MOST_STACKED = 1_000;
    /** An answer of more values is refused: a limit, or a shorter time, makes it less. */
    static final int MOST_VALUES = 50_000;
    /** The value of another device holds for so long in a stack. */
    private static final long HOLDS_MS = Duration.ofDays(1).toMillis();

    private final Histories histories;
    private final View view;
    private final Device device;
    private final String state;
    private final Gathering gathering;

    StateHistory(Histories histories, View view, Device device, String state) {
        this.histories = histories;
        this.view = view;
        this.device = device;
        this.state = state;
        this.gathering = Gathering.of(state);
    }

    // ---- the device alone ----

    /** @param limit the most values, the oldest first; empty for all of them */
    HistoryValuesDocument raw(long fromMs, long toMs, Optional<Integer> limit) {
        Samples samples = samples(fromMs, toMs);
        if (limit.isEmpty() && samples.size() > MOST_VALUES) {
            throw OverkizFault.invalid("More than " + MOST_VALUES + " values : set a limit or ask for a shorter time");
        }
        List<HistoryValue> values = new ArrayList<>();
        for (int i = 0; i < Math.min(samples.size(), limit.orElse(MOST_VALUES)); i++) {
            Number value = number(samples.value(i));
            values.add(new HistoryValue(value, value, value, 1, samples.atMs(i)));
        }
        return document(values);
    }

    HistoryValuesDocument gathered(CalendarSpan span, long fromMs, long toMs) {
        return document(buckets(device, span, fromMs, toMs).stream()
                .map(bucket -> new HistoryValue(
                        number(bucket.value(gathering)),
                        number(bucket.min()),
                        number(bucket.max()),
                        bucket.samples(),
                        bucket.startMs()))
                .toList());
    }

    Samples samples(long fromMs, long toMs) {
        return histories.samples(view, device, state, fromMs, toMs);
    }

    double growth(long fromMs, long toMs) {
        return histories.growth(view, device, state, fromMs, toMs);
    }

    private HistoryValuesDocument document(List<HistoryValue> values) {
        return new HistoryValuesDocument(values, method(), unit());
    }

    private List<Bucket> buckets(Device of, CalendarSpan span, long fromMs, long toMs) {
        return histories.gathered(view, of, state, span, fromMs, toMs);
    }

    private int method() {
        return switch (gathering) {
            case MEAN -> 1;
            case GROWTH -> 2;
            case LAST -> 3;
        };
    }

    private @Nullable String unit() {
        String unit = text(device, MeasuredStates.MEASURED_VALUE_TYPE);
        return unit.isEmpty() ? null : unit;
    }

    private static String text(Device device, String attribute) {
        return device.attributes().stream()
                .filter(one -> one.name().equals(attribute))
                .findFirst()
                .map(one -> one.value().asText())
                .orElse("");
    }

    /** Whole where the state is whole, and the number is. */
    Number number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole && device.states().find(state).map(State::kind).orElse(State.Kind.NONE) == State.Kind.INTEGER
                ? (Number) (long) value
                : (Number) value;
    }

    // ---- stacked ----

    /** A level of the stack: a category, and the other devices of it. */
    private record Level(String name, List<Device> others) {}

    /** From the device's own category up. */
    private List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        for (String category = text(device, CATEGORY); !category.isEmpty(); category = above(category)) {
            String prefix = category;
            levels.add(new Level(
                    category,
                    view.devices()
                            .filter(other -> !other.id().equals(device.id()) && isIn(text(other, CATEGORY), prefix))
                            .filter(other -> other.states().has(state))
                            .limit(MOST_STACKED + 1)
                            .toList()));
        }
        if (levels.stream().anyMatch(level -> level.others().size() > MOST_STACKED)) {
            throw OverkizFault.invalid("More than " + MOST_STACKED + " devices are of this category");
        }
        return levels;
    }

    private static String above(String category) {
        int slash = category.lastIndexOf('/');
        return slash < 0 ? "" : category.substring(0, slash);
    }

    private static boolean isIn(String category, String prefix) {
        return category.equals(prefix) || category.startsWith(prefix + "/");
    }

    StackedHistoryDocument stacked(CalendarSpan span, long fromMs, long toMs) {
        List<Bucket> own = buckets(device, span, fromMs, toMs);
        Map<Device, Map<Long, Bucket>> others = new HashMap<>();
        return stack(
                own,
                other -> others.computeIfAbsent(other, o -> {
                    Map<Long, Bucket> byStart = new HashMap<>();
                    buckets(o, span, fromMs, toMs).forEach(bucket -> byStart.put(bucket.startMs(), bucket));
                    return byStart;
                })::get);
    }

    /** At each moment at which the device told a value, the newest values of the others. */
    StackedHistoryDocument stackedRaw(long fromMs, long toMs) {
        Samples samples = samples(fromMs, toMs);
        if (samples.size() > MOST_VALUES) {
            throw OverkizFault.invalid("More than " + MOST_VALUES + " values : ask for a shorter time");
        }
        List<Bucket> own = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            own.add(one(samples.atMs(i), samples.value(i)));
        }
        Map<Device, Samples> others = new HashMap<>();
        return stack(own, other -> {
            Samples its =
                    others.computeIfAbsent(other, o -> histories.samples(view, o, state, fromMs - HOLDS_MS, toMs));
            return ms -> {
                int newest = its.before(ms + 1) - 1;
                return newest < 0 || its.atMs(newest) < ms - HOLDS_MS ? null : one(ms, its.value(newest));
            };
        });
    }

    private static Bucket one(long ms, double value) {
        return new Bucket(ms, 1, value, value, value, value, value);
    }

    /** What another device had in the span that begins at a moment. */
    @FunctionalInterface
    private interface At {
        @Nullable
        Bucket find(Long startMs);
    }

    @FunctionalInterface
    private interface Others {
        At of(Device other);
    }

    private StackedHistoryDocument stack(List<Bucket> own, Others others) {
        List<Level> levels = levels();
        List<StackedValue> values = new ArrayList<>();
        for (Bucket bucket : own) {
            Stack stack = new Stack(bucket.startMs());
            stack.add(List.of(bucket));
            for (Level level : levels) {
                List<Bucket> all = new ArrayList<>(List.of(bucket));
                for (Device other : level.others()) {
                    Bucket its = others.of(other).find(bucket.startMs());
                    if (its != null) {
                        all.add(its);
                    }
                }
                stack.add(all);
            }
            values.add(stack.value());
        }
        List<String> names = new ArrayList<>(List.of(device.id().value()));
        List<Integer> counts = new ArrayList<>(List.of(1));
        levels.forEach(level -> {
            names.add(level.name());
            counts.add(level.others().size() + 1);
        });
        return new StackedHistoryDocument(values, names, counts, method(), unit());
    }

    /** The levels of one moment. */
    private final class Stack {
        private final long when;
        private final List<Number> values = new ArrayList<>();
        private final List<Number> min = new ArrayList<>();
        private final List<Number> max = new ArrayList<>();
        private final List<Integer> samples = new ArrayList<>();

        Stack(long when) {
            this.when = when;
        }

        void add(List<Bucket> all) {
            boolean summed = gathering != Gathering.MEAN || state.contains("Power");
            double parts = summed ? 1 : all.size();
            values.add(number(all.stream().mapToDouble(b -> b.value(gathering)).sum() / parts));
            min.add(number(
                    summed
                            ? all.stream().mapToDouble(Bucket::min).sum()
                            : all.stream().mapToDouble(Bucket::min).min().orElseThrow()));
            max.add(number(
                    summed
                            ? all.stream().mapToDouble(Bucket::max).sum()
                            : all.stream().mapToDouble(Bucket::max).max().orElseThrow()));
            samples.add(all.stream().mapToInt(Bucket::samples).sum());
        }

        StackedValue value() {
            return new StackedValue(values, min, max, samples, when);
        }
    }
}
