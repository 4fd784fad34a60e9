/**
 * The two pages at the end of a password reset.
 *
 * <p>These calls take no proof and see no state. A text of the request is shown as text only. Read {@link io.candelabra.dialect.overkiz.accountmanagement.AccountManagementRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.accountmanagement;

import org.jspecify.annotations.NullMarked;
