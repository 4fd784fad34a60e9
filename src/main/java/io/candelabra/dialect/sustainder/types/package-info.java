/**
 * The words that answers may hold. Start with {@link io.candelabra.dialect.sustainder.types.TypesRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.types;

import org.jspecify.annotations.NullMarked;
