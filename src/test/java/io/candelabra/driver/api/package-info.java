/** Tests of what drivers declare. */
@NullMarked
package io.candelabra.driver.api;

import org.jspecify.annotations.NullMarked;
