/**
 * What all operations of this dialect share: HAL documents, request bodies, refusals, and who asks for which application.
 * Nothing here knows a single operation. Start with {@link io.candelabra.dialect.sustainder.words.Hal}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.words;

import org.jspecify.annotations.NullMarked;
