/**
 * What comes into the server as files: the catalogue of device types, and homes that somebody brings along.
 *
 * <p>Reads JSON into records of the model and says exactly what was wrong where it cannot; it changes nothing by itself,
 * and what it does not understand it keeps. Nothing here may know sites, stores or dialects. Start with
 * {@link io.candelabra.intake.CatalogueFiles}, then {@link io.candelabra.intake.HomeFile}.
 */
@NullMarked
package io.candelabra.intake;

import org.jspecify.annotations.NullMarked;
