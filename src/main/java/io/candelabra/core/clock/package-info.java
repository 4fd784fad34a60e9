/**
 * Time as it is handed to everyone: site time, which may run faster than the wall's, and the loop that waits for it.
 */
@NullMarked
package io.candelabra.core.clock;

import org.jspecify.annotations.NullMarked;
