/**
 * How a plan is carried out, step by step: pure, without time or threads.
 *
 * <p>A step waits in the queue of its gateway until it is ready (the one before it is done, its time has come) and there
 * is room; then it is in flight until the field says how it ended. Start with
 * {@link io.candelabra.core.execution.Running} and {@link io.candelabra.core.execution.GatewayQueue}.
 */
@NullMarked
package io.candelabra.core.execution;

import org.jspecify.annotations.NullMarked;
