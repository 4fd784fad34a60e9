package io.candelabra.core.account;

/** A number of tokens that come back one by one. For one thread at a time. */
public final class TokenBucket {
    /** A token that came back in many small parts may lack a rounding error. */
    private static final double WHOLE = 1 - 1e-9;

    private final double most;
    private final double refillMs;
    private double tokens;
    private long lastMs;

    /**
     * @param most how many there are at first, and at most
     * @param refillMs how long one takes to come back
     */
    public TokenBucket(int most, double refillMs, long nowMs) {
        this.most = most;
        this.refillMs = refillMs;
        this.tokens = most;
        this.lastMs = nowMs;
    }

    /** Takes one if there is one. */
    public boolean take(long nowMs) {
        refill(nowMs);
        if (tokens < WHOLE) {
            return false;
        }
        tokens = Math.max(0, tokens - 1);
        return true;
    }

    /** Puts one back that was taken for nothing. */
    public void giveBack() {
        tokens = Math.min(most, tokens + 1);
    }

    private void refill(long nowMs) {
        if (nowMs > lastMs) {
            tokens = Math.min(most, tokens + (nowMs - lastMs) / refillMs);
        }
        lastMs = Math.max(lastMs, nowMs);
    }
}
