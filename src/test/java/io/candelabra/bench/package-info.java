/**
 * The benchmarks behind {@code ./candelabra bench}: the whole server in a process of its own, beside a bare server on the
 * same HTTP library that answers the same bytes, both asked by the same small client.
 *
 * <p>Figures, never tests: they depend on the machine, and no build fails because of them. Start with
 * {@link io.candelabra.bench.Bench}; the workload is {@link io.candelabra.bench.BenchServer}.
 */
@NullMarked
package io.candelabra.bench;

import org.jspecify.annotations.NullMarked;
