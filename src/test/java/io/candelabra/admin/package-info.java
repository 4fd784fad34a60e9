/** Tests of orders that need no running server. */
@NullMarked
package io.candelabra.admin;

import org.jspecify.annotations.NullMarked;
