/**
 * The commands of the command line that only Vive brings: pairing, and the settings of hubs. They send an
 * {@link io.candelabra.dialect.lutron.vive.ViveOrder} to the running server and know nothing else of it.
 */
@NullMarked
package io.candelabra.dialect.lutron.vive.cli;

import org.jspecify.annotations.NullMarked;
