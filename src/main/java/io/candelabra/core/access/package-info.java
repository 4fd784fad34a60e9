/**
 * Who may do what: the only place that knows. What a caller sees of a site stands in {@code core.view}.
 *
 * <p>A dialect turns a proof (cookie, key, certificate) into a {@link io.candelabra.core.access.Caller}; everything that
 * is asked of a site is checked here once, and everything that is refused is a {@link io.candelabra.core.access.Refused}.
 */
@NullMarked
package io.candelabra.core.access;

import org.jspecify.annotations.NullMarked;
