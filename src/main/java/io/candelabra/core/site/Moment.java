package io.candelabra.core.site;

import java.util.function.Supplier;

/**
 * All that a rule may know besides the state: the time, fresh ids, the types of devices, the limits, and the
 * declarations of dialects.
 *
 * @param nowMs site time
 * @param ids gives a fresh UUID in text form at each call
 */
record Moment(long nowMs, Supplier<String> ids, Sites.TypeOf types, SiteLimits limits, Declared declared) {}
