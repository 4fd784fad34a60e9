/**
 * Where what computes for long, or blocks in native code, is done: on platform threads of its own, so that it never holds a
 * carrier of virtual threads, on which everything else in the server moves forward.
 *
 * <p>It knows nothing of what is done on it. Read {@link io.candelabra.core.work.Workbench}.
 */
@NullMarked
package io.candelabra.core.work;

import org.jspecify.annotations.NullMarked;
