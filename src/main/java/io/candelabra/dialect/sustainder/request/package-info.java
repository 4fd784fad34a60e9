/**
 * What every request of this dialect brings and meets: the caller with its applications, the body, pages of lists, and
 * refusals. Nothing here knows a single operation. Start with
 * {@link io.candelabra.dialect.sustainder.request.ApiCaller}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.request;

import org.jspecify.annotations.NullMarked;
