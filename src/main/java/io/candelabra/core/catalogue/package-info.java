/**
 * The catalogue: every type of device that the server knows by itself, as data, and what their commands do.
 *
 * <p>One of the doors into the core: dialects look types up here, and imports ask it to model types that it does not
 * know. Immutable after start-up; the data comes in as records (who reads files is no matter of this room). Start with
 * {@link io.candelabra.core.catalogue.Catalogue}, then {@link io.candelabra.core.catalogue.EffectRules}.
 */
@NullMarked
package io.candelabra.core.catalogue;

import org.jspecify.annotations.NullMarked;
