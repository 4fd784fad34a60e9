/**
 * Action groups are carried out here: now or later, stored or not. The executions that run are listed and cancelled here.
 *
 * <p>Each call becomes a plan of the core; no device is touched from here. Read {@link
 * io.candelabra.dialect.overkiz.exec.ExecRoutes} first. A start that waits for its time is a {@link
 * io.candelabra.dialect.overkiz.exec.ScheduleDocument}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.exec;

import org.jspecify.annotations.NullMarked;
