/**
 * Things that this dialect alone keeps, as records under OIDs: how they are listed, shown, made, replaced and deleted.
 *
 * <p>What may come in: a record and a session. What must not: what one sort of them means. Read {@link io.candelabra.dialect.overkiz.kept.KeptThings}; {@code conditiongroups} is its smallest user.
 */
@NullMarked
package io.candelabra.dialect.overkiz.kept;

import org.jspecify.annotations.NullMarked;
