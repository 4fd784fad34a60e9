/**
 * Long computations and calls that block in native code, on platform threads of their own. So they never hold a carrier
 * of virtual threads, on which everything else in the server moves forward.
 *
 * <p>This room knows nothing of the work itself. Read {@link io.candelabra.core.work.Workbench}.
 */
@NullMarked
package io.candelabra.core.work;

import org.jspecify.annotations.NullMarked;
