/**
 * All that can be asked of a site, as one sealed family of data: no command carries code, so each can be shown, compared, kept
 * and sent. Who asks hands a command to the door ({@code core.site.Sites}); the answer comes when what it led to is on disk.
 *
 * <p>Read {@link io.candelabra.core.command.Command} first. What holds for the nouns whoever asks is not here but beside the
 * decider, in {@code core.site}.
 */
@NullMarked
package io.candelabra.core.command;

import org.jspecify.annotations.NullMarked;
