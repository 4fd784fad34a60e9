/**
 * Files that come into the server: the catalogue of device types, and homes.
 *
 * <p>The readers turn JSON into records of the model and say exactly which part was wrong. They change nothing by
 * themselves, and keep the parts that they do not understand. Nothing here may know sites, stores or dialects. Start
 * with {@link io.candelabra.intake.CatalogueFiles}, then {@link io.candelabra.intake.HomeFile}.
 */
@NullMarked
package io.candelabra.intake;

import org.jspecify.annotations.NullMarked;
