/**
 * A site through a caller's eyes: those of its devices, gateways, executions, alerts, history and log that a caller
 * sees. The only place where visibility is decided; the door hands out nothing else.
 *
 * <p>It knows the state and the rights, and changes nothing. Start with {@link io.candelabra.core.view.View}.
 */
@NullMarked
package io.candelabra.core.view;

import org.jspecify.annotations.NullMarked;
