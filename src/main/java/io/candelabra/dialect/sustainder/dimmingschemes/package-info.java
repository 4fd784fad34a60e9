/**
 * Known dimming schemes: listed, made, changed, dropped. Start with
 * {@link io.candelabra.dialect.sustainder.dimmingschemes.DimmingSchemesRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.dimmingschemes;

import org.jspecify.annotations.NullMarked;
