package io.candelabra.core.site;

import java.util.function.Supplier;

/**
 * What a rule may know besides the state: the time, fresh ids, the types of devices, the limits, and what dialects
 * declare of what they keep.
 *
 * @param nowMs site time
 * @param ids gives a fresh UUID in text form at each call
 */
record Moment(long nowMs, Supplier<String> ids, Sites.TypeOf types, SiteLimits limits, Declared declared) {}
