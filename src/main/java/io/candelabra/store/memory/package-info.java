/**
 * Sites kept in memory, for tests: quick, and able to fail on purpose.
 *
 * <p>The same batches come in as to the real store; nothing outlives the process, so no server runs on it. It keeps the
 * contract of {@link io.candelabra.core.site.SiteStore} to the letter, and both stores pass the same tests. Read
 * {@link io.candelabra.store.memory.MemoryStore}.
 */
@NullMarked
package io.candelabra.store.memory;

import org.jspecify.annotations.NullMarked;
