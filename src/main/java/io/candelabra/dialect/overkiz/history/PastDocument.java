package io.candelabra.dialect.overkiz.history;

import org.jspecify.annotations.Nullable;

/** One of the past, in an object that tells which it is: the other is null. */
record PastDocument(
        @Nullable PastExecutionDocument execution, @Nullable DeviceEventDocument deviceEvent) {}
