/**
 * Lenses on devices: what a device is at, in core units, and the command in its own words that would set it.
 *
 * <p>Stored states are the only truth; a {@link io.candelabra.model.trait.Trait} reads them and never keeps anything.
 * Here is also what a command does to the states ({@link io.candelabra.model.trait.Effects}) and which states follow
 * from others ({@link io.candelabra.model.trait.DerivedStates}), as pure functions, so that drivers and dialects agree.
 * Nothing here may know time, threads or a vendor's wire format. Start with {@link io.candelabra.model.trait.Trait}.
 */
@NullMarked
package io.candelabra.model.trait;

import org.jspecify.annotations.NullMarked;
