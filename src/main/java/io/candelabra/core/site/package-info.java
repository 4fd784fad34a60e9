/**
 * The site: one writer, one log, one state; and the door through which everyone comes in.
 *
 * <p>{@link io.candelabra.core.site.Sites} is the door. It opens no site that the caller may not know, lets a caller
 * who changes something compose the command from the stored state ({@link io.candelabra.core.site.Composer}), and hands
 * it to the {@link io.candelabra.core.site.LocalSite}, whose pure rule ({@link io.candelabra.core.site.Decider}) turns
 * it into events on the <em>decided</em> head. The {@link io.candelabra.core.site.Committer} writes what is decided,
 * for all sites in turn, and moves the <em>durable</em> head, which is all that answers, readers and lanes ever see.
 * {@link io.candelabra.core.site.SiteStore} is the seam to what keeps it, {@link io.candelabra.core.site.Retention}
 * says for how long the log is kept.
 *
 * <p>The rules stand by noun: {@code AreaRules}, {@code SceneRules}, {@code GroupRules}, {@code DeviceRules},
 * {@code SubscriptionRules}, {@code AccountRules}; {@code ResourceRules} asks the one that a kind needs, {@code Rights}
 * which right a command needs, {@code ExecutionRules} and {@code SettingRules} move devices. The declarations of
 * dialects about the things that they alone keep are {@link io.candelabra.core.site.Declared}.
 */
@NullMarked
package io.candelabra.core.site;

import org.jspecify.annotations.NullMarked;
