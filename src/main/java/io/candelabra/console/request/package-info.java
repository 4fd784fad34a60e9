/**
 * What every request of the console has: a caller, and one form of refusal. No operation is known here. Start with
 * {@link io.candelabra.console.request.ConsoleCaller}.
 */
@NullMarked
package io.candelabra.console.request;

import org.jspecify.annotations.NullMarked;
