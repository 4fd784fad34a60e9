/**
 * How the Overkiz dialect spells what the core knows: ids, values, failures, the phases and kinds of executions, and the exact
 * words of its errors.
 *
 * <p>Nouns of the model and views may come in. A request, a session and an operation must not. Read
 * {@link io.candelabra.dialect.overkiz.spelling.OverkizIds} first, then
 * {@link io.candelabra.dialect.overkiz.spelling.OverkizFault}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.spelling;

import org.jspecify.annotations.NullMarked;
