/**
 * Sites, their devices and their log as the console shows them. An answer is a record made from a view; a change is a command. Start
 * with {@link io.candelabra.console.site.SitesRoutes}.
 */
@NullMarked
package io.candelabra.console.site;

import org.jspecify.annotations.NullMarked;
