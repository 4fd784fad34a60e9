/**
 * Webhooks: the subscriptions, and the messages that they are sent. Delivery itself is the work of {@code push}. Start
 * with {@link io.candelabra.dialect.sustainder.webhooks.WebhooksRoutes}, then
 * {@link io.candelabra.dialect.sustainder.webhooks.SustainderPushes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.webhooks;

import org.jspecify.annotations.NullMarked;
