/**
 * A device as a lamp: its ids, its light, its errors, and the commands that move it. A street lamp tells all of this by
 * itself; other lamps are read through traits. Start with {@link io.candelabra.dialect.sustainder.lamps.Lamp}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.lamps;

import org.jspecify.annotations.NullMarked;
