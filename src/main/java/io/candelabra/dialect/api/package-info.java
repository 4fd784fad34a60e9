/**
 * The seam between the server and the APIs that it speaks. Each API implements
 * {@link io.candelabra.dialect.api.Dialect} over the same {@link io.candelabra.dialect.api.Ground}. The entrance lists
 * each of them once, and no other room names one.
 */
@NullMarked
package io.candelabra.dialect.api;

import org.jspecify.annotations.NullMarked;
