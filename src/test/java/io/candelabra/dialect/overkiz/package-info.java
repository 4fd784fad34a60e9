/** Tests of the Overkiz faces as a whole; those of single calls are transcripts. */
@NullMarked
package io.candelabra.dialect.overkiz;

import org.jspecify.annotations.NullMarked;
