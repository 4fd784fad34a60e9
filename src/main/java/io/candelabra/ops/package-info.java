/**
 * What whoever runs the server asks of it: is it alive, is it ready, how is it doing, what does it serve.
 *
 * <p>Nothing here needs a login, and nothing here tells about a site. Start with
 * {@link io.candelabra.ops.OpsFace}.
 */
@NullMarked
package io.candelabra.ops;

import org.jspecify.annotations.NullMarked;
