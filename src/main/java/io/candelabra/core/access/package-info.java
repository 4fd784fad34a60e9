/**
 * The rights of callers, known in this room alone. {@code core.view} says what a caller sees of a site.
 *
 * <p>A dialect turns a proof (cookie, key, certificate) into a {@link io.candelabra.core.access.Caller}. Every request
 * to a site is checked here once, and every refusal is a {@link io.candelabra.core.access.Refused}.
 */
@NullMarked
package io.candelabra.core.access;

import org.jspecify.annotations.NullMarked;
