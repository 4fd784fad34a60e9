/** Tests of the words that all Overkiz operations share. */
@NullMarked
package io.candelabra.dialect.overkiz.words;

import org.jspecify.annotations.NullMarked;
