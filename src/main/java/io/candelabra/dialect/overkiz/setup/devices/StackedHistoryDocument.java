package io.candelabra.dialect.overkiz.setup.devices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of one state of a device beside that of all devices of its measurement category.
 *
 * @param stackLevels what each number in the lists is about: the device's URL, its category, the categories above it. The document does not
 *     say what a level is called, so that the device's is a guess
 * @param deviceCounts how many devices are in each level
 * @param historizationMethod as in {@link HistoryValuesDocument}
 */
record StackedHistoryDocument(
        List<StackedValue> stackedHistoryValues,
        List<String> stackLevels,
        List<Integer> deviceCounts,
        int historizationMethod,
        @Nullable String deviceUnit) {

    /** One value of each level, or a span of time in one. */
    record StackedValue(
            List<Number> values, List<Number> minValues, List<Number> maxValues, List<Integer> samples, long when) {}
}
