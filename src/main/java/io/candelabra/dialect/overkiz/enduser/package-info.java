/**
 * {@code /enduser}: the people of a setup.
 *
 * <p>The fields of a person come from their account; passwords and proofs are the business of {@code core.account} and
 * never pass here. Start with {@link io.candelabra.dialect.overkiz.enduser.MainAccountRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.enduser;

import org.jspecify.annotations.NullMarked;
