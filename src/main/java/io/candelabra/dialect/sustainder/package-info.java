/**
 * Sustainder's Brokerage Layer, version 2, over street lamps and every other lamp that has the id of a lighting control
 * module.
 *
 * <p>The folders are the words of the paths; {@code document} and {@code request} hold the shared parts of all operations
 * (answers; the caller, bodies, refusals), {@code lamps} shows a device as a lamp. The core is entered by its doors alone. Start with
 * {@link io.candelabra.dialect.sustainder.SustainderFace}.
 */
@NullMarked
package io.candelabra.dialect.sustainder;

import org.jspecify.annotations.NullMarked;
