package io.candelabra.core.site;

/**
 * Bounds of one site.
 *
 * @param stepsPerGateway steps that may wait at one gateway; one more is refused
 * @param window steps that a gateway may have in flight
 * @param executions executions that may run at once
 * @param resourcesPerKind stored resources of one kind
 * @param jobs long work that may run at once
 * @param jobsPerGateway long work of which one gateway may have a part open at once
 */
public record SiteLimits(
        int stepsPerGateway, int window, int executions, int resourcesPerKind, int jobs, int jobsPerGateway) {
    /** Generous ones, for a server of one's own. */
    public static final SiteLimits LOCAL = new SiteLimits(1_000, 64, 10_000, 20_000, 1_000, 32);
    /** As the vendors' clouds have them: ten at a gateway. */
    public static final SiteLimits VENDOR = new SiteLimits(10, 10, 100, 2_000, 100, 10);
}
