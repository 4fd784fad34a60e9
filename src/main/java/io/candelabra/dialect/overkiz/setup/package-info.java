/**
 * The setup: the document as a whole, where it is, its options, places, zones and protocols.
 *
 * <p>One class for each word of the path, its routes at the top. The documents stand in {@code document}; here
 * are the calls alone. Start with {@link io.candelabra.dialect.overkiz.setup.SetupRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup;

import org.jspecify.annotations.NullMarked;
