/**
 * The console: a face of its own, in the words of the core, and the pages that a browser shows of it.
 *
 * <p>It stands beside the dialects and enters by the same doors: what a caller sees is said by a view, and what a caller does is a
 * command. It knows dialects by their seam alone, to show one device in the words of each. Start with
 * {@link io.candelabra.console.ConsoleFace}; the sources of the pages lie in {@code src/main/console}.
 */
@NullMarked
package io.candelabra.console;

import org.jspecify.annotations.NullMarked;
