/**
 * The root of the API: links to everything, the welcome, and the list of broken lamps. Start with
 * {@link io.candelabra.dialect.sustainder.root.RootRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.root;

import org.jspecify.annotations.NullMarked;
