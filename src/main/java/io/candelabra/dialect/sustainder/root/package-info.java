/**
 * What stands at the root: links to everything, the welcome, and what is broken now. Start with
 * {@link io.candelabra.dialect.sustainder.root.RootRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.root;

import org.jspecify.annotations.NullMarked;
