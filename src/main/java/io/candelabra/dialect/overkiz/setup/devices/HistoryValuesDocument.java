package io.candelabra.dialect.overkiz.setup.devices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of one state of a device.
 *
 * @param historizationMethod how the values of a span of time become one: 1 their mean, 2 their growth, 3 the last of them. The document
 *     shows a number and no meaning, so that these numbers are ours
 * @param deviceUnit what is measured, such as {@code core:TemperatureInCelcius}; absent where the device does not say
 */
record HistoryValuesDocument(
        List<HistoryValue> historyValues,
        int historizationMethod,
        @Nullable String deviceUnit) {

    /**
     * One value, or a span of time in one.
     *
     * @param samples from how many it was made
     * @param when the moment, or where the span begins, ms since 1970
     */
    record HistoryValue(Number value, Number min, Number max, int samples, long when) {}
}
