/**
 * Tells the version of the protocol, to whoever asks.
 *
 * <p>No proof, no state. Read {@link io.candelabra.dialect.overkiz.apiversion.ApiVersionRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.apiversion;

import org.jspecify.annotations.NullMarked;
