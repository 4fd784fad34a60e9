/**
 * Documents that this dialect alone keeps, each stored as an extra under an OID.
 *
 * <p>A record and a session may come in. The meaning of one kind's document must not: that belongs to its routes. Read
 * {@link io.candelabra.dialect.overkiz.extra.Extras} first; {@code conditiongroups} is its smallest user.
 */
@NullMarked
package io.candelabra.dialect.overkiz.extra;

import org.jspecify.annotations.NullMarked;
