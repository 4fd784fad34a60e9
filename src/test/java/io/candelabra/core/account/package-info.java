/** Tests of the door to the system site: passwords, sessions, keys, guesses, at a time that the test sets. */
@NullMarked
package io.candelabra.core.account;

import org.jspecify.annotations.NullMarked;
