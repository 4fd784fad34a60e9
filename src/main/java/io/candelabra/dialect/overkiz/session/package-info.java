/**
 * Login, logout, and the user of a session.
 *
 * <p>Passwords come in here and go nowhere but to the door of the accounts. Nothing about a setup must come in. Read {@link io.candelabra.dialect.overkiz.session.SessionRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.session;

import org.jspecify.annotations.NullMarked;
