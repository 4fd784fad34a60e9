/**
 * The documents of a setup on the Overkiz faces: devices, their definitions, gateways, places, zones, and the setup as a
 * whole.
 *
 * <p>The site's state and nouns may come in, and a session that says what of them is seen. An operation or a change must not.
 * A record whose name ends in {@code Document} is an answer. A class whose name begins with {@code Rendered} keeps JSON. A
 * plural, such as {@code Places}, finds things as the dialect knows them. Fields that the dialect alone keeps of a thing are its
 * vendor texts: {@link io.candelabra.dialect.overkiz.document.VendorFields} lists them. Read that first, then {@link
 * io.candelabra.dialect.overkiz.document.DeviceDocument}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.document;

import org.jspecify.annotations.NullMarked;
