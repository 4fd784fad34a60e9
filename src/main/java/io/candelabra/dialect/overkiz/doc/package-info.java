/**
 * A page about the calls that this server has, made from its own table of routes.
 *
 * <p>No proof, no state. Read {@link io.candelabra.dialect.overkiz.doc.DocRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.doc;

import org.jspecify.annotations.NullMarked;
