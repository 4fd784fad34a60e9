/**
 * How this dialect writes its answers: HAL documents with links, and moments. Nothing here knows a caller or an operation.
 * Start with {@link io.candelabra.dialect.sustainder.document.Hal}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.document;

import org.jspecify.annotations.NullMarked;
