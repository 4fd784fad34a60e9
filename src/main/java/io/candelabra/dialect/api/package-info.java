/**
 * The seam between the server and the APIs that it speaks. Each API implements {@link io.candelabra.dialect.api.Dialect} over
 * the same {@link io.candelabra.dialect.api.Ground}; whoever wires the server lists them once, and nobody else names one.
 */
@NullMarked
package io.candelabra.dialect.api;

import org.jspecify.annotations.NullMarked;
