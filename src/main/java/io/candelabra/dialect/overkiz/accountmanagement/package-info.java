/**
 * The two pages at the end of a password reset.
 *
 * <p>No proof, no state; what a request brings along is shown as text only. Read {@link io.candelabra.dialect.overkiz.accountmanagement.AccountManagementRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.accountmanagement;

import org.jspecify.annotations.NullMarked;
