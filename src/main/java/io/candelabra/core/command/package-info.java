/**
 * All that can be asked of a site, as one sealed family. Who asks hands a command to the door
 * ({@code core.site.Sites}); the answer comes when what it led to is on disk.
 */
@NullMarked
package io.candelabra.core.command;

import org.jspecify.annotations.NullMarked;
