/**
 * What all operations of the Overkiz dialect share: who asks and what is shown to them, how errors, values and ids are
 * spelled.
 *
 * <p>What may come in: nouns of the model, refusals of the core, requests. What must not: an operation; operations know
 * this package, never the other way round. Read {@link io.candelabra.dialect.overkiz.words.OverkizSession} first, then
 * {@link io.candelabra.dialect.overkiz.words.OverkizErrors}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.words;

import org.jspecify.annotations.NullMarked;
