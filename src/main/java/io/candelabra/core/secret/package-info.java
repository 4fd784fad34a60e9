/**
 * Secrets that must never be seen in clear: passwords and tokens of others, and keys of our own.
 *
 * <p>Other rooms store and log sealed text only; it is opened for the moment in which it is sent. Chance is handed in.
 * Start with {@link io.candelabra.core.secret.Vault}.
 */
@NullMarked
package io.candelabra.core.secret;

import org.jspecify.annotations.NullMarked;
