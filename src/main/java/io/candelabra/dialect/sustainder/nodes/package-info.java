/**
 * Nodes: the things in the field, each with coordinates and the services that it has. Start with
 * {@link io.candelabra.dialect.sustainder.nodes.NodesRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.nodes;

import org.jspecify.annotations.NullMarked;
