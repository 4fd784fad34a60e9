/**
 * The steps by which a plan is carried out: pure, without time or threads.
 *
 * <p>A step waits in the queue of its gateway until it is ready (the step before it is done, its time has come) and
 * there is room. Then it is in flight until the field says how it ended. Start with
 * {@link io.candelabra.core.execution.Running} and {@link io.candelabra.core.execution.GatewayQueue}.
 */
@NullMarked
package io.candelabra.core.execution;

import org.jspecify.annotations.NullMarked;
