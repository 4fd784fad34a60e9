/**
 * What happened in the past: executions that ended, faults of devices, notices, visits.
 *
 * <p>It only reads, but for the one call that erases. Read {@link io.candelabra.dialect.overkiz.history.HistoryRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.history;

import org.jspecify.annotations.NullMarked;
