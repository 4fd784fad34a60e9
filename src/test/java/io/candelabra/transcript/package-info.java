/**
 * Golden transcripts: the words on the wire, written down before the code, and held against a running server.
 *
 * <p>Start with {@link io.candelabra.transcript.Transcript} for the form of a file.
 */
@NullMarked
package io.candelabra.transcript;

import org.jspecify.annotations.NullMarked;
