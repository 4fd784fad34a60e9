/**
 * People and programs with access, their proofs, and the faces that they are shown.
 *
 * <p>All of it is stored as resources of a site of its own, the system site, with the same writer and log as any other.
 * Names, passwords, secrets, the time and randomness come in. A vendor's words, cookies and headers do not: a dialect
 * takes the proof out of its request and gets a {@link io.candelabra.core.access.Caller} for it. Passwords are kept as
 * Argon2id hashes, all other secrets as SHA-256. Start with {@link io.candelabra.core.account.Accounts}.
 */
@NullMarked
package io.candelabra.core.account;

import org.jspecify.annotations.NullMarked;
