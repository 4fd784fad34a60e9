/**
 * Every live route of every dialect is called without a login, with one that is over, with the ids of another site, and
 * by a caller who may only look. All of that is refused, reads as if there were nothing, and changes nothing. And every
 * route gets whatever a client should not send. A route that is new is walked by itself; a variable that is new must be
 * given a meaning here. Start with {@link io.candelabra.isolation.IsolationTest}.
 */
@NullMarked
package io.candelabra.isolation;

import org.jspecify.annotations.NullMarked;
