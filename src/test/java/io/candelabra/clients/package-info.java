/**
 * What programs of others send, call by call, and what they need to find in the answers to keep going: path encodings,
 * content types, cookies, bodies with fields that nobody asked for, and how each tells one error from another.
 *
 * <p>Each class is one program; its inner client does with an answer what the program does with it. Start with
 * {@link io.candelabra.clients.PyoverkizTest}.
 */
@NullMarked
package io.candelabra.clients;

import org.jspecify.annotations.NullMarked;
