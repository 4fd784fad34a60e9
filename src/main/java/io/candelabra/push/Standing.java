package io.candelabra.push;

/**
 * How far the delivery of one subscription is, and how it fares.
 *
 * @param seq everything up to this event is delivered
 * @param failures how often in a row the receiver has failed; 0 while all is well
 * @param failingSinceMs wall time of the first of these failures; 0 while all is well
 */
record Standing(long seq, int failures, long failingSinceMs) {}
