/**
 * Answers for the person who runs the server: whether it is alive, whether it is ready, its figures, and the
 * descriptions of its APIs.
 *
 * <p>Nothing here needs a login, and nothing here tells about a site. Start with {@link io.candelabra.ops.OpsFace}.
 */
@NullMarked
package io.candelabra.ops;

import org.jspecify.annotations.NullMarked;
