/**
 * The version of the protocol. Every caller may ask for it.
 *
 * <p>No proof, no state. Read {@link io.candelabra.dialect.overkiz.apiversion.ApiVersionRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.apiversion;

import org.jspecify.annotations.NullMarked;
