/**
 * Lighting control modules: list, detail, functions that act at once. Start with
 * {@link io.candelabra.dialect.sustainder.lcms.LcmsRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.lcms;

import org.jspecify.annotations.NullMarked;
