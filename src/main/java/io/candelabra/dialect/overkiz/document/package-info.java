/**
 * What the things of a setup look like on the Overkiz faces: devices, their definitions, gateways, places, zones, the setup
 * document as a whole.
 *
 * <p>What may come in: the site's state and nouns, and a session that says what of them is seen. What must not: an
 * operation, a change. What the dialect alone keeps of a thing lies in its vendor texts; {@link
 * io.candelabra.dialect.overkiz.document.VendorFields} lists all of them. Read that first, then {@link
 * io.candelabra.dialect.overkiz.document.DeviceDocuments}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.document;

import org.jspecify.annotations.NullMarked;
