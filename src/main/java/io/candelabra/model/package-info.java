/**
 * The nouns: what sites, gateways, devices, states, executions and stored resources are.
 *
 * <p>Plain records and sealed interfaces that know only the JDK. No behaviour that needs time, threads, storage or a
 * vendor's wire format; whoever works with the nouns lives in another room. Start with {@link io.candelabra.model.Device}
 * and {@link io.candelabra.model.Value}.
 */
@NullMarked
package io.candelabra.model;

import org.jspecify.annotations.NullMarked;
