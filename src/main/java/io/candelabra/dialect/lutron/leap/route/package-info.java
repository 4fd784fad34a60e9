/**
 * The way of a request to its handler, the call that the handler is given, and the replies that it may give.
 *
 * <p>A class of handlers is a {@link io.candelabra.dialect.lutron.leap.route.LeapRouteSet}; the
 * {@link io.candelabra.dialect.lutron.leap.route.ResourceTree} keeps all their paths. A handler gets a
 * {@link io.candelabra.dialect.lutron.leap.route.LeapCall}, through which it looks at the site and hands commands in.
 * It answers with a {@link io.candelabra.dialect.lutron.leap.route.LeapReply}, mostly made by a
 * {@link io.candelabra.dialect.lutron.leap.route.Topic}: the rows that reading and subscribing share. No resource is
 * known by name here.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.route;

import org.jspecify.annotations.NullMarked;
