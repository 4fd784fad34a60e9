/**
 * Every command of a site, as one sealed family of data: no command carries code, so each can be shown, compared, kept
 * and sent. A caller hands a command to the door ({@code core.site.Sites}); the answer comes when all that it led to is
 * on disk.
 *
 * <p>Read {@link io.candelabra.core.command.Command} first. The rules that hold for every caller stand beside the
 * decider, in {@code core.site}.
 */
@NullMarked
package io.candelabra.core.command;

import org.jspecify.annotations.NullMarked;
