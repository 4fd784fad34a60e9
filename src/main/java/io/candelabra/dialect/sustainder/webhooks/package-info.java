/**
 * Webhooks: who wants to be told what, and what is told. Delivery itself is the work of {@code push}. Start with
 * {@link io.candelabra.dialect.sustainder.webhooks.WebhooksRoutes}, then
 * {@link io.candelabra.dialect.sustainder.webhooks.SustainderPushes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.webhooks;

import org.jspecify.annotations.NullMarked;
