/**
 * The shared parts of all operations of this dialect: HAL documents, request bodies, refusals, and the caller with its
 * applications. Nothing here knows a single operation. Start with {@link io.candelabra.dialect.sustainder.words.Hal}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.words;

import org.jspecify.annotations.NullMarked;
