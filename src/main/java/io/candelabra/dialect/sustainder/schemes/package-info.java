/**
 * Dimming schemes as this dialect writes them, and the plans that lamps are given. Start with
 * {@link io.candelabra.dialect.sustainder.schemes.Scheme}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.schemes;

import org.jspecify.annotations.NullMarked;
