package io.candelabra.model;

/**
 * A plan that is being carried out, or was.
 *
 * @param owner name of the caller who started it
 * @param cause who asked, through which dialect, in which request
 * @param startedMs site time at which it was accepted
 * @param endedMs site time at which it ended; 0 while it runs
 */
public record Execution(
        ExecutionId id,
        Plan plan,
        String owner,
        Cause cause,
        Phase phase,
        Failure failure,
        long startedMs,
        long endedMs) {

    public Execution at(Phase next, Failure why, long endMs) {
        return new Execution(id, plan, owner, cause, next, why, startedMs, endMs);
    }
}
