/**
 * The common ground of tests of several rooms: the whole server in this process, and a home for it.
 *
 * <p>Start with {@link io.candelabra.testing.TestServer}.
 */
@NullMarked
package io.candelabra.testing;

import org.jspecify.annotations.NullMarked;
