/**
 * Long work that clients ask of gateways. Each call begins a job of the core; the table of events says how clients hear of it.
 *
 * <p>A session and the path of a call may come in. The work itself must not: drivers do it. Read {@link
 * io.candelabra.dialect.overkiz.job.GatewayJob} first.
 */
@NullMarked
package io.candelabra.dialect.overkiz.job;

import org.jspecify.annotations.NullMarked;
