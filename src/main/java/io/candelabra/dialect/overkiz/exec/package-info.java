/**
 * Carrying out action groups: now, later, stored or not; and what is running.
 *
 * <p>Everything becomes a plan of the core; no device is touched from here. Read {@link io.candelabra.dialect.overkiz.exec.ExecRoutes} first; what waits for its time is in {@link io.candelabra.dialect.overkiz.exec.ScheduleDocument}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.exec;

import org.jspecify.annotations.NullMarked;
