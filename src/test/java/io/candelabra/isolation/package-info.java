/**
 * Who may not: every live route of every dialect is called without a login, with one that is over, with the ids of somebody
 * else, and by somebody who may only look; all of that is refused, reads as if there were nothing, and changes nothing. A
 * route that is new is walked by itself; a variable that is new must be given ids here. Start with
 * {@link io.candelabra.isolation.IsolationTest}.
 */
@NullMarked
package io.candelabra.isolation;

import org.jspecify.annotations.NullMarked;
