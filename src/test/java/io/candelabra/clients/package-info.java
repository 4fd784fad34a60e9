/**
 * The requests of well-known clients, call by call, and the parts of the answers that they need to keep going: path
 * encodings, content types, cookies, bodies with fields that nobody asked for, and the marks by which they tell one
 * error from another.
 *
 * <p>Each class is one program; its inner client does with an answer what the program does with it. Start with
 * {@link io.candelabra.clients.PyoverkizTest}.
 */
@NullMarked
package io.candelabra.clients;

import org.jspecify.annotations.NullMarked;
