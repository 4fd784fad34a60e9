/**
 * The past of a setup: executions that ended, faults of devices, notifications, visits.
 *
 * <p>It only reads, but for the one call that erases. Read {@link io.candelabra.dialect.overkiz.history.HistoryRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.history;

import org.jspecify.annotations.NullMarked;
