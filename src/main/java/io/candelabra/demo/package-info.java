/**
 * The demo installation: the first contents of its home, its office and its town.
 *
 * <p>Pure functions from a seed to models; the same seed gives the same installation, ids and all. Nothing here knows a
 * dialect, a store or a socket, and nothing outside the demo may need it. For the town, start with
 * {@link io.candelabra.demo.DemoTown}.
 */
@NullMarked
package io.candelabra.demo;

import org.jspecify.annotations.NullMarked;
