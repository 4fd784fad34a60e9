package io.candelabra.model;

/**
 * A time between two moments of the wall's clock, in ms since 1970.
 *
 * @param fromMs the first moment; 0 for no bound
 * @param untilMs the first moment after it; {@link Long#MAX_VALUE} for no bound
 */
public record Period(long fromMs, long untilMs) {
    public boolean contains(long nowMs) {
        return fromMs <= nowMs && nowMs < untilMs;
    }
}
