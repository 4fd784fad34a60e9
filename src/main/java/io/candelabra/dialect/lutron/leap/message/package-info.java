/**
 * A request of the language, read and checked: its verb, address, condition, tag and body, and the values in it
 * (levels, times). Errors of the language are said here too.
 *
 * <p>A JSON tree comes in. {@link io.candelabra.dialect.lutron.leap.message.LeapRequest} goes out, or
 * {@link io.candelabra.dialect.lutron.leap.message.LeapError} with the path of the wrong field. Nothing here knows a
 * site. Start with {@link io.candelabra.dialect.lutron.leap.message.LeapRequest};
 * {@link io.candelabra.dialect.lutron.leap.message.LeapObject} is the object that answers are made of.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.message;

import org.jspecify.annotations.NullMarked;
