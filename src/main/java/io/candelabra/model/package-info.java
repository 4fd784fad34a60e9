/**
 * The nouns: sites, gateways, devices, states, executions and stored resources.
 *
 * <p>Plain records and sealed interfaces that know only the JDK. No behaviour here needs time, threads, storage or a
 * vendor's wire format; rooms that work with the nouns stand elsewhere. Start with {@link io.candelabra.model.Device}
 * and {@link io.candelabra.model.Value}.
 */
@NullMarked
package io.candelabra.model;

import org.jspecify.annotations.NullMarked;
